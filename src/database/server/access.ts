import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerUser } from './user.ts';

export type Need = 'read' | 'execute';

/** Permission bits as one class (owner, group or others) has them; a program or library is read as well as run. */
const bits = { read: 4, execute: 5 } as const satisfies Record<Need, number>;
const enter = 1;

/**
 * Whether the user that runs the server may read or run this file, or list this folder, looking at its own permissions
 * only. False where there is nothing.
 */
export async function permits(path: string, need: Need, user: ServerUser | undefined): Promise<boolean> {
  try {
    if (user !== undefined) return await allows(path, bits[need], user);
    await access(path, need === 'read' ? constants.R_OK : constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether the user that runs the server may enter this folder through every folder above it. */
export async function mayEnter(folder: string, user: ServerUser | undefined): Promise<boolean> {
  try {
    if (user === undefined) {
      await access(folder, constants.X_OK);
      return true;
    }
    let current = await realpath(folder);
    while (await allows(current, enter, user)) {
      const above = dirname(current);
      if (above === current) return true;
      current = above;
    }
    return false;
  } catch {
    return false;
  }
}

/** The server's process has no groups but its own, so the permission bits say all that there is without ACLs. */
async function allows(path: string, wanted: number, user: ServerUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
