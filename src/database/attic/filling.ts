import type pg from 'pg';
import { dotted } from '../../model/id.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { asValueOf, type LiveColumn, liveColumns } from './live-columns.ts';

/** How the rows of a table in the attic become rows of another table. */
export type Filling = {
  readonly kept: QualifiedName;
  readonly into: QualifiedName;
  /** The names of the columns, and their values from rows under the name `moved`. */
  readonly columns: string;
  readonly values: string;
  readonly foreignKeys: readonly ForeignKey[];
};

export type ForeignKey = {
  /** The table that it refers to. */
  readonly to: QualifiedName;
  /** Whether the table refers to itself. */
  readonly own: boolean;
  /** Whether a row under the name `kept` has what it refers to, or a row of one of these tables of the attic is that, as a condition. */
  readonly holds: (among: readonly string[]) => string;
};

/** @returns a sentence where the table cannot take the rows */
export async function fillingOf(
  client: pg.Client,
  kept: QualifiedName,
  into: QualifiedName,
): Promise<Filling | string> {
  const [from, to] = [await liveColumns(client, kept), await liveColumns(client, into)];
  const missing = from.filter(({ name }) => !to.some((column) => column.name === name));
  if (missing.length > 0)
    return `${dotted(into.schema, into.name)} has no column ${missing.map(({ name }) => name).join(', ')}`;
  const columns = from.flatMap((column) => {
    const target = to.find(({ name }) => name === column.name);
    return target === undefined || target.generated ? [] : [{ column, target }];
  });
  return {
    ...{ kept, into },
    columns: columns.map(({ column }) => quoteName(column.name)).join(', '),
    values: columns
      .map(({ column, target }) => asValueOf(`moved.${quoteName(column.name)}`, column, target))
      .join(', '),
    foreignKeys: await foreignKeysOf(client, into, from),
  };
}

async function foreignKeysOf(
  client: pg.Client,
  into: QualifiedName,
  kept: readonly LiveColumn[],
): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<{
    own: boolean;
    schema: string;
    table: string;
    columns: readonly { name: string; refers: string; type: string }[];
  }>(
    `SELECT conrelid = confrelid AS own, nspname AS schema, relname AS table,
  (SELECT json_agg(json_build_object('name', here.attname, 'refers', there.attname, 'type', format_type(there.atttypid, there.atttypmod)))
    FROM unnest(conkey, confkey) AS pair (here_number, there_number)
    JOIN pg_attribute AS here ON here.attrelid = conrelid AND here.attnum = here_number
    JOIN pg_attribute AS there ON there.attrelid = confrelid AND there.attnum = there_number) AS columns
FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE contype = 'f' AND conrelid = to_regclass($1)`,
    [fullName(into)],
  );
  return rows.map(({ own, schema, table, columns }) => {
    const to = { schema, name: table };
    const value = (name: string) => `kept.${quoteName(name)}`;
    const typed = ({ name, type }: { name: string; type: string }) => {
      const column = kept.find((candidate) => candidate.name === name);
      return column?.type === 'text' && type !== 'text' ? `${value(name)}::${type}` : value(name);
    };
    const exists = (where: string, match: (column: (typeof columns)[number]) => string) =>
      `EXISTS (SELECT FROM ${where} AS there WHERE ${columns
        .map((column) => `there.${quoteName(column.refers)} = ${match(column)}`)
        .join(' AND ')})`;
    const free = columns.map(({ name }) => `${value(name)} IS NULL`);
    const itself = columns.map(({ name, refers }) => `${value(name)} = ${value(refers)}`).join(' AND ');
    return {
      ...{ to, own },
      // What is kept of both sides is of the same types.
      holds: (among) =>
        `(${[...free, ...(own ? [`(${itself})`] : []), exists(fullName(to), typed), ...among.map((name) => exists(name, (column) => value(column.name)))].join(' OR ')})`,
    };
  });
}
