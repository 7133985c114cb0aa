import type { ChildProcess } from 'node:child_process';
import { fail } from '../../diagnostic/diagnostic.ts';
import type { Installation } from './installation.ts';
import { closeLog, type Log, lastLines, openLog } from './log.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { ending, type Program, spawnProgram } from './spawn.ts';
import { until } from './until.ts';

/** As PostgreSQL calls them: `fast` writes all to the disk that has to last, `immediate` nothing. */
type Shutdown = 'fast' | 'immediate';

const shutdownSignals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const satisfies Record<
  Shutdown,
  NodeJS.Signals
>;

/** How to start the main process of a server. */
export type Launch = {
  readonly installation: Installation;
  readonly data: string;
  readonly log: string;
  readonly settings: Readonly<Record<string, string | number>>;
  /** Ends the server, or begins to, when our own process ends without `stop`. */
  readonly whenWeExit: Program['whenWeExit'];
  readonly shutdown: Shutdown;
  /** Gives up the start. */
  readonly signal: AbortSignal | undefined;
};

/** The main process of a server that accepts connections, as our child. */
export type Postmaster = {
  readonly pid: number;
  /** Disconnects everyone, ends the server, and resolves when it has exited. */
  stop(): Promise<void>;
  /** Lets our process end while the server still runs; `whenWeExit` is called then. */
  unref(): void;
};

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/**
 * Starts a server on a data directory that no other server uses, and resolves when it accepts connections.
 *
 * @throws DiagnosticError `server-start-failed` with the last lines of the server's log, `server-already-running`,
 *   `server-port-taken`, or what {@link spawnProgram} throws; the reason of `signal` when that aborts
 */
export async function startPostmaster(launch: Launch): Promise<Postmaster> {
  const log = openLog(launch.log);
  try {
    const { pid, child } = await spawnProgram({
      path: launch.installation.postgres,
      args: [
        '-D',
        launch.data,
        ...Object.entries(launch.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      user: launch.installation.user,
      // A file and not a pipe: nobody has to be awake to empty it.
      stdio: ['ignore', log.descriptor, log.descriptor],
      whenWeExit: launch.whenWeExit,
    });
    await ready(child, launch, log);
    return { pid, stop: () => end(child, shutdownSignals[launch.shutdown]), unref: () => child.unref() };
  } finally {
    closeLog(log);
  }
}

async function ready(child: ChildProcess, launch: Launch, log: Log): Promise<void> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  const isReady = async () => {
    const file = await readPostmasterFile(launch.data);
    // Another server's file may still lie there, or by now.
    return file?.pid === child.pid && file?.status === 'ready' ? true : undefined;
  };
  const timeout = AbortSignal.timeout(startTimeoutMs);
  const reasons = [ended.signal, timeout, ...(launch.signal === undefined ? [] : [launch.signal])];
  try {
    await until(launch.data, isReady, AbortSignal.any(reasons));
  } catch (error) {
    const outcome = ended.signal.aborted
      ? `ended with ${ending(child.exitCode, child.signalCode)}`
      : `was not ready after ${startTimeoutMs / 1000} seconds`;
    await end(child, 'SIGQUIT');
    launch.signal?.throwIfAborted();
    if (ended.signal.aborted || timeout.aborted) failStart(launch, outcome, await lastLines(log));
    throw error;
  }
}

function failStart({ installation, data, settings }: Launch, outcome: string, log: string): never {
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(log)) {
    fail(
      'server-already-running',
      `another server, or what is left of one that was killed, uses ${data}`,
      'Stop it, or wait until it has ended.',
    );
  }
  if (/could not bind .*: Address already in use/.test(log) && settings['listen_addresses'] !== '') {
    fail(
      'server-port-taken',
      `port ${settings['port']} on ${settings['listen_addresses']} is in use by another program`,
      'Choose another port, or stop that program.',
    );
  }
  fail(
    'server-start-failed',
    `PostgreSQL ${installation.version} ${outcome}; the end of its log:\n${log}`,
    'The log says what the server lacks.',
  );
}

/** Signals the server to end and waits for that; once too much time has passed, kills it. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // The wait has to hold our process even if the server did not.
  child.ref();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });
}
