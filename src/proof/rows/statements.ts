import { dotted } from '../../model/id.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName, quoteNames, quoteText } from '../../sql/quote.ts';
import { ownSequence } from './own-sequence.ts';
import type { Row, Rows, RowUpdate, TableRows, Value } from './rows.ts';

export type RowStatement = {
  /** `public.users` */
  readonly table: string;
  readonly sql: string;
};

/** Everything that puts the rows into a database, one statement a row, in the order in which it has to be run. */
export function insertStatements(rows: Rows): readonly RowStatement[] {
  return [...rows.tables.flatMap(ofTable), ...rows.updates.map(ofUpdate)];
}

function ofTable(given: TableRows): readonly RowStatement[] {
  const table = dotted(given.table.schema, given.table.name);
  return [
    ...given.rows.map((row) => ({ table, sql: insert(given, row) })),
    // As if the rows had drawn their numbers: what a program inserts next must not meet them.
    ...given.sequences.map(({ column, last }) => ({
      table,
      sql: `SELECT setval(${ownSequence(given.table, column)}, ${last})`,
    })),
  ];
}

/** A row with a value that nobody could read does not go in. */
function insert({ table, columns, overriding, virtual }: TableRows, row: Row): string {
  const into = `INSERT INTO ${fullName(table)}`;
  const read = virtual.length === 0 ? '' : ` RETURNING ${virtual.map(quoteName).join(', ')}`;
  if (columns.length === 0) return `${into} DEFAULT VALUES${read}`;
  const values = columns.map((column) => constant(row[column] ?? null)).join(', ');
  return `${into} ${quoteNames(columns)}${overriding ? ' OVERRIDING SYSTEM VALUE' : ''} VALUES (${values})${read}`;
}

function ofUpdate({ table, key, set }: RowUpdate): RowStatement {
  const equations = (row: Row) =>
    Object.entries(row).map(([column, value]) => `${quoteName(column)} = ${constant(value)}`);
  return {
    table: dotted(table.schema, table.name),
    sql: `UPDATE ${fullName(table)} SET ${equations(set).join(', ')} WHERE ${equations(key).join(' AND ')}`,
  };
}

/** Without a type: the column's input function reads it. */
function constant(value: Value): string {
  return value === null ? 'NULL' : quoteText(value);
}
