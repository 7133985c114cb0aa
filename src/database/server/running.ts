import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostic/diagnostic.ts';
import { type PostmasterFile, readPostmasterFile, runsOn } from './postmaster-file.ts';
import { startOf } from './process.ts';
import { until } from './until.ts';

/** How long others may take to start or stop a server. */
const patienceMs = 60_000;

/** How long a server that does not answer any more may still be there. */
const endingMs = 10_000;

/**
 * The server that accepts connections on this data directory, whoever started it, or undefined where none runs. Waits
 * while one starts or stops.
 *
 * @throws DiagnosticError `server-start-failed` where one does neither come up nor go away
 */
export async function runningServer(data: string): Promise<PostmasterFile | undefined> {
  const look = async () => {
    const server = await readPostmasterFile(data);
    if (server === undefined || !runsOn(data, server.pid)) return { server: undefined };
    return server.status === 'ready' ? { server } : undefined;
  };
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    return (await until(data, look, timeout)).server;
  } catch (error) {
    if (!timeout.aborted) throw error;
    const server = await readPostmasterFile(data);
    return fail(
      'server-start-failed',
      `process ${server?.pid}, a server on ${data}, has been ${server?.status || 'starting'} for ${patienceMs / 1000} seconds`,
      'Look at what it is doing, and end it.',
    );
  }
}

/** Whether the process, a server on this data directory, ends soon. */
export async function ends(data: string, pid: number): Promise<boolean> {
  const timeout = AbortSignal.timeout(endingMs);
  return until(data, () => (runsOn(data, pid) ? undefined : true), timeout).catch(() => false);
}

/**
 * Removes lock files that a server on this data directory left when it was killed, where their process id now belongs to
 * something else: PostgreSQL would take that for a server. It sees by itself when there is no such process.
 */
export async function removeStaleLocks(data: string, socketDirectory: string, port: number): Promise<void> {
  const socket = join(socketDirectory, `.s.PGSQL.${port}`);
  for (const lock of [join(data, 'postmaster.pid'), `${socket}.lock`]) {
    const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
    if (startOf(pid) !== undefined && !runsOn(data, pid)) await rm(lock, { force: true });
  }
}
