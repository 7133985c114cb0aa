import { performance } from 'node:perf_hooks';
import { checkContinues, isSettled } from './continuation.ts';
import { deferrable } from './deferral.ts';
import { type Execution, type State, stateOf } from './execution.ts';
import { runOutside } from './outside.ts';
import { stepError } from './step-error.ts';
import { type NumberedBatch, type NumberedStep, numbered } from './steps.ts';
import { runTransaction } from './transaction.ts';
import { withoutUnmade } from './unmade.ts';
import { untouchedBy } from './untouched.ts';

/**
 * Runs a plan on the target, from one release to the next or back, and journals it: each step in the transaction of its effect,
 * or before and after where it may not have one. What an interrupted run has done is not done again.
 *
 * @throws DiagnosticError `step-failed` and others with what the server said, and where the target stands; the next run
 *   continues there
 */
export async function execute(execution: Execution): Promise<void> {
  const { passage, unfinished, keeper, onEvent } = execution;
  const batches = withoutUnmade(numbered(passage.plan), execution.unmade ?? new Map());
  if (unfinished !== undefined) checkContinues(unfinished, passage, batches);
  const deferred = execution.deferIndexes
    ? deferrable(batches, untouchedBy(passage, execution.later ?? []))
    : new Set<NumberedStep>();
  const state = stateOf(execution, batches, deferred);
  const done = [...(unfinished?.steps.values() ?? [])].filter((step) => step.state === 'done').length;
  const { release, direction } = passage;
  const began = performance.now();
  onEvent({ kind: 'release_started', release, direction, steps: state.of, done });
  let finished = false;
  for (const [index, whole] of batches.entries()) {
    const steps = whole.steps.filter((step) => !isSettled(unfinished, step) && !deferred.has(step));
    if (steps.length > 0) {
      await guarded(state, () => keeper.prepare(steps));
      if (whole.transaction) {
        // What is put back comes after its batch and before the end of the run.
        finished = keeper.idle && index === batches.length - 1;
        await runTransaction(state, { ...whole, steps }, finished);
      } else {
        await runOutside(state, { ...whole, steps });
      }
    }
    await guarded(state, () => keeper.settle(whole.steps));
  }
  await guarded(state, () => keeper.finish());
  if (!finished) await runTransaction(state, nothing, true);
  if (deferred.size > 0)
    onEvent({ kind: 'deferred', release, direction, titles: [...deferred].map(({ title }) => title) });
  onEvent({ kind: 'release_finished', release, direction, milliseconds: performance.now() - began });
}

/** What goes wrong between steps. */
async function guarded(state: State, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw stepError(error, state.passage, undefined, state.watch.signal);
  }
}

/** The batch of a plan that has nothing left to do but to be recorded. */
const nothing: NumberedBatch = {
  transaction: true,
  timeouts: { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1 },
  steps: [],
};
