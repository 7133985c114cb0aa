import { mkdtempSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder, removeFolderNow } from './folder.ts';
import { claimFolder } from './owner.ts';
import { give, type ServerUser } from './user.ts';

/** Where a scratch server keeps everything. */
export type ScratchFolder = {
  readonly path: string;
  /** Not made yet: a data directory is copied as a whole. */
  readonly data: string;
  readonly socket: string;
  readonly log: string;
};

const prefix = 'learnr-schema-';

/** The names that {@link makeScratchFolder} gives. */
export const scratchName = new RegExp(`^${prefix}[A-Za-z0-9]{6}$`);

/** The paths in a scratch folder, whether it exists or not. */
export function scratchFolder(path: string): ScratchFolder {
  return { path, data: join(path, 'data'), socket: join(path, 'socket'), log: join(path, 'log') };
}

/** Makes an empty folder in `temporary`. At once, so that who removes it can be told before any signal comes. */
export function makeScratchFolder(temporary: string): ScratchFolder {
  return scratchFolder(mkdtempSync(join(temporary, prefix)));
}

/** Marks the folder as ours, and makes the one for the socket: for the server's user alone, and for root. */
export async function prepareScratchFolder(
  folder: ScratchFolder,
  user: ServerUser | undefined,
): Promise<void> {
  await claimFolder(folder.path);
  await mkdir(folder.socket, { mode: 0o700 });
  if (user === undefined) return;
  await chmod(folder.path, 0o711);
  await give(folder.socket, user);
}

/** Removes the folder; what says whose it is goes last. */
export async function removeScratchFolder(folder: ScratchFolder): Promise<void> {
  await removeFolder(folder.data);
  await removeFolder(folder.path);
}

/** The same at once, for when nothing can be awaited any more. */
export function removeScratchFolderNow(folder: ScratchFolder): void {
  removeFolderNow(folder.data);
  removeFolderNow(folder.path);
}
