import type pg from 'pg';
import { fail } from '../../diagnostic/diagnostic.ts';
import { findTable } from '../../model/element.ts';
import type { Loss } from '../../plan/plan.ts';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Passage } from '../journal/passage.ts';
import type { Destruction } from './destroyed.ts';

/** What is copied while a table is locked has to be little. */
const rowsWithoutKey = 10_000;

/** The columns of a table, by its name in the next model, that stay as they are and can say later which row it was. */
export function remaining(
  { pair }: Pick<Passage, 'pair'>,
  destruction: Destruction,
  relation: QualifiedName,
): ReadonlySet<string> {
  const next = findTable(pair.next, relation.schema, relation.name);
  const names = (next?.columns ?? [])
    .filter(({ value }) => value.kind !== 'generated')
    .map(({ name }) => name)
    .filter((name) => destruction.column(relation, name) === undefined);
  return new Set(names);
}

/** The columns of the primary key, or of another key without NULLs that is checked at once, or undefined. */
export async function keyOf(
  client: pg.Client,
  relation: QualifiedName,
  usable: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
  const { rows } = await client.query<{ names: readonly string[] }>(
    `SELECT json_agg(attname ORDER BY place) AS names
FROM pg_index, unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
JOIN pg_attribute ON attnum = number
WHERE indrelid = to_regclass($1) AND attrelid = indrelid AND place <= indnkeyatts
  AND indisunique AND indisvalid AND indimmediate AND indpred IS NULL AND indexprs IS NULL
GROUP BY indexrelid, indisprimary HAVING bool_and(attnotnull)
ORDER BY indisprimary DESC, count(*), indexrelid`,
    [fullName(relation)],
  );
  return rows.map(({ names }) => names).find((names) => names.every((name) => usable.has(name)));
}

/** @throws DiagnosticError `attic-no-key` where a table has too many rows for its column to be copied under a lock */
export async function refuseMany(
  client: pg.Client,
  loss: Pick<Loss, 'name'>,
  relation: QualifiedName,
): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM ${fullName(relation)} LIMIT ${rowsWithoutKey + 1}) AS counted`,
  );
  if ((rows[0]?.count ?? 0) > rowsWithoutKey)
    fail(
      'attic-no-key',
      `the values of ${loss.name} cannot be kept: its table has no key of columns that stay, and more than ${rowsWithoutKey} rows`,
      'Give the table a primary key in a release of its own, or let the values go with --discard-data.',
    );
}
