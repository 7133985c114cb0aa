import { performance } from 'node:perf_hooks';
import { type DoneStep, finishRun, recordDeferred, recordDone, startRun } from '../journal/journal.ts';
import { throwIfInterrupted } from '../target/interruption.ts';
import { limitsOf, observed, ofStep, retryEvent, type State, settings } from './execution.ts';
import { retrying } from './retry.ts';
import { stepError } from './step-error.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/** Where a transaction is. */
type Place = {
  /** For who tells what went wrong. */
  step: NumberedStep | undefined;
  /** When the last step was answered: one that went out before begins then. */
  answered: number;
};

/**
 * Runs a batch and journals it in its transaction.
 *
 * @param last whether the run is finished with it
 */
export async function runTransaction(state: State, batch: NumberedBatch, last: boolean): Promise<void> {
  const { passage, watch } = state;
  const { client } = state.session;
  const place: Place = { step: undefined, answered: 0 };
  const attemptTransaction = async (attempt: number) => {
    throwIfInterrupted(watch.signal);
    try {
      const run = await transaction(state, batch, last, attempt, place);
      state.run = run;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  };
  try {
    await retrying(limitsOf(state, batch.timeouts), retryEvent(state, batch), attemptTransaction);
  } catch (error) {
    throw stepError(error, passage, place.step, watch.signal);
  }
}

/** @returns the id of the run */
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
  const begin = client.query(['BEGIN', ...settings('SET LOCAL ', batch.timeouts)].join('; '));
  const began = performance.now();
  const starting = state.run ?? startRun(client, passage, state.of, toolVersion);
  const [, run] = await Promise.all([begin, starting]);
  const done = await runSteps(state, batch, began, place);
  place.step = undefined;
  await Promise.all([
    ...(done.length > 0 ? [recordDone(client, run, done, attempt, toolVersion)] : []),
    ...(last && state.deferred.size > 0
      ? [recordDeferred(client, run, [...state.deferred], toolVersion)]
      : []),
    ...(last ? [finishRun(client, run, passage, toolVersion)] : []),
  ]);
  await client.query('COMMIT');
  return run;
}

/**
 * Steps that nobody can be in the way of go out at once (answers come in that order, so the first that fails is the one that the server
 * refused), and the server does not wait for us between them. Others go one by one, since
 * each can wait for locks, be watched and be cancelled.
 */
async function runSteps(
  state: State,
  { steps, timeouts }: NumberedBatch,
  began: number,
  place: Place,
): Promise<readonly DoneStep[]> {
  const [first] = steps;
  if (first !== undefined && timeouts.class === 'none' && state.keeper.idle)
    return observed(state, first, () => Promise.all(steps.map((step) => runStep(state, step, began, place))));
  const done: DoneStep[] = [];
  for (const step of steps) done.push(await observed(state, step, () => runStep(state, step, began, place)));
  return done;
}

async function runStep(
  state: State,
  step: NumberedStep,
  transactionBegan: number,
  place: Place,
): Promise<DoneStep> {
  const { number, title, hash } = step;
  const began = performance.now();
  state.onEvent({ kind: 'step_started', ...ofStep(state, step) });
  try {
    await effect(state, step);
  } catch (error) {
    // What goes out behind a step that fails, fails with it.
    place.step ??= step;
    throw error;
  }
  const ended = performance.now();
  const started = Math.max(began, place.answered);
  place.answered = ended;
  state.onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: ended - started });
  return {
    ...{ number, title, hash },
    startedMs: started - transactionBegan,
    finishedMs: ended - transactionBegan,
  };
}

function effect({ keeper, session }: State, step: NumberedStep): Promise<unknown> {
  if (keeper.idle) return session.client.query(step.sql);
  return keeper.keep(step).then((done) => (done ? undefined : session.client.query(step.sql)));
}
