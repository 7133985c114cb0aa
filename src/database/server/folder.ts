import { existsSync, rmSync } from 'node:fs';
import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail } from '../../diagnostic/diagnostic.ts';
import { hasCode } from './errno.ts';
import { sleepNow } from './process.ts';
import { give, type ServerUser } from './user.ts';

/** Makes the folder, and those above it that are missing, with exactly this mode whatever the umask. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, mode);
}

/**
 * Makes a folder inside one that everyone may write to, or takes it as it is if it is ours. Afterwards it belongs to
 * `user`, or to us where that is undefined.
 *
 * @throws DiagnosticError `server-folder-unsafe` where somebody else could have put the folder there or could write to it
 */
export async function ownFolder(path: string, mode: number, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { mode }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  // lstat: a link that somebody planted here would lead our writing elsewhere.
  const found = await lstat(path);
  const owners = [process.getuid?.(), user?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid) || (found.mode & 0o022) !== 0) {
    fail(
      'server-folder-unsafe',
      `${path} is in the way: it is not a folder that only this user may write to`,
      'Remove it, or set TMPDIR or LEARNR_SCHEMA_CACHE to a folder of your own.',
    );
  }
  await chmod(path, mode);
  await give(path, user);
}

/** A folder is removed within this many attempts, or not at all. */
const attempts = 200;

/** Removes a folder with all that is in it, and is content if somebody else is removing it at the same time. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

/**
 * The same before it returns, for when nothing can be awaited any more. Threads that we can no longer stop may still put
 * files into it, those that they were told of before.
 */
export function removeFolderNow(path: string): void {
  for (let attempt = 0; attempt < attempts && existsSync(path); attempt++) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      sleepNow(5);
    }
  }
}
