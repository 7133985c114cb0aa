import { mkdtempSync } from 'node:fs';
import { chmod, lstat, readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode } from './errno.ts';
import { beforeExit } from './exit.ts';
import { makeFolder, removeFolder, removeFolderNow } from './folder.ts';

/** No build takes that long: what is older was left by a process that was killed. */
const abandonedAfterMs = 3_600_000;

/**
 * Makes sure that the folder `path` exists and is whole. Where it is missing, `build` fills an empty folder beside it,
 * which then takes its name in one step: processes that do so at the same time do not disturb each other, and the first
 * to finish wins.
 */
export async function builtFolder(path: string, build: (folder: string) => Promise<void>): Promise<void> {
  if (await exists(path)) return;
  const parent = dirname(path);
  const prefix = `${basename(path)}.building-`;
  await makeFolder(parent, 0o755);
  await removeAbandoned(parent, prefix);

  let folder: string | undefined;
  // Before there is a folder, so that no signal finds it without this.
  const release = beforeExit(() => {
    if (folder !== undefined) removeFolderNow(folder);
  });
  try {
    folder = mkdtempSync(join(parent, prefix));
    await chmod(folder, 0o755);
    await build(folder);
    await rename(folder, path).catch((error: unknown) => {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    });
  } finally {
    if (folder !== undefined) await removeFolder(folder);
    release();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const found = await lstat(path).catch(() => undefined);
    if (found !== undefined && found.mtimeMs < Date.now() - abandonedAfterMs) await removeFolder(path);
  }
}
