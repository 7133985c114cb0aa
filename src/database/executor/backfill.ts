import { backfillBatch } from '../../sql/backfill-batch.ts';
import type { Backfill } from '../../sql/statement.ts';
import { recordProgress } from '../journal/journal.ts';
import { observed, ofStep, type State } from './execution.ts';
import type { NumberedStep } from './steps.ts';

/**
 * Fills a column batch by batch in the order of the table's key, as the statement of the plan does, each batch in a transaction
 * that also journals its last key: whoever continues goes on from there.
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
  for (;;) {
    const after = progress.key;
    const batch = await observed(state, step, () => nextBatch(state, fill, after));
    if (batch === undefined) return;
    await observed(state, step, async () => {
      await client.query('BEGIN');
      try {
        const update = backfillBatch.update(fill, after, batch.last);
        await client.query(update.text, [...update.values]);
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
