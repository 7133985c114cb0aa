import type { ClientBase } from 'pg';
import { objectsOf } from '../../model/element.ts';
import { dotted } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { rowAlias } from './conversion.ts';
import { isServerWords } from './insert.ts';
import type { Passage } from './passage.ts';
import type { Value } from './rows.ts';

/** Every row of every table, by `public.users`. */
export type Snapshot = { readonly tables: ReadonlyMap<string, TableSnapshot> };

export type TableSnapshot = {
  readonly columns: readonly string[];
  /** The columns' texts, in their order. */
  readonly rows: readonly (readonly Value[])[];
  /** What the plan has to make of the values of a column, row by row. */
  readonly expected: ReadonlyMap<string, readonly Value[]>;
  /** Columns for which nobody but the plan can tell, with the server's words. */
  readonly untold: ReadonlyMap<string, string>;
};

/**
 * Reads the rows of all tables of a model, in one transaction that sees one state.
 * @param client outside of a transaction
 * @param passage of a plan that has not been run yet: what it will have to make of converted values is asked for, too
 */
export async function snapshot(client: ClientBase, model: Model, passage?: Passage): Promise<Snapshot> {
  const conversions = new Map(
    passage?.tables.map((table) => [
      dotted(table.before.schema, table.before.name),
      table.columns.flatMap(({ before, rule }): readonly Conversions[] =>
        rule.kind === 'kept' && rule.conversions.length > 0
          ? [{ column: before, expressions: rule.conversions }]
          : [],
      ),
    ]),
  );
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = public');
  try {
    const tables = new Map<string, TableSnapshot>();
    for (const table of objectsOf(model, 'table')) {
      const name = dotted(table.schema, table.name);
      const columns = table.columns.map((column) => column.name);
      tables.set(name, await readTable(client, table, columns, conversions.get(name) ?? []));
    }
    return { tables };
  } finally {
    await client.query('ROLLBACK');
  }
}

type Conversions = { readonly column: string; readonly expressions: readonly string[] };

async function readTable(
  client: ClientBase,
  table: QualifiedName,
  columns: readonly string[],
  conversions: readonly Conversions[],
): Promise<TableSnapshot> {
  const chosen: { readonly column: string; readonly expression: string }[] = [];
  const untold = new Map<string, string>();
  for (const { column, expressions } of conversions) {
    const words: string[] = [];
    for (const expression of expressions) {
      const refused = await refusal(client, table, expression);
      if (refused === undefined) {
        chosen.push({ column, expression });
        break;
      }
      words.push(refused);
    }
    if (words.length === expressions.length) untold.set(column, words.at(-1) as string);
  }
  const selected = [
    ...columns.map((column) => `${rowAlias}.${quoteName(column)}`),
    ...chosen.map(({ expression }) => expression),
  ];
  const order = columns.map((_, position) => position + 1);
  const rows = await read(client, table, selected, order);
  return {
    columns,
    rows: rows.map((row) => row.slice(0, columns.length)),
    expected: new Map(
      chosen.map(({ column }, position) => [
        column,
        rows.map((row) => row[columns.length + position] ?? null),
      ]),
    ),
    untold,
  };
}

async function read(
  client: ClientBase,
  table: QualifiedName,
  expressions: readonly string[],
  order: readonly number[],
): Promise<readonly (readonly Value[])[]> {
  const list = expressions.map((expression) => `(${expression})::text`).join(', ');
  const sorted = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
  const text = `SELECT ${list} FROM ${fullName(table)} AS ${rowAlias}${sorted}`;
  const { rows } = await client.query<(string | null)[]>({ text, rowMode: 'array' });
  return rows;
}

/** What the server says against an expression over the rows of a table. */
async function refusal(
  client: ClientBase,
  table: QualifiedName,
  expression: string,
): Promise<string | undefined> {
  await client.query('SAVEPOINT conversion');
  try {
    await read(client, table, [expression], []);
    return undefined;
  } catch (error) {
    if (!isServerWords(error)) throw error;
    return error.message;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT conversion; RELEASE SAVEPOINT conversion');
  }
}
