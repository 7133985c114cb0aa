import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { fail, InternalError } from '../../diagnostic/diagnostic.ts';
import { hasCode } from './errno.ts';
import { beforeExit } from './exit.ts';
import { refuse, type ServerUser } from './user.ts';

/** One of PostgreSQL's programs, to be run as the server's user with what of our files it inherits. */
export type Program = {
  readonly path: string;
  readonly args: readonly string[];
  readonly user: ServerUser | undefined;
  readonly stdio: StdioOptions;
  /** Called with its process id when our own process ends while this one has not; must do its work before it returns. */
  readonly whenWeExit: (pid: number) => void;
};

export type Spawned = { readonly pid: number; readonly child: ChildProcess };

/**
 * Starts a program that neither Ctrl-C nor the end of the terminal reaches: ending it is up to us.
 *
 * @throws DiagnosticError `server-user-missing` or `server-start-failed` where the system does not run the program
 */
export async function spawnProgram(program: Program): Promise<Spawned> {
  let pid: number | undefined;
  // Before there is a process, so that no signal finds it without this.
  const release = beforeExit(() => {
    if (pid !== undefined) program.whenWeExit(pid);
  });
  try {
    const child = spawn(program.path, program.args, {
      // Ours may be closed to the server's user, and initdb insists on knowing where it is.
      cwd: '/',
      // Not ours: it may hold secrets, which the server's user may read, and PG* variables, which change what happens.
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: program.stdio,
      detached: true,
      // Node takes ids as signed, the kernel as unsigned.
      ...(program.user === undefined ? {} : { uid: program.user.uid | 0, gid: program.user.gid | 0 }),
    });
    pid = child.pid;
    child.once('exit', release);
    await once(child, 'spawn');
    if (pid === undefined) throw new InternalError('a process without an id');
    return { child, pid };
  } catch (error) {
    release();
    return explain(error, program);
  }
}

function explain(error: unknown, { path, user }: Program): never {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  if (user !== undefined && hasCode(error, 'EPERM', 'EINVAL')) refuse(error, user);
  fail(
    'server-start-failed',
    `${path} cannot be run: ${error.message}`,
    hasCode(error, 'ENOENT')
      ? 'The binaries need a system with glibc; elsewhere give a server with --scratch-url.'
      : 'Set LEARNR_SCHEMA_CACHE to a folder on a file system that programs may be run from.',
  );
}

/** How a process ended, in words. */
export function ending(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal} (${constants.signals[signal]})`;
}
