import type { Major } from './major.ts';

/** A PostgreSQL server that runs and accepts connections on a Unix socket, as superuser `postgres`, without a password. */
export type Server = {
  /** For libpq and node-postgres alike. */
  readonly url: string;
  readonly major: Major;
  readonly socketDirectory: string;
  readonly pid: number;
  /**
   * Resolves once the server has exited and what it may leave behind is gone. Calling it again waits for the same.
   * Where another process started the server it does nothing.
   */
  stop(): Promise<void>;
};
