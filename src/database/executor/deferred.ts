import { performance } from 'node:perf_hooks';
import { fail } from '../../diagnostic/diagnostic.ts';
import type { Timeouts } from '../../plan/plan.ts';
import { stem } from '../../release/file-name.ts';
import { renderStatement } from '../../sql/render.ts';
import type { Statement } from '../../sql/statement.ts';
import { discarding } from '../attic/keeper.ts';
import { type DeferredStep, recordEnd, recordStart } from '../journal/journal.ts';
import { throwIfInterrupted } from '../target/interruption.ts';
import {
  type Execution,
  limitsOf,
  observed,
  ofStep,
  retryEvent,
  type State,
  settings,
  stateOf,
} from './execution.ts';
import { runAlone } from './outside.ts';
import { retrying } from './retry.ts';
import { stepError } from './step-error.ts';
import { type NumberedBatch, type NumberedStep, numbered } from './steps.ts';

/**
 * Runs the steps that were put off when a release was applied. Others use its tables by now, so indexes are built CONCURRENTLY
 * whatever the plan said.
 *
 * @param deferred steps, also of other releases
 * @throws DiagnosticError as `execute` does; `half-done-plan` where the plan is another now
 */
export async function executeDeferred(
  execution: Omit<Execution, 'keeper' | 'deferIndexes' | 'unfinished'>,
  deferred: readonly DeferredStep[],
): Promise<void> {
  const { passage, watch } = execution;
  const { release, direction } = passage;
  const batches = numbered(passage.plan);
  const all = batches.flatMap(({ steps, timeouts }) => steps.map((step) => ({ step, timeouts })));
  const state = stateOf({ ...execution, keeper: discarding, deferIndexes: false }, batches, new Set());
  const mine = deferred.filter((each) => each.release === release.number);
  state.onEvent({ kind: 'deferred_started', release, direction, steps: mine.length });
  for (const record of mine) {
    const found = all[record.number - 1];
    if (found?.step.hash !== record.hash)
      return fail(
        'half-done-plan',
        `release ${stem(release)} left a step for later that is no part of its plan now: step ${record.number}, ${record.title}`,
        'Use the version of learnr-schema that applied it.',
      );
    try {
      await runDeferred(state, record, found.step, found.timeouts);
    } catch (error) {
      throw stepError(error, passage, found.step, watch.signal);
    }
  }
}

function runDeferred(
  state: State,
  record: DeferredStep,
  step: NumberedStep,
  timeouts: Timeouts,
): Promise<void> {
  if (step.statement.kind !== 'create_index') return runQuickly(state, record.run, step, timeouts);
  const statement: Statement = { ...step.statement, concurrently: true };
  const batch: NumberedBatch = { transaction: false, timeouts: patient, steps: [] };
  return runAlone(state, record.run, batch, { ...step, statement, sql: renderStatement(statement) }, record);
}

/** CONCURRENTLY waits for old snapshots; a short timeout would only kill it. */
const patient: Timeouts = { class: 'patient', lockTimeout: 0, statementTimeout: 0, attempts: 3 };

/** What takes a moment, such as a constraint from its index: in one transaction with its record. */
async function runQuickly(state: State, run: string, step: NumberedStep, timeouts: Timeouts): Promise<void> {
  const { session, watch, toolVersion, onEvent } = state;
  const { client } = session;
  const batch: NumberedBatch = { transaction: true, timeouts, steps: [step] };
  await retrying(limitsOf(state, timeouts), retryEvent(state, batch), async () => {
    throwIfInterrupted(watch.signal);
    const began = performance.now();
    onEvent({ kind: 'step_started', ...ofStep(state, step) });
    try {
      await client.query(['BEGIN', ...settings('SET LOCAL ', timeouts)].join('; '));
      await recordStart(client, run, step, toolVersion);
      await observed(state, step, () => client.query(step.sql));
      await recordEnd(client, run, step.number, 'done');
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
    onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: performance.now() - began });
  });
}
