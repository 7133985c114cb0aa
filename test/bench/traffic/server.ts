import { chmodSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { beforeExit } from '../../../src/database/server/exit.ts';
import { installation, type Major } from '../../../src/database/server/index.ts';
import { initdb } from '../../../src/database/server/initdb.ts';
import { startPostmaster } from '../../../src/database/server/postmaster.ts';
import { endNow } from '../../../src/database/server/process.ts';
import {
  makeScratchFolder,
  prepareScratchFolder,
  removeScratchFolderNow,
} from '../../../src/database/server/scratch-folder.ts';
import { temporaryFolder } from '../../../src/database/server/temporary.ts';
import { socketUrl } from '../../../src/database/server/url.ts';

export type BenchServer = {
  /** Of database `postgres`. */
  readonly url: string;
  readonly version: string;
  /** All that the server has logged. */
  log(): string;
  /** Stops it, and removes its folder. */
  stop(): Promise<void>;
};

const port = 5432;

/**
 * A server as people have it, other than scratch servers: with memory for the table, and WAL. It waits for no disk, so that what is
 * measured are locks. It logs who waited for a lock, from 10 ms on.
 *
 * @throws DiagnosticError with one of the codes `server-…`
 */
export async function startBenchServer(major: Major): Promise<BenchServer> {
  const binaries = await installation(major);
  const folder = makeScratchFolder(await temporaryFolder(binaries.user));
  const release = beforeExit(() => removeScratchFolderNow(folder));
  const remove = () => {
    removeScratchFolderNow(folder);
    release();
  };
  try {
    await prepareScratchFolder(folder, binaries.user);
    if (binaries.user !== undefined) chmodSync(folder.path, 0o711);
    await mkdir(folder.data, { mode: 0o700 });
    await initdb(binaries, folder.data, 'lasting');
    const postmaster = await startPostmaster({
      installation: binaries,
      data: folder.data,
      log: folder.log,
      settings: {
        port,
        listen_addresses: '',
        unix_socket_directories: `"${folder.socket}"`,
        shared_buffers: '512MB',
        maintenance_work_mem: '128MB',
        max_wal_size: '4GB',
        fsync: 'off',
        jit: 'off',
        // Who waits is told of in the log after this time.
        log_lock_waits: 'on',
        deadlock_timeout: '10ms',
        log_line_prefix: '%a|',
        // It comes when it wants, and rounds are to be alike.
        autovacuum: 'off',
      },
      whenWeExit: (pid) => endNow(pid, 'SIGQUIT'),
      shutdown: 'immediate',
      signal: undefined,
    });
    return {
      url: socketUrl(folder.socket, port, 'postgres'),
      version: binaries.version,
      log: () => readFileSync(folder.log, 'utf8'),
      stop: async () => {
        await postmaster.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
