import { performance } from 'node:perf_hooks';
import { InternalError } from '../../diagnostic/diagnostic.ts';
import type { Timeouts } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import { recordEnd, recordStart, type StepRecord, startRun } from '../journal/journal.ts';
import { isServerError } from '../target/server-error.ts';
import { fillInBatches } from './backfill.ts';
import { limitsOf, observed, ofStep, retryEvent, type State, settings } from './execution.ts';
import { retrying } from './retry.ts';
import { isDone, leftoverOf } from './settle.ts';
import { stepError } from './step-error.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/** Runs the only step of a batch in no transaction: journaled before and after, and settled by the catalog where there is doubt. */
export async function runOutside(state: State, batch: NumberedBatch): Promise<void> {
  const { session, passage, unfinished, toolVersion, watch } = state;
  const [step, ...others] = batch.steps;
  if (step === undefined || others.length > 0)
    throw new InternalError('a batch outside a transaction has other than one step');
  try {
    state.run ??= await startRun(session.client, passage, state.of, toolVersion);
    await runAlone(state, state.run, batch, step, unfinished?.steps.get(step.number));
  } catch (error) {
    throw stepError(error, passage, step, watch.signal);
  }
}

/**
 * @param run that the step is journaled in
 * @param record what the journal says of the step by now, if anything
 */
export async function runAlone(
  state: State,
  run: string,
  batch: NumberedBatch,
  step: NumberedStep,
  record: Pick<StepRecord, 'state' | 'progress'> | undefined,
): Promise<void> {
  const { client } = state.session;
  if (record?.state === 'started' && (await isDone(client, step.statement))) {
    await recordEnd(client, run, step.number, 'done');
    state.onEvent({ kind: 'step_settled', ...ofStep(state, step) });
    return;
  }
  // What another attempt goes on from.
  const progress = { key: record?.progress };
  await retrying(limitsOf(state, batch.timeouts), retryEvent(state, batch), () =>
    attempt(state, run, batch.timeouts, step, progress),
  );
}

async function attempt(
  state: State,
  run: string,
  timeouts: Timeouts,
  step: NumberedStep,
  progress: { key: readonly string[] | undefined },
): Promise<void> {
  const { session, onEvent, toolVersion } = state;
  const { client } = session;
  await dropLeftover(state, step);
  await recordStart(client, run, step, toolVersion);
  onEvent({ kind: 'step_started', ...ofStep(state, step) });
  const began = performance.now();
  try {
    const set = settings('SET ', timeouts);
    if (set.length > 0) await client.query(set.join('; '));
    await effect(state, run, step, progress);
  } catch (error) {
    // Where the server said why, there is no doubt: it did not come to its effect.
    if (isServerError(error)) await recordEnd(client, run, step.number, 'failed', error.code).catch(() => {});
    throw error;
  } finally {
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0').catch(() => {});
  }
  await recordEnd(client, run, step.number, 'done');
  onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: performance.now() - began });
}

function effect(
  state: State,
  run: string,
  step: NumberedStep,
  progress: { key: readonly string[] | undefined },
): Promise<unknown> {
  const { statement, sql } = step;
  // A script fills in one statement that commits as it goes; here each batch is journaled, can be cancelled, and is told of.
  if (statement.kind === 'backfill' && statement.backfill.key.length > 0)
    return fillInBatches(state, run, step, statement.backfill, progress);
  return observed(state, step, () => state.session.client.query(sql));
}

/** An index that an interrupted attempt left INVALID. */
async function dropLeftover(state: State, step: NumberedStep): Promise<void> {
  const { client } = state.session;
  const index = await leftoverOf(client, step.statement);
  if (index === undefined) return;
  await observed(state, step, () =>
    client.query(renderStatement({ kind: 'drop_index', index, concurrently: true, ifExists: true })),
  );
  state.onEvent({ kind: 'leftover_dropped', ...ofStep(state, step), index: index.name });
}
