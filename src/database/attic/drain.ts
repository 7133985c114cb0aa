import type pg from 'pg';
import { quoteName } from '../../sql/quote.ts';
import type { Shape } from './copy-shape.ts';
import { keptValue } from './live-columns.ts';
import { byKey } from './transaction.ts';

/**
 * In a transaction: copies again what was written down as changed, and forgets that it was. What changes meanwhile is written down anew,
 * so nothing slips through between the statements.
 *
 * @returns how many changes there were
 */
export async function drain(
  client: pg.Client,
  { table, kept, log, key, value, nulls }: Shape,
): Promise<number> {
  // Some rows of large tables, also where their statistics are missing; at the end everybody waits for it.
  await client.query(byKey);
  const { rowCount } = await client.query(`UPDATE ${log} SET taken = true`);
  if (rowCount === null || rowCount === 0) return 0;
  const keys = key.map((_, index) => `key_${index + 1}`);
  const same = (a: string, b: string) => keys.map((name) => `${a}.${name} = ${b}.${name}`).join(' AND ');
  const typed = key.map(
    ({ name, custom, type }, index) =>
      `present.${quoteName(name)} = changed.key_${index + 1}${custom ? `::${type}` : ''}`,
  );
  const values = [...key.map((column) => keptValue(column, 'present.')), keptValue(value, 'present.')];
  const where = nulls ? '' : `WHERE present.${quoteName(value.name)} IS NOT NULL`;
  await client.query(`DELETE FROM ${kept} WHERE EXISTS (SELECT FROM ${log} WHERE taken AND emptied)`);
  await client.query(
    `DELETE FROM ${kept} AS kept USING ${log} AS log WHERE log.taken AND ${same('kept', 'log')}`,
  );
  await client.query(
    `INSERT INTO ${kept} (${keys.join(', ')}, value)
SELECT ${values.join(', ')}
FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${log} WHERE taken AND NOT emptied) AS changed
JOIN ${table} AS present ON ${typed.join(' AND ')}
${where} ON CONFLICT DO NOTHING`,
  );
  await client.query(`DELETE FROM ${log} WHERE taken`);
  return rowCount;
}
