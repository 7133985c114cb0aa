import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { cacheFolder } from '../../../src/database/server/index.ts';
import { startOf } from '../../../src/database/server/process.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { fastFolder } from '../../support/fast-folder.ts';

const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Before any test sets another. */
const usualTemporaryFolder = tmpdir();

export const isRoot = process.getuid?.() === 0;

/** A folder that everyone may enter, with a short path; removed by `remove`. */
function folder(parent: string): { readonly path: string; remove(): Promise<void> } {
  const path = mkdtempSync(join(parent, 'test-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Gives each test of the file a temporary folder of its own as TMPDIR, which has to be empty after it. */
export function ownTemporaryFolder(): { readonly path: string } {
  const state = { path: '' };
  let remove = async () => {};
  const usual = { TMPDIR: process.env['TMPDIR'], LEARNR_SCHEMA_CACHE: process.env['LEARNR_SCHEMA_CACHE'] };

  beforeEach(async () => {
    // Else the cache of root would move with it.
    process.env['LEARNR_SCHEMA_CACHE'] ??= await cacheFolder();
    ({ path: state.path, remove } = folder(fastFolder()));
    process.env['TMPDIR'] = state.path;
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(usual)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const left = readdirSync(state.path);
    await remove();
    expect(left).toEqual([]);
  });
  return state;
}

/** A folder that stays until the last test of the file, and that programs can be run from. */
export function folderForFile(): string {
  const { path, remove } = folder(usualTemporaryFolder);
  afterAll(remove);
  return path;
}

/** What the code of the only diagnostic is, and what it says. */
export async function diagnosticOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DiagnosticError);
  const [diagnostic, ...others] = (error as DiagnosticError).diagnostics;
  expect(others).toEqual([]);
  return { code: diagnostic?.code ?? '', message: diagnostic?.message ?? '' };
}

/** The rows that a query finds. */
export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export function isAlive(pid: number): boolean {
  return startOf(pid) !== undefined;
}

/** Another process of this program, which has done what it was started for. */
export type Child = {
  readonly process: ChildProcess;
  /** What it printed, as JSON. */
  readonly report: { readonly url: string; readonly pid: number; readonly socketDirectory: string };
  /** The code or signal that it ended with. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
};

let program: Promise<string> | undefined;
let removeProgram = async () => {};
afterAll(() => removeProgram());

/** child.ts made into JavaScript, in a folder from which all npm packages are found. */
async function bundledChild(): Promise<string> {
  const { path, remove } = folder(usualTemporaryFolder);
  removeProgram = remove;
  symlinkSync(nodeModules, join(path, 'node_modules'));
  const outfile = join(path, 'child.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outfile;
}

/** Starts child.ts with these arguments; `report` comes from {@link reported}. */
export function startChild(...args: string[]): Promise<ChildProcess> {
  return startChildBy([], ...args);
}

/** The same through a command that runs another, such as `nice`. */
export async function startChildBy(command: readonly string[], ...args: string[]): Promise<ChildProcess> {
  program ??= bundledChild();
  const [path = '', ...rest] = [...command, process.execPath, await program, ...args];
  return spawn(path, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: process.env,
    // A process group of its own, as a shell gives, so that a test can press Ctrl-C.
    detached: true,
  });
}

/** Waits for the child to report. */
export async function reported(child: ChildProcess): Promise<Child> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the child has no pipes');
  const ended = once(child, 'exit').then(([code, signal]) => signal ?? code);
  let errors = '';
  stderr.on('data', (chunk) => {
    errors += chunk;
  });
  for await (const line of createInterface({ input: stdout })) {
    return { process: child, report: JSON.parse(line), ended };
  }
  throw new Error(`the child ended without a report:\n${errors}`);
}
