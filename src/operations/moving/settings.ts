import { usualWatch, type WatchLimits } from '../../database/target/watch.ts';

/** How a target is moved, besides where to. */
export type MoveSettings = {
  /** Whether rows and values that a plan destroys are let go; otherwise they are kept in the attic. */
  readonly discardData: boolean;
  /** Whether indexes that nothing else waits for are left for a later run. */
  readonly deferIndexes: boolean;
  /** Whether to go on where the target differs from its release in what is about to change. */
  readonly ignoreDrift: boolean;
  /** File to write a dump of the database to before anything runs. */
  readonly backup?: string;
  /** Milliseconds in all that a batch is tried for while others hold its locks. */
  readonly lockWaitMs: number;
  /** Stops the run when it aborts. */
  readonly signal: AbortSignal;
  readonly watch: WatchLimits;
};

/** Ten minutes: who has not let go of a table by then will not in time for a deploy. */
const usualLockWaitMs = 600_000;

/** What holds where nobody says otherwise. */
export const usualSettings: MoveSettings = {
  discardData: false,
  deferIndexes: false,
  ignoreDrift: false,
  lockWaitMs: usualLockWaitMs,
  signal: new AbortController().signal,
  watch: usualWatch,
};
