import { rmSync } from 'node:fs';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fail } from '../../diagnostic/diagnostic.ts';
import { beforeExit } from '../server/exit.ts';
import { interrupted, throwIfInterrupted } from '../target/interruption.ts';
import type { Session } from '../target/session.ts';
import type { TargetUrl } from '../target/url.ts';
import { visible } from '../target/visible.ts';
import { libpqVariables } from './environment.ts';
import { findPgDumps, fitting, type PgDump } from './find.ts';
import { runProgram } from './program.ts';

/** A dump of a target, for pg_restore. */
export type Backup = {
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  /** Version of the pg_dump that wrote it. */
  readonly version: string;
  readonly milliseconds: number;
};

/**
 * Dumps a target, all of it, into a file that is not there yet: in pg_dump's custom format, readable by nobody else, and put in place
 * when it is complete.
 *
 * @param signal kills pg_dump when it aborts
 * @throws DiagnosticError `backup-exists`, `backup-no-pg-dump`, `backup-failed`; `interrupted`, `terminated`. None of them
 *   leaves a file.
 */
export async function backUp(
  { url, server }: Pick<Session, 'url' | 'server'>,
  path: string,
  signal: AbortSignal,
): Promise<Backup> {
  throwIfInterrupted(signal);
  const file = resolve(path);
  if (await exists(file)) failExisting(file);
  const program = await programFor(server.major);
  const began = performance.now();
  const partial = await makePartial(file);
  const release = beforeExit(() => rmSync(partial, { force: true }));
  try {
    await dump(program, url, partial, signal);
    const { size } = await lstat(partial);
    await place(partial, file);
    const milliseconds = Math.round(performance.now() - began);
    return { file, bytes: size, version: program.version, milliseconds };
  } finally {
    await rm(partial, { force: true });
    release();
  }
}

async function programFor(major: number): Promise<PgDump> {
  const programs = await findPgDumps();
  const program = fitting(programs, major);
  if (program !== undefined) return program;
  const found = [...new Set(programs.map(({ version }) => version))];
  return fail(
    'backup-no-pg-dump',
    found.length === 0
      ? 'this machine has no pg_dump, which writes the backup'
      : `the server is PostgreSQL ${major}, and this machine has only pg_dump ${found.join(', ')}, which would refuse to dump it`,
    `Install the client programs of PostgreSQL ${major} or newer (Debian: postgresql-client-${major}, Homebrew: libpq), or name a pg_dump in LEARNR_SCHEMA_PG_DUMP.`,
  );
}

/** Beside the file, so that it can be renamed to it; pg_dump writes into it and leaves its mode. */
async function makePartial(file: string): Promise<string> {
  const partial = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  try {
    const handle = await open(partial, 'wx', 0o600);
    await handle.close();
    return partial;
  } catch (error) {
    return failToWrite(file, error);
  }
}

async function dump(program: PgDump, url: TargetUrl, file: string, signal: AbortSignal): Promise<void> {
  const args = ['--format=custom', '--no-password', `--file=${file}`];
  try {
    await runProgram(program.path, args, libpqVariables(url), 0, signal);
  } catch (error) {
    if (signal.aborted) throw interrupted(signal, 'while the backup was written, before anything was run');
    fail(
      'backup-failed',
      `pg_dump ${program.version} did not write the backup:\n${firstLines(error, url)}`,
      'Nothing was run. Mend what pg_dump says, or go without --backup.',
    );
  }
}

const mostLines = 5;

/** Without the password, should the program print it, unless it is a name that stands in the URL as well. */
function firstLines(error: unknown, url: TargetUrl): string {
  const text = error instanceof Error ? error.message : String(error);
  const password = url.password();
  const names = [url.user, url.database, url.host];
  const clean =
    password === undefined || password === '' || names.includes(password)
      ? text
      : text.replaceAll(password, '***');
  const lines = clean.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines
    .slice(0, mostLines)
    .map((line) => `  ${visible(line)}`)
    .join('\n');
}

/** A link fails where there is a file, and a rename would replace it; some file systems have no links. */
async function place(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') failExisting(file);
    await rename(partial, file).catch((again: unknown) => failToWrite(file, again));
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function failExisting(file: string): never {
  fail(
    'backup-exists',
    `${file} is there already`,
    'Nothing was run. Name another file for --backup, or move that one away.',
  );
}

function failToWrite(file: string, error: unknown): never {
  fail(
    'backup-failed',
    `the backup cannot be written to ${file}: ${error instanceof Error ? error.message : String(error)}`,
    'Nothing was run. Name a file in a folder that is there and that you may write to.',
  );
}
