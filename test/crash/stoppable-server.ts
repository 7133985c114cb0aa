import type { Major } from '../../src/database/server/index.ts';
import { installation } from '../../src/database/server/installation.ts';
import { startPostmaster } from '../../src/database/server/postmaster.ts';
import { endNow } from '../../src/database/server/process.ts';
import {
  makeScratchFolder,
  prepareScratchFolder,
  removeScratchFolder,
} from '../../src/database/server/scratch-folder.ts';
import { freshData } from '../../src/database/server/template.ts';
import { socketUrl } from '../../src/database/server/url.ts';
import { fastFolder } from '../support/fast-folder.ts';

/** A server that is stopped as by `pg_ctl stop -m immediate`: without a checkpoint, as if it had crashed. */
export type StoppableServer = {
  readonly url: string;
  stopAtOnce(): Promise<void>;
  /** Also recovers what the log has, before it takes connections. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
};

const port = 5432;

export async function startStoppable(major: Major): Promise<StoppableServer> {
  const binaries = await installation(major);
  const folder = makeScratchFolder(fastFolder());
  await prepareScratchFolder(folder, binaries.user);
  await freshData(binaries, folder.data);
  const start = () =>
    startPostmaster({
      installation: binaries,
      data: folder.data,
      log: folder.log,
      settings: {
        port,
        listen_addresses: '',
        unix_socket_directories: `"${folder.socket}"`,
        max_connections: 200,
        // The machine does not stop, only the server does: what it has written is there.
        fsync: 'off',
        autovacuum: 'off',
        dynamic_shared_memory_type: 'mmap',
      },
      whenWeExit: (pid) => endNow(pid, 'SIGQUIT'),
      shutdown: 'immediate',
      signal: undefined,
    });
  let postmaster = await start();
  return {
    url: socketUrl(folder.socket, port, 'postgres'),
    stopAtOnce: async () => {
      await postmaster.stop();
    },
    startAgain: async () => {
      postmaster = await start();
    },
    remove: async () => {
      await postmaster.stop();
      await removeScratchFolder(folder);
    },
  };
}
