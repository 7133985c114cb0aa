import { lstat, statfs } from 'node:fs/promises';
import { mayEnter } from './access.ts';
import type { ServerUser } from './user.ts';

/** Where Linux keeps temporary files in memory. Other systems have no such folder. */
const folder = '/dev/shm';

/** TMPFS_MAGIC of <linux/magic.h>. */
const tmpfs = 0x01021994;

/** S_ISVTX: in such a folder people remove only what is their own. */
const sticky = 0o1000;
const writableByAll = 0o002;

/** Enough for the three databases of a proof of ten thousand tables, at some 50 kB a table, and what the machine needs beside. */
const enoughBytes = 2 * 1024 ** 3;

/**
 * The folder for temporary files in memory, where there is one that keeps people apart as /tmp does and that the user who
 * runs the server may enter.
 */
export async function memoryFolder(user: ServerUser | undefined): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    // lstat: some systems have a link here, and what it leads to is no business of ours.
    const [{ uid, mode }, { type }] = await Promise.all([lstat(folder), statfs(folder)]);
    const keepsApart = uid === 0 && (mode & (sticky | writableByAll)) === (sticky | writableByAll);
    return keepsApart && type === tmpfs && (await mayEnter(folder, user)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether that folder has room for a scratch server, and the machine or container has the memory for it. */
export async function hasRoom(memory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(memory);
  return bavail * bsize >= enoughBytes && process.availableMemory() >= enoughBytes;
}
