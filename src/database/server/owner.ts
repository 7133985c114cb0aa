import { readlinkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOf } from './process.ts';

/** The process that has to remove a scratch folder. */
type Owner = {
  readonly pid: number;
  readonly started: string;
  /** Containers may share the folder but not the meaning of process ids. */
  readonly namespace: string;
};

/** Written first and removed last, so that a folder with content always says whose it is. */
export const ownerFile = 'owner.json';

/** Writes into the folder that it is ours. */
export async function claimFolder(folder: string): Promise<void> {
  const owner: Owner = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    namespace: namespace(),
  };
  await writeFile(join(folder, ownerFile), JSON.stringify(owner));
}

/**
 * `alive` where the owner still runs, or where that cannot be known from here; `dead` where it does not; `none` where
 * the folder does not say whose it is.
 */
export async function ownerState(folder: string): Promise<'alive' | 'dead' | 'none'> {
  const owner = await readOwner(folder);
  if (owner === undefined) return 'none';
  if (owner.namespace !== namespace()) return 'alive';
  return startOf(owner.pid) === owner.started ? 'alive' : 'dead';
}

async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(join(folder, ownerFile), 'utf8'));
    return isOwner(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'pid' in value &&
    typeof value.pid === 'number' &&
    'started' in value &&
    typeof value.started === 'string' &&
    'namespace' in value &&
    typeof value.namespace === 'string'
  );
}

function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
