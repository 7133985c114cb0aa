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

/** What data are for: `lasting` ones are on the disk when initdb ends, `scratch` ones are small. */
type Purpose = 'lasting' | 'scratch';

/** The smallest size of a WAL segment, in megabytes: there is always one, and each copy of the data has to copy it. */
export const purposeOptions = {
  lasting: [],
  scratch: ['--no-sync', '--wal-segsize=1'],
} as const satisfies Record<Purpose, readonly string[]>;

/**
 * Makes a data directory of an empty folder, for the server's user.
 *
 * @throws DiagnosticError `server-start-failed` with what initdb says
 */
export async function initdb(installation: Installation, folder: string, purpose: Purpose): Promise<void> {
  await give(folder, installation.user);
  const { child } = await spawnProgram({
    path: installation.initdb,
    args: ['-D', folder, ...initdbOptions, '--no-instructions', ...purposeOptions[purpose]],
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
