import { text } from 'node:stream/consumers';
import { fail, InternalError } from '../../diagnostic/diagnostic.ts';
import type { Installation } from './installation.ts';
import { endNow } from './process.ts';
import { ending, spawnProgram } from './spawn.ts';
import { give } from './user.ts';

/** The same on every machine: no locale, no encoding and no time zone comes from the surroundings. */
export const initdbOptions = [
  '--auth=trust',
  '--username=postgres',
  '--encoding=UTF8',
  '--locale=C',
] as const;

/**
 * Makes a data directory of an empty folder, for the server's user. `durable` waits until all is on the disk, for data
 * that is to stay.
 *
 * @throws DiagnosticError `server-start-failed` with what initdb says
 */
export async function initdb(installation: Installation, folder: string, durable: boolean): Promise<void> {
  await give(folder, installation.user);
  const { child } = await spawnProgram({
    path: installation.initdb,
    args: ['-D', folder, ...initdbOptions, '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    user: installation.user,
    stdio: ['ignore', 'ignore', 'pipe'],
    whenWeExit: (pid) => endNow(pid, 'SIGTERM'),
  });
  if (child.stderr === null) throw new InternalError('initdb has no pipe for its messages');
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const messages = await text(child.stderr);
  await exited;
  if (child.exitCode === 0) return;
  fail(
    'server-start-failed',
    `initdb of PostgreSQL ${installation.version} ended with ${ending(child.exitCode, child.signalCode)}:\n${messages.trimEnd()}`,
    'The message says what initdb lacks.',
  );
}
