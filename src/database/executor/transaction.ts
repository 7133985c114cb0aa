import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { type DoneStep, finishRun, recordDeferred, recordDone, startRun } from '../journal/journal.ts';
import { throwIfInterrupted } from '../target/interruption.ts';
import type { OnObservation } from '../target/watch.ts';
import { limitsOf, ofStep, retryEvent, type State, settings, tellObservation } from './execution.ts';
import { retrying } from './retry.ts';
import { stepError } from './step-error.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/** Where a transaction is, for who tells of it. */
type Place = {
  /** The step that runs or waits; absent before the first and after the last. */
  step: NumberedStep | undefined;
  /** When that began, as `performance.now()` has it. */
  since: number;
};

/**
 * Runs a batch and journals it in its transaction.
 *
 * @param last whether the run is finished with it
 */
export async function runTransaction(state: State, batch: NumberedBatch, last: boolean): Promise<void> {
  const { passage, watch } = state;
  const place: Place = { step: undefined, since: 0 };
  const attemptTransaction = async (attempt: number) => {
    throwIfInterrupted(watch.signal);
    state.run = await transaction(state, batch, last, attempt, place);
  };
  try {
    await retrying(limitsOf(state, batch.timeouts), retryEvent(state, batch), attemptTransaction);
  } catch (error) {
    throw stepError(error, passage, place.step, watch.signal);
  }
}

/**
 * Two messages' worth of waiting, however many steps: first all of them go out, then, when their times are known, what the journal
 * says of them, with COMMIT behind it. The server answers in that order, and refuses everything behind the first that fails: then
 * COMMIT rolls back.
 *
 * @returns the id of the run
 */
async function transaction(
  state: State,
  batch: NumberedBatch,
  last: boolean,
  attempt: number,
  place: Place,
): Promise<string> {
  const { session, passage, toolVersion } = state;
  const { client } = session;
  place.step = undefined;
  try {
    const began = performance.now();
    const begin = client.query(['BEGIN', ...settings('SET LOCAL ', batch.timeouts)].join('; '));
    const starting = state.run ?? startRun(client, passage, state.of, toolVersion);
    const [, run, done] = await Promise.all([begin, starting, runSteps(state, batch.steps, began, place)]);
    place.step = undefined;
    await Promise.all([
      ...(done.length > 0 ? [recordDone(client, run, done, attempt, toolVersion)] : []),
      ...(last && state.deferred.size > 0
        ? [recordDeferred(client, run, [...state.deferred], toolVersion)]
        : []),
      ...(last ? [finishRun(client, run, passage, toolVersion)] : []),
      client.query('COMMIT'),
    ]);
    return run;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Ends the transaction behind whatever is still to be answered, if there is one left to end. */
async function rollBack(client: pg.Client): Promise<void> {
  // An answer to something that does nothing says where the session is by now.
  await client.query('').catch(() => {});
  if (client.getTransactionStatus() !== 'I') await client.query('ROLLBACK').catch(() => {});
}

/** While the attic has something to do between steps, they go out one by one. */
async function runSteps(
  state: State,
  steps: readonly NumberedStep[],
  transactionBegan: number,
  place: Place,
): Promise<readonly DoneStep[]> {
  const { keeper, session, watch, onEvent } = state;
  if (steps.length === 0) return [];
  const observe: OnObservation = (observation) => {
    if (place.step !== undefined)
      tellObservation(state, place.step)(observation, performance.now() - place.since);
  };
  return watch.during(observe, async () => {
    const answers = keeper.idle ? steps.map(({ sql }) => session.client.query(sql)) : undefined;
    // Each of them is looked at below, up to the first that fails.
    void Promise.allSettled(answers ?? []);
    const done: DoneStep[] = [];
    for (const [index, step] of steps.entries()) {
      const { number, title, hash } = step;
      place.step = step;
      place.since = performance.now();
      onEvent({ kind: 'step_started', ...ofStep(state, step) });
      await (answers?.[index] ?? keepOrRun(state, step));
      const ended = performance.now();
      onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: ended - place.since });
      done.push({
        ...{ number, title, hash },
        startedMs: place.since - transactionBegan,
        finishedMs: ended - transactionBegan,
      });
    }
    return done;
  });
}

async function keepOrRun({ keeper, session }: State, step: NumberedStep): Promise<void> {
  if (!(await keeper.keep(step))) await session.client.query(step.sql);
}
