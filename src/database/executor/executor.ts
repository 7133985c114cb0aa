import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { InternalError } from '../../diagnostic/diagnostic.ts';
import type { Timeouts } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import {
  type DoneStep,
  finishRun,
  type Run,
  recordDone,
  recordEnd,
  recordStart,
  startRun,
} from '../journal/journal.ts';
import type { Passage } from '../journal/passage.ts';
import type { OnEvent } from '../target/events.ts';
import { isServerError } from '../target/server-error.ts';
import { checkContinues, isSettled } from './continuation.ts';
import { type Retry, retrying } from './retry.ts';
import { isDone, leftoverOf } from './settle.ts';
import { stepError } from './step-error.ts';
import { type NumberedBatch, type NumberedStep, numbered } from './steps.ts';

export type Execution = {
  /** With the lock of the target, and its journal made. */
  readonly client: pg.Client;
  readonly passage: Passage;
  /** The run that this one continues. */
  readonly unfinished?: Run;
  readonly toolVersion: string;
  readonly onEvent: OnEvent;
};

/**
 * Runs a plan on the target, from one release to the next or back, and journals it: each step in the transaction of its effect,
 * or before and after where it may not have one. What an interrupted run has done is not done again.
 *
 * @throws DiagnosticError `step-failed` and others with what the server said, and where the target stands; the next run
 *   continues there
 */
export async function execute(execution: Execution): Promise<void> {
  const { passage, unfinished, onEvent } = execution;
  const batches = numbered(passage.plan);
  const of = batches.reduce((count, batch) => count + batch.steps.length, 0);
  if (unfinished !== undefined) checkContinues(unfinished, passage, batches);
  const state: State = { ...execution, of, run: unfinished?.id };
  const done = [...(unfinished?.steps.values() ?? [])].filter((step) => step.state === 'done').length;
  const { release, direction } = passage;
  const began = performance.now();
  onEvent({ kind: 'release_started', release, direction, steps: of, done });
  let finished = false;
  for (const [index, whole] of batches.entries()) {
    const batch = { ...whole, steps: whole.steps.filter((step) => !isSettled(unfinished, step)) };
    if (batch.steps.length === 0) continue;
    if (batch.transaction) {
      finished = index === batches.length - 1;
      await runTransaction(state, batch, finished);
    } else {
      await runOutside(state, batch);
    }
  }
  if (!finished) await runTransaction(state, nothing, true);
  onEvent({ kind: 'release_finished', release, direction, milliseconds: performance.now() - began });
}

type State = Execution & {
  readonly of: number;
  /** Absent until something has been committed. */
  run: string | undefined;
};

/** The batch of a plan that has nothing left to do but to be recorded. */
const nothing: NumberedBatch = {
  transaction: true,
  timeouts: { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1 },
  steps: [],
};

/** @param last whether the run is finished with this batch */
async function runTransaction(state: State, batch: NumberedBatch, last: boolean): Promise<void> {
  const { client, passage, toolVersion } = state;
  let current: NumberedStep | undefined;
  const attemptTransaction = async (attempt: number) => {
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
      if (last) await finishRun(client, run, passage, toolVersion);
      await client.query('COMMIT');
      state.run = run;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  };
  try {
    await retrying(batch.timeouts.attempts, retryEvent(state, batch), attemptTransaction);
  } catch (error) {
    throw stepError(error, passage, current);
  }
}

async function runInside(state: State, step: NumberedStep, transactionBegan: number): Promise<DoneStep> {
  const { number, title, hash } = step;
  const began = performance.now();
  state.onEvent({ kind: 'step_started', ...ofStep(state, step) });
  await state.client.query(step.sql);
  const ended = performance.now();
  state.onEvent({ kind: 'step_finished', ...ofStep(state, step), milliseconds: ended - began });
  return {
    ...{ number, title, hash },
    startedMs: began - transactionBegan,
    finishedMs: ended - transactionBegan,
  };
}

/** The only step of its batch, in no transaction: journaled before and after, and settled by the catalog where there is doubt. */
async function runOutside(state: State, batch: NumberedBatch): Promise<void> {
  const { client, passage, unfinished, toolVersion } = state;
  const [step, ...others] = batch.steps;
  if (step === undefined || others.length > 0)
    throw new InternalError('a batch outside a transaction has other than one step');
  try {
    state.run ??= await startRun(client, passage, state.of, toolVersion);
    const doubtful = unfinished?.steps.get(step.number)?.state === 'started';
    if (doubtful && (await isDone(client, step.statement))) {
      await recordEnd(client, state.run, step.number, 'done');
      state.onEvent({ kind: 'step_settled', ...ofStep(state, step) });
      return;
    }
    const run = state.run;
    await retrying(batch.timeouts.attempts, retryEvent(state, batch), () =>
      attemptOutside(state, run, batch.timeouts, step),
    );
  } catch (error) {
    throw stepError(error, passage, step);
  }
}

async function attemptOutside(
  state: State,
  run: string,
  timeouts: Timeouts,
  step: NumberedStep,
): Promise<void> {
  const { client, onEvent, toolVersion } = state;
  await dropLeftover(state, step);
  await recordStart(client, run, step, toolVersion);
  onEvent({ kind: 'step_started', ...ofStep(state, step) });
  const began = performance.now();
  try {
    const set = settings('SET ', timeouts);
    if (set.length > 0) await client.query(set.join('; '));
    await client.query(step.sql);
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

async function dropLeftover(state: State, step: NumberedStep): Promise<void> {
  const index = await leftoverOf(state.client, step.statement);
  if (index === undefined) return;
  await state.client.query(
    renderStatement({ kind: 'drop_index', index, concurrently: true, ifExists: true }),
  );
  state.onEvent({ kind: 'leftover_dropped', ...ofStep(state, step), index: index.name });
}

function settings(
  set: 'SET ' | 'SET LOCAL ',
  { lockTimeout, statementTimeout }: Timeouts,
): readonly string[] {
  return [
    ...(lockTimeout === 0 ? [] : [`${set}lock_timeout = ${lockTimeout}`]),
    ...(statementTimeout === 0 ? [] : [`${set}statement_timeout = ${statementTimeout}`]),
  ];
}

function retryEvent({ passage, onEvent }: State, { timeouts }: NumberedBatch): (retry: Retry) => void {
  const { release, direction } = passage;
  return (retry) => onEvent({ kind: 'retry', release, direction, attempts: timeouts.attempts, ...retry });
}

function ofStep({ passage, of }: State, { number, title }: NumberedStep) {
  const { release, direction } = passage;
  return { release, direction, step: number, of, title };
}
