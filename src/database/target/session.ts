import type pg from 'pg';
import type { TargetUrl } from './url.ts';

/** A connection to the target, set up for migrating. */
export type Session = {
  readonly client: pg.Client;
  /** Of the server's process. */
  readonly pid: number;
  readonly url: TargetUrl;
  readonly server: ServerVersion;
  /** Ends the connection, if it still stands. */
  close(): Promise<void>;
};

export type ServerVersion = {
  readonly major: number;
  /** As the server prints it: `18.4`. */
  readonly text: string;
};
