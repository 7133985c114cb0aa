import type pg from 'pg';
import type { Passage } from '../journal/passage.ts';
import type { OnEvent } from '../target/events.ts';
import type { Destruction } from './destroyed.ts';

/** What everything that works on the attic is given. */
export type AtticWork = {
  /** With the lock of the target, and its journal made. */
  readonly client: pg.Client;
  readonly onEvent: OnEvent;
  /** Runs a transaction again that lost against the locks of others, until it succeeds or its time is over; then throws what it threw. */
  readonly tryAgain: <T>(transaction: () => Promise<T>) => Promise<T>;
  /** Between transactions; throws where the run is to stop. */
  readonly checkpoint: () => void;
};

export type PassageWork = AtticWork & { readonly passage: Passage; readonly destruction: Destruction };
