import { routinesNamed } from '../../../model/dependencies.ts';
import { idOf } from '../../../model/element.ts';
import type { Model } from '../../../model/model.ts';
import type { Column, Routine, Table } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import { type Datum, nothing, unknown } from '../expression/datum.ts';
import { type Environment, evaluate } from '../expression/evaluate.ts';
import { readDatum } from '../expression/read-datum.ts';
import type { ParseExpression, Row } from '../rows.ts';
import { assigned } from '../type/assign.ts';
import { type ResolvedType, resolveType } from '../type/resolve.ts';

/** A table's row as one of the models sees it: the one that it is inserted into, or the one that a plan makes of that. */
export type Lens = {
  readonly model: Model;
  readonly table: Table;
  readonly parse: ParseExpression;
  /** The columns of the inserted row on which the value of a column stands. */
  needs(column: string): readonly string[];
  read(row: Row, column: string): Datum;
  /** Whether a value of the column that is not known may be one that does not fit, and nobody asks the server. */
  mayNotFit(column: string): boolean;
};

/** The row as it is inserted. */
export function plainLens(table: Table, model: Model, parse: ParseExpression): Lens {
  const columns = readers(table, model);
  const lens: Lens = {
    model,
    table,
    parse,
    needs: (name) => {
      const column = columns.get(name)?.column;
      if (column === undefined) return [];
      return column.value.kind === 'generated'
        ? column.value.expression.mentions.columns.flatMap((used) => (used === name ? [] : lens.needs(used)))
        : [name];
    },
    read: (row, name) => {
      const found = columns.get(name);
      if (found === undefined) return unknown;
      const { column, type } = found;
      return column.value.kind === 'generated'
        ? assigned(evaluateIn(lens, row, column.value.expression), type)
        : readDatum(type, row[name] ?? null);
    },
    mayNotFit: () => false,
  };
  return lens;
}

export type ColumnReader = { readonly column: Column; readonly type: ResolvedType };

export function readers(table: Table, model: Model): ReadonlyMap<string, ColumnReader> {
  return new Map(
    table.columns.map((column) => [column.name, { column, type: resolveType(column.type, model) }] as const),
  );
}

const trees = new WeakMap<Sql, unknown>();

/** The parse tree of an expression of the model. */
export function treeOf(sql: Sql, parse: ParseExpression): unknown {
  if (!trees.has(sql)) trees.set(sql, parse(sql.text));
  return trees.get(sql);
}

/** What an expression is worth for a row. */
export function evaluateIn(lens: Lens, row: Row, sql: Sql): Datum {
  return evaluate(
    treeOf(sql, lens.parse),
    environmentOf(lens, (name) => lens.read(row, name)),
  );
}

/** How many functions may call each other: one that calls itself would not end. */
const deepest = 4;

/** @param parse reads the bodies of functions */
export function environmentOf(
  { model, parse }: Pick<Lens, 'model' | 'parse'>,
  column: (name: string) => Datum,
  depth = deepest,
): Environment {
  return {
    column,
    type: (names) => namedType(names, model),
    call: (names, given) => callRoutine(names, given, { model, parse }, depth),
    parameter: () => unknown,
  };
}

const bodies = new WeakMap<Routine, unknown>();

/** The one expression that a body is; undefined where it is more than that. */
function bodyOf(routine: Routine, parse: ParseExpression): unknown {
  if (!bodies.has(routine)) {
    const text = routine.body.kind === 'string' ? routine.body.text : routine.body.sql.text;
    const [, expression] = /^\s*(?:RETURN|SELECT)\s+([^;]*?);?\s*$/is.exec(text) ?? [];
    const single = expression !== undefined && !/\bfrom\b/i.test(expression);
    bodies.set(routine, single ? parse(expression) : undefined);
  }
  return bodies.get(routine);
}

/** A function whose body is one expression is what that expression is. */
function callRoutine(
  names: readonly string[],
  given: readonly Datum[],
  { model, parse }: Pick<Lens, 'model' | 'parse'>,
  depth: number,
): Datum | undefined {
  const name = names.at(-1) ?? '';
  const [schema] = names.length > 1 ? names.slice(-2) : [undefined];
  const ids = routinesNamed(model, schema === undefined ? { name } : { schema, name });
  const [routine, ...overloads] = ids.flatMap((id) => {
    const found = model.objects.get(id);
    return found?.kind === 'function' && found.arguments.length === given.length ? [found] : [];
  });
  if (routine === undefined) return undefined;
  if (overloads.length > 0 || routine.language !== 'sql' || depth === 0) return unknown;
  if (routine.strict && given.some(({ kind }) => kind === 'null')) return nothing;
  const tree = bodyOf(routine, parse);
  if (tree === undefined) return unknown;
  const argument = (position: number) => given[position] ?? unknown;
  return evaluate(tree, {
    ...environmentOf(
      { model, parse },
      (of) => argument(routine.arguments.findIndex((candidate) => candidate.name === of)),
      depth - 1,
    ),
    parameter: (position) => argument(position - 1),
  });
}

/** The columns of the inserted row on which an expression stands. */
export function neededBy(lens: Lens, sql: Sql | undefined): readonly string[] {
  if (sql === undefined) return [];
  const { columns } = sql.mentions;
  const names = columns.includes('*') ? lens.table.columns.map(({ name }) => name) : columns;
  return names.flatMap((name) => lens.needs(name));
}

function namedType(names: readonly string[], model: Model): ResolvedType | undefined {
  const name = names.at(-1) ?? '';
  const schema = names.length > 1 ? (names.at(-2) as string) : 'public';
  const known = (['enum', 'domain'] as const).some((kind) => model.objects.has(idOf(kind, [schema, name])));
  return known ? resolveType({ schema, name, modifiers: [], array: false }, model) : undefined;
}
