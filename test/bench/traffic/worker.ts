import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';

/** One who reads or writes, in a thread of its own: what the migrating thread does is not in its times. */
export type Client = {
  readonly url: string;
  readonly kind: 'writer' | 'reader';
  /** One runs alone, several in a transaction. `$1` is any number up to `rows`. */
  readonly statements: readonly string[];
  readonly rows: number;
};

/** What it tells: once that it has begun, and in the end. */
export type Report =
  | { readonly kind: 'begun' }
  /** For each statement when it began, in milliseconds of the epoch, and how many it took. */
  | { readonly kind: 'ended'; readonly times: Float64Array; readonly errors: readonly string[] };

/** Between two transactions: the two together shall not be what keeps the processors busy. */
const pauseMs = 2;

const { url, kind, statements, rows } = workerData as Client;
const times: number[] = [];
const errors: string[] = [];
let stopped = false;
parentPort?.once('message', () => {
  stopped = true;
});

const client = new pg.Client({ connectionString: url, application_name: kind });
await client.connect();

async function timed(text: string, values: readonly number[] = []): Promise<void> {
  const began = performance.now();
  try {
    await (values.length === 0 ? client.query(text) : client.query(text, [...values]));
  } finally {
    times.push(performance.timeOrigin + began, performance.now() - began);
  }
}

async function work(): Promise<void> {
  const run = async () => {
    for (const statement of statements) await timed(statement, [1 + Math.floor(Math.random() * rows)]);
  };
  try {
    if (statements.length === 1) return await run();
    await timed('BEGIN');
    await run();
    await timed('COMMIT');
  } catch (error) {
    errors.push(error instanceof Error ? error.message : String(error));
    await client.query('ROLLBACK');
  }
}

await work();
parentPort?.postMessage({ kind: 'begun' } satisfies Report);
while (!stopped) {
  await work();
  await pause(pauseMs);
}
await client.end();
parentPort?.postMessage({ kind: 'ended', times: Float64Array.from(times), errors } satisfies Report);
