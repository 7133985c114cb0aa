import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import type { Recipe } from './recipe.ts';
import type { Client, Report } from './worker.ts';

/** What one kind of clients saw, in milliseconds. */
export type Seen = {
  /** The longest statement before the change. */
  readonly usual: number;
  /** The longest one while it ran. */
  readonly longest: number;
  /** The 99th percentile of those that ran meanwhile. */
  readonly p99: number;
};

export type Measured = {
  readonly writer: Seen;
  readonly reader: Seen;
  /** What clients were told instead of an answer. */
  readonly errors: readonly string[];
  readonly milliseconds: number;
};

export type Traffic = {
  readonly url: string;
  readonly recipe: Recipe;
  readonly rows: number;
  /** Before the change. */
  readonly usualMs: number;
};

/** What is seen first is how caches fill. */
const warmUpMs = 500;

/** Two writers and two readers, for a while without the change and then during it. */
export async function measured(traffic: Traffic, change: () => Promise<void>): Promise<Measured> {
  const { url, recipe, rows, usualMs } = traffic;
  const client = (kind: Client['kind'], statements: readonly string[]) =>
    new Running({ url, kind, statements, rows });
  const writers = [client('writer', recipe.write), client('writer', recipe.write)];
  const readers = [client('reader', [recipe.read]), client('reader', [recipe.read])];
  const all = [...writers, ...readers];
  try {
    await Promise.all(all.map((each) => each.begun));
    await pause(warmUpMs);
    const usualFrom = now();
    await pause(usualMs);
    const report = recipe.reportMs === undefined ? undefined : await startReport(url, recipe.reportMs);
    const from = now();
    await change();
    const to = now();
    await report?.ended;
    for (const each of all) each.stop();
    const ended = await Promise.all(all.map((each) => each.ended));
    const seen = (clients: readonly Running[]): Seen => {
      const statements = ended.filter((_, index) => clients.includes(all[index] as Running)).flatMap(pairs);
      const before = statements.filter(([began, took]) => began >= usualFrom && began + took <= from);
      const during = statements.filter(([began, took]) => began <= to && began + took >= from);
      return {
        usual: quantile(before, 1),
        longest: quantile(during, 1),
        p99: quantile(during, 0.99),
      };
    };
    const errors = ended.flatMap((each) => each.errors);
    return { writer: seen(writers), reader: seen(readers), errors, milliseconds: to - from };
  } finally {
    await Promise.all(all.map((each) => each.end()));
  }
}

type Ended = Extract<Report, { kind: 'ended' }>;

class Running {
  readonly begun: Promise<void>;
  readonly ended: Promise<Ended>;
  readonly #worker: Worker;

  constructor(client: Client) {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: client });
    this.#worker = worker;
    const failed = new Promise<never>((_, reject) => worker.once('error', reject));
    const told = <K extends Report['kind']>(kind: K) =>
      new Promise<Extract<Report, { kind: K }>>((resolve) => {
        worker.on('message', (report: Report) => {
          if (report.kind === kind) resolve(report as Extract<Report, { kind: K }>);
        });
      });
    this.begun = Promise.race([told('begun'), failed]).then(() => {});
    this.ended = Promise.race([told('ended'), failed]);
    // Nobody may be waiting for it yet, or any more.
    this.ended.catch(() => {});
  }

  stop(): void {
    this.#worker.postMessage('stop');
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Somebody who reads the table and does not commit for so long; when this resolves, the table has been read. */
async function startReport(url: string, milliseconds: number): Promise<{ readonly ended: Promise<void> }> {
  const client = new pg.Client({ connectionString: url, application_name: 'report' });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT count(*) FROM items WHERE id < 1000');
  const ended = client
    .query(`SELECT pg_sleep(${milliseconds / 1000})`)
    .then(() => client.query('COMMIT'))
    .finally(() => client.end())
    .then(() => {});
  return { ended };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

type Statement = readonly [began: number, took: number];

function pairs({ times }: Ended): readonly Statement[] {
  return Array.from({ length: times.length / 2 }, (_, index) => [
    times[2 * index] ?? 0,
    times[2 * index + 1] ?? 0,
  ]);
}

/** Of the times that statements took. */
function quantile(statements: readonly Statement[], part: number): number {
  const sorted = statements.map(([, took]) => took).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}
