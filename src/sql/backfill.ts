import { operand } from './expression.ts';
import { clauses } from './layout.ts';
import { relationName } from './name.ts';
import { dollarQuote, quoteName } from './quote.ts';
import type { Backfill } from './statement.ts';

/**
 * Fills the rows whose column is NULL: with a key in batches that commit, so it must run outside a transaction block.
 *
 * Each batch starts after the last key of the one before. So it moves on even where the expression yields NULL, finds rows that
 * others insert ahead of it, and goes on where it was stopped when it runs again.
 */
export function backfill(fill: Backfill): string {
  const table = relationName(fill.table);
  const update = `UPDATE ${table} SET ${quoteName(fill.column)} = ${operand(fill.expression)}`;
  const isEmpty = `${quoteName(fill.column)} IS NULL`;
  return fill.key.length === 0
    ? clauses([update, `WHERE ${isEmpty}`])
    : inBatches(fill, table, update, isEmpty);
}

/**
 * The variables are records, since a variable of the key's type could be of a domain that refuses NULL. A column wins over a
 * variable of its name, and only a table called `batch_first` or `batch_last` could be taken for one of them.
 */
function inBatches({ key, batchSize }: Backfill, table: string, update: string, isEmpty: string): string {
  const names = key.map(({ name }) => quoteName(name));
  const columns = names.join(', ');
  const descending = names.map((name) => `${name} DESC`).join(', ');
  const own = row(names);
  const first = row(names.map((name) => `batch_first.${name}`));
  const last = row(names.map((name) => `batch_last.${name}`));
  const body = `
#variable_conflict use_column
DECLARE
  batch_first record;
  batch_last record;
BEGIN
  -- Each batch commits. Run again after a stop, this goes on with the rows that are left.
  SELECT ${columns} INTO batch_first FROM ${table}
    WHERE ${isEmpty}
    ORDER BY ${columns} LIMIT 1;
  WHILE FOUND LOOP
    SELECT ${columns} INTO batch_last FROM (
      SELECT ${columns} FROM ${table}
        WHERE ${isEmpty} AND ${own} >= ${first}
        ORDER BY ${columns} LIMIT ${batchSize}
    ) AS batch
      ORDER BY ${descending} LIMIT 1;
    ${update}
      WHERE ${isEmpty} AND ${own} >= ${first} AND ${own} <= ${last};
    COMMIT;
    SELECT ${columns} INTO batch_first FROM ${table}
      WHERE ${isEmpty} AND ${own} > ${last}
      ORDER BY ${columns} LIMIT 1;
  END LOOP;
END
`;
  return `DO ${dollarQuote(body, 'backfill')}`;
}

/** Row comparison goes by the first column that differs, as the key's index does. */
function row(columns: readonly string[]): string {
  return columns.length === 1 ? columns.join() : `(${columns.join(', ')})`;
}
