import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DiagnosticError, fail } from '../../diagnostic/diagnostic.ts';
import { builtFolder } from './built.ts';
import { cacheFolder } from './cache.ts';
import { ensureDatabase, isDisconnection } from './database.ts';
import { hasCode } from './errno.ts';
import { makeFolder, ownFolder } from './folder.ts';
import { initdb } from './initdb.ts';
import { type Installation, installation } from './installation.ts';
import type { Major } from './major.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import type { PostmasterFile } from './postmaster-file.ts';
import { send } from './process.ts';
import { ends, removeStaleLocks, runningServer } from './running.ts';
import type { Server } from './server.ts';
import { temporaryFolder } from './temporary.ts';
import { socketUrl } from './url.ts';

export type EmbeddedRequest = {
  /** Absolute path of the project whose data it is. */
  readonly project: string;
  readonly major: Major;
  /** Made if missing; the server's URL leads to it. */
  readonly database: string;
  /** Also listen on this port of 127.0.0.1, to every user of this machine and without a password. */
  readonly port?: number;
};

/** Where an embedded server keeps its data, which stay, and its socket, whose path is the same at each start. */
type Place = { readonly data: string; readonly log: string; readonly socket: string };

const socketOnlyPort = 5432;
const loopback = '127.0.0.1';

/** How long the processes of a server that was killed, or another that is just starting, may be in the way. */
const patienceMs = 10_000;
const lookAgainMs = 20;

/**
 * Starts the server that keeps the data of a project, or finds it running, started by another process; then `stop` does
 * nothing. A server started here keeps this process from ending until it has stopped. It stops with this process, except
 * where that is killed; then it runs on and the next call finds it.
 *
 * @throws DiagnosticError with one of the codes `server-…`
 */
export async function startEmbedded(request: EmbeddedRequest): Promise<Server> {
  const binaries = await installation(request.major);
  const place = await prepare(request, binaries);
  const server = await withDatabase(request.database, place, () => startOrFind(request, binaries, place));
  return {
    url: socketUrl(server.socketDirectory, server.port, request.database),
    major: request.major,
    socketDirectory: server.socketDirectory,
    pid: server.pid,
    stop: server.stop,
  };
}

async function prepare({ project, major }: EmbeddedRequest, binaries: Installation): Promise<Place> {
  const folder = join(await cacheFolder(), 'embedded', digest(project), String(major));
  await makeFolder(folder, 0o755);
  const data = join(folder, 'data');
  await builtFolder(data, (building) => initdb(binaries, building, 'lasting'));

  // Not beside the data: paths of sockets have to be short.
  const socket = join(await temporaryFolder(binaries.user), `learnr-schema-embedded-${digest(data)}`);
  return { data, log: join(folder, 'log'), socket };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Starts or finds a server until it is one that stays for long enough to make sure of the database. */
async function withDatabase(database: string, place: Place, find: () => Promise<Found>): Promise<Found> {
  for (;;) {
    const server = await find();
    try {
      await ensureDatabase(socketUrl(server.socketDirectory, server.port, 'postgres'), database);
      return server;
    } catch (error) {
      await server.stop();
      // Found in the moment in which its own process told it to stop.
      if (server.isOurs || !isDisconnection(error) || !(await ends(place.data, server.pid))) throw error;
    }
  }
}

type Found = Pick<Server, 'pid' | 'socketDirectory' | 'stop'> & {
  readonly port: number;
  readonly isOurs: boolean;
};

/** PostgreSQL itself sees to it that of two that start on the same data only one does; the other then finds that one. */
async function startOrFind(request: EmbeddedRequest, binaries: Installation, place: Place): Promise<Found> {
  const port = request.port ?? socketOnlyPort;
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const running = await runningServer(place.data);
    if (running !== undefined) return reuse(running, request.port);
    await ownFolder(place.socket, 0o700, binaries.user);
    await removeStaleLocks(place.data, place.socket, port);
    try {
      return started(await start(request, binaries, place, port), place, port);
    } catch (error) {
      // Whoever stopped the server before ours may have removed the folder after we made sure of it.
      const again = isInUse(error) || !existsSync(place.socket);
      if (!again || performance.now() > deadline) throw error;
      // Nothing announces that the last process of a killed server has ended.
      await setTimeout(lookAgainMs);
    }
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof DiagnosticError && error.diagnostics[0]?.code === 'server-already-running';
}

function start(
  request: EmbeddedRequest,
  binaries: Installation,
  { data, log, socket }: Place,
  port: number,
): Promise<Postmaster> {
  return startPostmaster({
    installation: binaries,
    data,
    log,
    settings: {
      port,
      listen_addresses: request.port === undefined ? '' : loopback,
      unix_socket_directories: `"${socket}"`,
      unix_socket_permissions: '0700',
    },
    // It stops by itself once told to, and nothing has to be removed after it.
    whenWeExit: (pid) => send(pid, 'SIGINT'),
    shutdown: 'fast',
    signal: undefined,
  });
}

function started(postmaster: Postmaster, { socket }: Place, port: number): Found {
  let stopped: Promise<void> | undefined;
  return {
    pid: postmaster.pid,
    socketDirectory: socket,
    port,
    isOurs: true,
    stop: () => {
      stopped ??= postmaster.stop().then(() => removeIfEmpty(socket));
      return stopped;
    },
  };
}

function reuse(server: PostmasterFile, wanted: number | undefined): Found {
  if (wanted !== undefined && (server.port !== wanted || server.listenAddress !== loopback)) {
    fail(
      'server-already-running',
      `the server of this project runs as process ${server.pid} and does not listen on port ${wanted}`,
      'Use it without a port, or stop it first.',
    );
  }
  const { pid, socketDirectory, port } = server;
  return { pid, socketDirectory, port, isOurs: false, stop: async () => {} };
}

/** Nothing stays in the temporary folder but what a running server needs. */
async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error;
  });
}
