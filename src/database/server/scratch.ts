import { beforeExit } from './exit.ts';
import { installation } from './installation.ts';
import type { Major } from './major.ts';
import { hasRoom } from './memory.ts';
import { startPostmaster } from './postmaster.ts';
import { endNow } from './process.ts';
import {
  makeScratchFolder,
  prepareScratchFolder,
  removeScratchFolderNow,
  type ScratchFolder,
} from './scratch-folder.ts';
import type { Server } from './server.ts';
import { sweep } from './sweep.ts';
import { freshData } from './template.ts';
import { scratchParents } from './temporary.ts';
import { socketUrl } from './url.ts';
import type { ServerUser } from './user.ts';

export type ScratchRequest = {
  readonly major: Major;
  /** Gives up the start; a server that has started is stopped by `stop` only. */
  readonly signal?: AbortSignal;
  /** Where to look for the npm packages from, for tests. */
  readonly from?: string;
};

const port = 5432;

/**
 * Starts an empty server that lasts until `stop`, or until this process ends in whatever way: one that was killed is
 * cleaned up after by the next start of any. An unstopped server does not keep the process from ending.
 *
 * @throws DiagnosticError with one of the codes `server-…`; the reason of `signal` when that aborts
 */
export async function startScratch(request: ScratchRequest): Promise<Server> {
  const binaries = await installation(request.major, request.from);
  const parent = await parentFolder(binaries.user);

  let folder: ScratchFolder | undefined;
  // Before there is a folder, so that no signal finds it without this.
  const release = beforeExit(() => {
    if (folder !== undefined) removeScratchFolderNow(folder);
  });
  const remove = () => {
    if (folder !== undefined) removeScratchFolderNow(folder);
    release();
  };
  try {
    folder = makeScratchFolder(parent);
    await prepareScratchFolder(folder, binaries.user);
    await freshData(binaries, folder.data);
    request.signal?.throwIfAborted();
    const postmaster = await startPostmaster({
      installation: binaries,
      data: folder.data,
      log: folder.log,
      settings: settings(request.major, folder),
      whenWeExit: (pid) => endNow(pid, 'SIGQUIT'),
      shutdown: 'immediate',
      signal: request.signal,
    });
    postmaster.unref();
    let stopped: Promise<void> | undefined;
    return {
      url: socketUrl(folder.socket, port, 'postgres'),
      major: request.major,
      socketDirectory: folder.socket,
      pid: postmaster.pid,
      stop: () => {
        stopped ??= postmaster.stop().then(remove);
        return stopped;
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Where the next scratch server goes, once what killed processes left is gone. */
async function parentFolder(user: ServerUser | undefined): Promise<string> {
  const { usual, memory } = await scratchParents(user);
  await sweep(usual);
  if (memory === undefined) return usual;
  await sweep(memory);
  return (await hasRoom(memory)) ? memory : usual;
}

/** Nothing survives, so nothing waits for the disk; nothing happens on its own, so that the same run finds the same. */
function settings(major: Major, folder: ScratchFolder): Record<string, string | number> {
  return {
    port,
    listen_addresses: '',
    unix_socket_directories: `"${folder.socket}"`,
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: '32MB',
    // Nothing is ever recovered from it, and in memory it takes what others may need.
    max_wal_size: '64MB',
    min_wal_size: '32MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // In the data directory, so that it goes with it, and a container's small /dev/shm does not matter.
    dynamic_shared_memory_type: 'mmap',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    autovacuum: 'off',
    jit: 'off',
    // Spares processes that read ahead.
    ...(major >= 18 ? { io_method: 'sync' } : {}),
  };
}
