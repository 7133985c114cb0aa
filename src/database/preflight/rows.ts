import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';

/**
 * The rows of a table as they will be at some point of a plan, as SELECT over SELECT over the table as it is. Each level has the name
 * that the table has then, so that expressions can be evaluated over it as the plan would.
 */
export type Rows = {
  /** What stands after FROM, without its alias. */
  readonly from: string;
  readonly alias: string;
  /** By the name of each column its expression over that. */
  readonly columns: ReadonlyMap<string, string>;
  /** The columns of the primary key that the table has now, which are carried along under names of ours. */
  readonly key: readonly string[];
};

/** A blank keeps the names of what is carried along apart from what people call columns. */
const rowId = quoteName('learnr_schema row');
const keyName = (position: number) => quoteName(`learnr_schema key ${position + 1}`);

/** Which row of its table it is. */
export const rowColumn = rowId;

/** The primary key of a row as an array of texts, each NULL as an empty one. */
export function keyArray(rows: Rows, prefix = ''): string {
  return `ARRAY[${keyColumns(rows)
    .map((name) => `coalesce(${prefix}${name}::text, '')`)
    .join(', ')}]`;
}

export function keyColumns({ key }: Rows): readonly string[] {
  return key.map((_, position) => keyName(position));
}

/**
 * @param table what it is called in the target
 * @param columns by the name in the target the expression that is read for it
 */
export function rowsOf(
  table: QualifiedName,
  columns: ReadonlyMap<string, string>,
  key: readonly string[],
): Rows {
  const carried = [
    `ctid AS ${rowId}`,
    ...key.map((name, position) => `${columns.get(name) ?? quoteName(name)} AS ${keyName(position)}`),
  ];
  const list = [...[...columns].map(([name, value]) => `${value} AS ${quoteName(name)}`), ...carried];
  return {
    from: `(SELECT ${list.join(', ')} FROM ${fullName(table)})`,
    alias: table.name,
    columns: identity([...columns.keys()]),
    key,
  };
}

/** The same rows under another name, ready for expressions over their columns. */
export function over(rows: Rows, alias = rows.alias): Rows {
  return { ...rows, from: `(${select(rows)})`, alias, columns: identity([...rows.columns.keys()]) };
}

/** The same rows with some columns as expressions over all of them. */
export function withColumns(rows: Rows, values: ReadonlyMap<string, string>): Rows {
  const level = over(rows);
  return { ...level, columns: new Map([...level.columns, ...values]) };
}

export function withoutColumn(rows: Rows, name: string): Rows {
  return { ...rows, columns: new Map([...rows.columns].filter(([column]) => column !== name)) };
}

export function renameColumn(rows: Rows, from: string, to: string): Rows {
  return {
    ...rows,
    columns: new Map([...rows.columns].map(([name, value]) => [name === from ? to : name, value])),
  };
}

/** What stands after FROM. */
export function fromItem(rows: Rows): string {
  return `(${select(rows)}) AS ${quoteName(rows.alias)}`;
}

function select(rows: Rows): string {
  const list = [
    ...[...rows.columns].map(([name, value]) =>
      value === quoteName(name) ? value : `${value} AS ${quoteName(name)}`,
    ),
    rowId,
    ...keyColumns(rows),
  ];
  return `SELECT ${list.join(', ')} FROM ${rows.from} AS ${quoteName(rows.alias)}`;
}

function identity(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, quoteName(name)]));
}
