import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fail } from '../../diagnostic/diagnostic.ts';
import { mayEnter } from './access.ts';
import { makeFolder, ownFolder } from './folder.ts';
import { temporaryFolder } from './temporary.ts';
import { type ServerUser, serverUser } from './user.ts';

/**
 * The folder, without symbolic links in its path, that holds what may be made again: it exists when this resolves. The
 * environment variable LEARNR_SCHEMA_CACHE names it; otherwise it lies in the user's own folder for caches. Root's must
 * be open to the user that runs servers, so it lies with the temporary files.
 *
 * @throws DiagnosticError `server-folder-unsafe` or `server-folder-unusable`
 */
export async function cacheFolder(): Promise<string> {
  const user = serverUser();
  const wanted = process.env['LEARNR_SCHEMA_CACHE'];
  if (wanted === undefined || wanted === '') return user === undefined ? await ofUser() : await ofRoot(user);

  const folder = await made(resolve(wanted), user === undefined ? 0o700 : 0o755);
  if (!(await mayEnter(folder, user))) {
    fail(
      'server-folder-unusable',
      `user ${user?.name ?? process.getuid?.()}, who runs PostgreSQL, may not enter ${folder}`,
      'Set LEARNR_SCHEMA_CACHE to a folder that this user may enter, through all folders above it.',
    );
  }
  return folder;
}

async function ofUser(): Promise<string> {
  const configured = process.env['XDG_CACHE_HOME'];
  const caches =
    configured !== undefined && isAbsolute(configured)
      ? configured
      : join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return made(join(caches, 'learnr-schema'), 0o700);
}

async function ofRoot(user: ServerUser): Promise<string> {
  const folder = join(await temporaryFolder(user), 'learnr-schema-root');
  // It keeps programs that root starts: nobody else may have made it.
  await ownFolder(folder, 0o755, undefined);
  return realpath(folder);
}

async function made(folder: string, mode: number): Promise<string> {
  try {
    await makeFolder(folder, mode);
    return await realpath(folder);
  } catch (error) {
    return fail(
      'server-folder-unusable',
      `the cache folder cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      'Set LEARNR_SCHEMA_CACHE to a folder that you may write to.',
    );
  }
}
