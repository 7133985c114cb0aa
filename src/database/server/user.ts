import { readFileSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { fail } from '../../diagnostic/diagnostic.ts';
import { hasCode } from './errno.ts';

/** The unprivileged user that runs servers when we are root. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** Best first: `_postgres` is what macOS calls it. */
const preferred = ['postgres', '_postgres', 'nobody'];

/**
 * The user to run servers as, or undefined where we are not root and run them as ourselves. PostgreSQL refuses to run
 * as root, and initdb wants a user that /etc/passwd knows.
 *
 * @throws DiagnosticError `server-user-missing` when we are root and there is no such user
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return (
    chooseUser(readFileSync('/etc/passwd', 'utf8')) ??
    fail(
      'server-user-missing',
      `PostgreSQL does not run as root, and /etc/passwd has none of the users ${preferred.join(', ')}`,
      'Run the program as another user than root, or create a user called postgres.',
    )
  );
}

/**
 * Gives a file or folder to the user that runs servers, where that is not ourselves.
 *
 * @throws DiagnosticError `server-user-missing` where root may not do so, as in some containers
 */
export async function give(path: string, user: ServerUser | undefined): Promise<void> {
  if (user === undefined) return;
  await chown(path, user.uid, user.gid).catch((error: unknown) => refuse(error, user));
}

/**
 * Throws the error of a system call that was to act for the user that runs servers.
 *
 * @throws DiagnosticError `server-user-missing` where root, as it is here, does not have the right to
 */
export function refuse(error: unknown, user: ServerUser): never {
  // EINVAL is what a user namespace says that does not have this user.
  if (!(error instanceof Error && hasCode(error, 'EPERM', 'EINVAL'))) throw error;
  fail(
    'server-user-missing',
    `PostgreSQL does not run as root, and root may not act as ${user.name} here: ${error.message}`,
    'Run the program as another user than root.',
  );
}

/** Of the text of /etc/passwd, the user to run servers as. */
export function chooseUser(passwd: string): ServerUser | undefined {
  const users = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: unsigned(uid), gid: unsigned(gid) }))
    .filter((user) => user.uid > 0);
  return preferred.map((name) => users.find((user) => user.name === name)).find((user) => user !== undefined);
}

/** macOS writes the id of `nobody` as -2, which the kernel knows as 4294967294. */
function unsigned(id: string | undefined): number {
  return Number(id) >>> 0;
}
