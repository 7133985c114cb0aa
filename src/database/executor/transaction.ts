import { performance } from 'node:perf_hooks';
import { type DoneStep, finishRun, recordDeferred, recordDone, startRun } from '../journal/journal.ts';
import { throwIfInterrupted } from '../target/interruption.ts';
import { limitsOf, observed, ofStep, retryEvent, type State, settings } from './execution.ts';
import { retrying } from './retry.ts';
import { stepError } from './step-error.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/**
 * Runs a batch and journals it in its transaction.
 *
 * @param last whether the run is finished with it
 */
export async function runTransaction(state: State, batch: NumberedBatch, last: boolean): Promise<void> {
  const { session, passage, toolVersion, watch } = state;
  const { client } = session;
  let current: NumberedStep | undefined;
  const attemptTransaction = async (attempt: number) => {
    throwIfInterrupted(watch.signal);
    try {
      await client.query(['BEGIN', ...settings('SET LOCAL ', batch.timeouts)].join('; '));
      const began = performance.now();
      const run = state.run ?? (await startRun(client, passage, state.of, toolVersion));
      const done: DoneStep[] = [];
      for (const step of batch.steps) {
        current = step;
        done.push(await runInside(state, step, began));
      }
      current = undefined;
      if (done.length > 0) await recordDone(client, run, done, attempt, toolVersion);
      if (last) {
        if (state.deferred.size > 0) await recordDeferred(client, run, [...state.deferred], toolVersion);
        await finishRun(client, run, passage, toolVersion);
      }
      await client.query('COMMIT');
      state.run = run;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  };
  try {
    await retrying(limitsOf(state, batch.timeouts), retryEvent(state, batch), attemptTransaction);
  } catch (error) {
    throw stepError(error, passage, current, watch.signal);
  }
}

async function runInside(state: State, step: NumberedStep, transactionBegan: number): Promise<DoneStep> {
  const { number, title, hash } = step;
  const began = performance.now();
  state.onEvent({ kind: 'step_started', ...ofStep(state, step) });
  await observed(state, step, async () => {
    const kept = await state.keeper.keep(step);
    if (!kept) await state.session.client.query(step.sql);
  });
  const ended = performance.now();
  state.onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: ended - began });
  return {
    ...{ number, title, hash },
    startedMs: began - transactionBegan,
    finishedMs: ended - transactionBegan,
  };
}
