import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { release } from '../../src/operations/release.ts';
import { type Project, projectAt } from '../../src/release/project.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { unproven } from '../support/unproven.ts';

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** A project of two releases: 001 makes users, 002 adds posts, a column, and an index outside any transaction. */
export type Toy = { readonly folder: string; readonly project: Project; remove(): Promise<void> };

const first = `tables:
  users:
    columns:
      id: {type: serial, primary_key: true}
      email: {type: text, not_null: true}
`;

const second = `tables:
  users:
    columns:
      id: {type: serial, primary_key: true}
      email: {type: text, not_null: true}
      name: text
    indexes:
      idx_users_email: email
  posts:
    columns:
      id: {type: serial, primary_key: true}
      user_id: {type: integer, references: users}
`;

/** @param releases how many of the two are there */
export async function makeToy(releases: 1 | 2 = 2): Promise<Toy> {
  const folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  const project = projectAt(join(folder, 'spec'));
  await mkdir(join(project.spec, 'schema'), { recursive: true });
  await freeze(project, first, 'initial', 'Users');
  if (releases === 2) await freeze(project, second, 'posts', 'Posts & more');
  return { folder, project, remove: () => rm(folder, { recursive: true }) };
}

async function freeze(project: Project, spec: string, slug: string, title: string): Promise<void> {
  await writeFile(join(project.spec, 'schema', 'toy.yaml'), spec);
  await release(project, { slug, title, allowDataLoss: true }, unproven);
}

/** A place for embedded servers and their data that goes with it, as an environment for {@link run}. */
export type EmbeddedPlace = {
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
};

export async function makeEmbeddedPlace(): Promise<EmbeddedPlace> {
  const folder = await mkdtemp(join(fastFolder(), 'test-'));
  // Who runs servers where we are root must be able to enter it.
  await chmod(folder, 0o755);
  return {
    environment: { TMPDIR: folder, LEARNR_SCHEMA_CACHE: join(folder, 'cache') },
    remove: () => rm(folder, { recursive: true, maxRetries: 5 }),
  };
}

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Running = {
  readonly ended: Promise<Ended>;
  /** Resolves once this has been printed on standard output or error. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
};

/** Runs the program as people do, in a folder, with nothing in the environment that names a database. */
export function start(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Running {
  // NODE_ENV is that of the tests: oclif would warn as it warns developers. What colours the tests shall not colour the program.
  const unwanted = new Set(['DATABASE_URL', 'NODE_ENV', 'NO_COLOR', 'FORCE_COLOR']);
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unwanted.has(name) && !/^PG[A-Z]+$/.test(name)),
  );
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  return {
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (`${output.stdout}\n${output.stderr}`.includes(text)) resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() =>
          reject(new Error(`it ended without ${text}: ${output.stdout}${output.stderr}`)),
        );
      }),
    kill: (signal) => child.kill(signal),
  };
}

/** Runs the program to its end. */
export function run(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return start(folder, args, environment).ended;
}

/** The tables in `public`. */
export async function publicTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** The lock that deployers take, as in src/database/journal/lock.ts. */
export const targetLock = '7810756272851148659';
