import type pg from 'pg';
import { quoteName } from '../../sql/quote.ts';
import type { Shape } from './copy-shape.ts';
import { type CopyDetail, type Entry, setDetail } from './entry.ts';
import { keptValue } from './live-columns.ts';

/** Rows that one transaction copies. */
const rowsAtOnce = 5_000;

/** Copies the next rows along the key. */
export async function walk(
  client: pg.Client,
  entry: Entry,
  { table, kept, key, value, nulls }: Shape,
  detail: CopyDetail,
): Promise<{ readonly detail: CopyDetail; readonly rows: number }> {
  const names = key.map(({ name }) => `present.${quoteName(name)}`);
  const after =
    detail.last === undefined
      ? ''
      : `WHERE (${names.join(', ')}) > (${key.map(({ type }, index) => `$${index + 1}::text::${type}`).join(', ')})`;
  const keyed = key.map((_, index) => `key_${index + 1}`).join(', ');
  const { rows } = await client.query<{ count: string; last: readonly string[] | null }>(
    `WITH part AS (
  SELECT ${key.map((column, index) => `${keptValue(column, 'present.')} AS key_${index + 1}`).join(', ')}, ${keptValue(value, 'present.')} AS value,
    ARRAY[${names.map((name) => `${name}::text`).join(', ')}] AS place, row_number() OVER (ORDER BY ${names.join(', ')}) AS number
  FROM ${table} AS present ${after} ORDER BY ${names.join(', ')} LIMIT ${rowsAtOnce}
), copied AS (
  INSERT INTO ${kept} (${keyed}, value) SELECT ${keyed}, value FROM part ${nulls ? '' : 'WHERE value IS NOT NULL'} ON CONFLICT DO NOTHING
)
SELECT count(*) AS count, (array_agg(to_json(place) ORDER BY number DESC))[1] AS last FROM part`,
    [...(detail.last ?? [])],
  );
  const count = Number(rows[0]?.count ?? 0);
  const last = rows[0]?.last ?? detail.last;
  const next = { ...detail, walked: count < rowsAtOnce, ...(last === undefined ? {} : { last }) };
  await setDetail(client, entry, { ...entry.detail, copy: next });
  return { detail: next, rows: count };
}
