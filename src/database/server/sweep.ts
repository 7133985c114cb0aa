import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerFile, ownerState } from './owner.ts';
import { readPostmasterFile, runsOn } from './postmaster-file.ts';
import { endNow } from './process.ts';
import { removeScratchFolder, type ScratchFolder, scratchFolder, scratchName } from './scratch-folder.ts';

/** A folder that still does not say whose it is after this long was left by a process killed while making it. */
const unclaimedAfterMs = 60_000;

/**
 * Removes the scratch folders that killed processes of this user left in `temporary`, and ends their servers. What
 * cannot be removed is left to the next time: it must not keep anybody from working.
 */
export async function sweep(temporary: string): Promise<void> {
  const names = await readdir(temporary).catch(() => []);
  await Promise.allSettled(
    names
      .filter((name) => scratchName.test(name))
      .map((name) => sweepFolder(scratchFolder(join(temporary, name)))),
  );
}

async function sweepFolder(folder: ScratchFolder): Promise<void> {
  const found = await lstat(folder.path);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return;

  switch (await ownerState(folder.path)) {
    case 'alive':
      return;
    case 'none':
      if (found.mtimeMs > Date.now() - unclaimedAfterMs) return;
      // Anything else in it was put there by some other program that likes the name.
      if ((await readdir(folder.path)).every((name) => name === ownerFile)) await removeScratchFolder(folder);
      return;
    case 'dead': {
      const server = await readPostmasterFile(folder.data);
      if (server !== undefined && runsOn(folder.data, server.pid)) endNow(server.pid, 'SIGQUIT');
      await removeScratchFolder(folder);
    }
  }
}
