import type { Timeouts } from '../../plan/plan.ts';
import type { Keeper } from '../attic/keeper.ts';
import type { Run } from '../journal/journal.ts';
import type { Passage } from '../journal/passage.ts';
import type { OnEvent } from '../target/events.ts';
import type { Session } from '../target/session.ts';
import type { OnObservation, Watch } from '../target/watch.ts';
import type { Limits, Retry } from './retry.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';
import type { Unmade } from './unmade.ts';

export type Execution = {
  /** With the lock of the target, and its journal made. */
  readonly session: Session;
  readonly watch: Watch;
  readonly passage: Passage;
  /** The run that this one continues. */
  readonly unfinished?: Run;
  /** What becomes of rows and values that the plan destroys. */
  readonly keeper: Keeper;
  /** Milliseconds in all that a batch is tried for while others hold its locks. */
  readonly lockWaitMs: number;
  /** Whether indexes that nothing else of the plan waits for are left for a later run. */
  readonly deferIndexes: boolean;
  /** What runs next, before anything that is left: an index that it changes or needs is not left. */
  readonly later?: readonly Passage[];
  /** What the release was recorded without, on the way back from it. */
  readonly unmade?: Unmade;
  readonly toolVersion: string;
  readonly onEvent: OnEvent;
};

/** What the parts of a run share. */
export type State = Execution & {
  /** Steps of the plan. */
  readonly of: number;
  readonly deferred: ReadonlySet<NumberedStep>;
  /** The id of the run; absent until something has been committed. */
  run: string | undefined;
};

export function stateOf(
  execution: Execution,
  batches: readonly NumberedBatch[],
  deferred: ReadonlySet<NumberedStep>,
): State {
  const of = batches.reduce((count, batch) => count + batch.steps.length, 0);
  return { ...execution, of, deferred, run: execution.unfinished?.id };
}

/** What an event says of a step. */
export function ofStep({ passage, of }: State, { number, title }: Pick<NumberedStep, 'number' | 'title'>) {
  const { release, direction } = passage;
  return { release, direction, step: number, of, title };
}

/** Runs what works on the session for a step, and tells what is seen of it from outside. */
export function observed<T>(state: State, step: NumberedStep, action: () => Promise<T>): Promise<T> {
  return state.watch.during(tellObservation(state, step), action);
}

/** Tells what is seen of a step from outside. */
export function tellObservation(state: State, step: NumberedStep): OnObservation {
  return ({ blockers, progress }, milliseconds) => {
    if (blockers.length > 0) state.onEvent({ kind: 'blocked', ...ofStep(state, step), blockers });
    else if (progress !== undefined && progress.outOf > 0)
      state.onEvent({ kind: 'step_progress', ...ofStep(state, step), ...progress });
    else state.onEvent({ kind: 'step_running', ...ofStep(state, step), milliseconds });
  };
}

/** How long a batch is tried. */
export function limitsOf({ watch, lockWaitMs }: State, { attempts }: Timeouts): Limits {
  return { attempts, waitMs: lockWaitMs, signal: watch.signal };
}

export function retryEvent({ passage, onEvent }: State, { timeouts }: NumberedBatch): (retry: Retry) => void {
  const { release, direction } = passage;
  return (retry) => onEvent({ kind: 'retry', release, direction, attempts: timeouts.attempts, ...retry });
}

/** The statements that set a batch's timeouts. */
export function settings(
  set: 'SET ' | 'SET LOCAL ',
  { lockTimeout, statementTimeout }: Timeouts,
): readonly string[] {
  return [
    ...(lockTimeout === 0 ? [] : [`${set}lock_timeout = ${lockTimeout}`]),
    ...(statementTimeout === 0 ? [] : [`${set}statement_timeout = ${statementTimeout}`]),
  ];
}
