import { performance } from 'node:perf_hooks';
import { backfillBatch } from '../../sql/backfill-batch.ts';
import type { Backfill } from '../../sql/statement.ts';
import { recordProgress } from '../journal/journal.ts';
import { observed, ofStep, type State } from './execution.ts';
import type { NumberedStep } from './steps.ts';

/** Whoever writes a row of a batch waits for its end, so batches have as many rows as take about this long. */
const aimMs = 25;
const firstRows = 1_000;
const fewestRows = 100;

/**
 * Fills a column batch by batch in the order of the table's key, as the statement of the plan does, each batch in a transaction
 * that also journals its last key: whoever continues goes on from there. No batch has more rows than the plan says; how many it
 * has is found out on the way.
 *
 * @param progress where to go on from; kept up to date, for another attempt
 */
export async function fillInBatches(
  state: State,
  run: string,
  step: NumberedStep,
  fill: Backfill,
  progress: { key: readonly string[] | undefined },
): Promise<void> {
  const { client } = state.session;
  const estimate = await estimatedRows(state, fill);
  let done = 0;
  let batchSize = Math.min(firstRows, fill.batchSize);
  for (;;) {
    const after = progress.key;
    const size = batchSize;
    const batch = await observed(state, step, () => nextBatch(state, { ...fill, batchSize: size }, after));
    if (batch === undefined) return;
    await observed(state, step, async () => {
      await client.query('BEGIN');
      try {
        const update = backfillBatch.update(fill, after, batch.last);
        const began = performance.now();
        await client.query(update.text, [...update.values]);
        batchSize = rowsAfter(size, performance.now() - began, fill.batchSize);
        await recordProgress(client, run, step.number, batch.last);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      }
    });
    progress.key = batch.last;
    done += batch.rows;
    state.onEvent({
      kind: 'step_progress',
      ...ofStep(state, step),
      phase: 'filling rows',
      done,
      // The statistics are old, or there are none yet.
      outOf: Math.max(estimate, done),
    });
  }
}

/**
 * How many rows the next batch is to have: at most twice as many as the last one, or half.
 *
 * @param milliseconds that the last one took
 */
export function rowsAfter(rows: number, milliseconds: number, most: number): number {
  const factor = Math.min(2, Math.max(0.5, aimMs / milliseconds));
  return Math.min(most, Math.max(fewestRows, Math.round(rows * factor)));
}

/** The key that the next batch ends with, and how many rows are in it; undefined where nothing is left. */
async function nextBatch(
  { session }: State,
  fill: Backfill,
  after: readonly string[] | undefined,
): Promise<{ readonly last: readonly string[]; readonly rows: number } | undefined> {
  const { text, values } = backfillBatch.last(fill, after);
  const { rows } = await session.client.query<{ last: string[]; rows: number }>(text, [...values]);
  return rows[0];
}

async function estimatedRows({ session }: State, { table }: Backfill): Promise<number> {
  const { rows } = await session.client.query<{ count: number }>(
    `SELECT greatest(reltuples, 0)::float8 AS count FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = $1 AND relname = $2`,
    [table.schema, table.name],
  );
  return rows[0]?.count ?? 0;
}
