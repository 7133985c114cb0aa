import type pg from 'pg';
import type { Loss } from '../../plan/plan.ts';
import { quoteName } from '../../sql/quote.ts';

/** How much of it is counted at most: what matters is whether there is anything. */
const countedRows = 1_000;

/**
 * What a table or column holds that would be lost, in words for people: `12 rows`, `more than 1000 values`.
 * @returns undefined where it is empty or not there
 */
export async function heldData(client: pg.Client, loss: Loss): Promise<string | undefined> {
  if (loss.kind === 'sequence') return undefined;
  const table = `${quoteName(loss.relation.schema)}.${quoteName(loss.relation.name)}`;
  const { rows: found } = await client.query(
    'SELECT FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = coalesce($2, attname)',
    [table, loss.column],
  );
  if (found.length === 0) return undefined;
  const condition = loss.column === undefined ? '' : ` WHERE ${quoteName(loss.column)} IS NOT NULL`;
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM ${table}${condition} LIMIT ${countedRows + 1}) AS held`,
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return undefined;
  const things = loss.kind === 'table' ? 'row' : 'value';
  if (count > countedRows) return `more than ${countedRows} ${things}s`;
  return `${count} ${things}${count === 1 ? '' : 's'}`;
}
