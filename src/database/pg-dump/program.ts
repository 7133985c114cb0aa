import { execFile } from 'node:child_process';
import { beforeExit } from '../server/exit.ts';

export type Output = { readonly stdout: string };

/**
 * Runs a program to its end and resolves with what it prints. It is killed when it takes too long, when `signal` aborts, and when this
 * process ends before it.
 *
 * @param timeoutMs 0 is no limit
 * @throws Error with what it says on its standard error
 */
export function runProgram(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      path,
      args,
      {
        // Not ours: PG* variables of ours would change which database is reached.
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: process.env['HOME'] ?? '/',
          LC_ALL: 'C',
          ...environment,
        },
        timeout: timeoutMs,
        ...(signal === undefined ? {} : { signal }),
        killSignal: 'SIGKILL',
        maxBuffer: Number.POSITIVE_INFINITY,
      },
      (error, stdout, stderr) => {
        release();
        if (error === null) resolve(stdout);
        else reject(new Error(explain(path, error, stderr, timeoutMs)));
      },
    );
    const release = beforeExit(() => child.kill('SIGKILL'));
  });
}

/** Not the error's own message: that one repeats the command line. */
function explain(
  path: string,
  error: Error & { readonly code?: unknown; readonly killed?: boolean },
  stderr: string,
  timeoutMs: number,
): string {
  if (error.killed === true) return `${path} did not end within ${timeoutMs / 1000} s`;
  return stderr.trim() === '' ? `${path} ended with ${String(error.code)}` : `${path}: ${stderr.trim()}`;
}
