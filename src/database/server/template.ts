import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InternalError } from '../../diagnostic/diagnostic.ts';
import { builtFolder } from './built.ts';
import { cacheFolder } from './cache.ts';
import { copyTree } from './copy.ts';
import { hasCode } from './errno.ts';
import { removeFolder } from './folder.ts';
import { initdb, initdbOptions, purposeOptions } from './initdb.ts';
import type { Installation } from './installation.ts';
import { give } from './user.ts';

/**
 * Makes a fresh data directory at `path`, which must not exist, for the server's user: a copy of one that initdb made
 * once and the cache keeps.
 *
 * @throws DiagnosticError what {@link initdb} and {@link cacheFolder} throw
 */
export async function freshData(installation: Installation, path: string): Promise<void> {
  const options = createHash('sha256')
    .update([...initdbOptions, ...purposeOptions.scratch].join(' '))
    .digest('hex')
    .slice(0, 8);
  const name = `${installation.version}-${process.platform}-${process.arch}-${options}`;
  const template = join(await cacheFolder(), 'templates', name);
  const build = () => builtFolder(template, (folder) => fillTemplate(installation, folder));

  await build();
  if (await copyWhole(template, path, installation)) return;
  // Systems clean old files out of their folder for temporary files, one by one.
  await removeFolder(path);
  await removeFolder(template);
  await build();
  if (await copyWhole(template, path, installation)) return;
  throw new InternalError(`${template} does not have the files that it was made with`);
}

async function fillTemplate(installation: Installation, folder: string): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  await initdb(installation, data, 'scratch');
  await writeFile(join(folder, 'entries'), String((await readdir(data, { recursive: true })).length));
}

/** False if the template has lost files since it was made. */
async function copyWhole(template: string, path: string, { user }: Installation): Promise<boolean> {
  try {
    const copied = await copyTree(join(template, 'data'), path, (copy) => give(copy.path, user));
    return String(copied) === (await readFile(join(template, 'entries'), 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
