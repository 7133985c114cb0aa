import type { Change } from '../diff/change.ts';
import { diff } from '../diff/diff.ts';
import type { Pair } from '../diff/pair.ts';
import { type Translator, translator } from '../diff/translate.ts';
import { dependencies, readByBody } from '../model/dependencies.ts';
import {
  type Element,
  type ElementKind,
  idOf,
  objectId,
  partElement,
  partId,
  partsOf,
} from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Major } from '../model/model.ts';
import type { RoutineBody, Table } from '../model/schema-object.ts';
import type { Sql } from '../model/sql.ts';
import type { QualifiedName } from '../sql/statement.ts';
import { type ConstraintNames, constraintNames } from './constraint-names.ts';
import { cycleBreakers } from './cycles.ts';
import { absenceOf, columnsOf, persistenceOf, type Resource, typeOfColumn, valuesOf } from './draft.ts';
import { baseType } from './recipes/domains-of.ts';

/** Everything that recipes may look at besides their change. */
export type Context = {
  readonly pair: Pair;
  readonly major: Major;
  readonly to: Translator;
  readonly changes: readonly Change[];
  /** Elements that the plan makes anew in place of themselves. */
  readonly anew: ReadonlySet<Id>;
  /** Columns that get another type, or one of the same name that is made anew. */
  readonly retyped: ReadonlySet<Id>;
  /** Foreign keys of new tables that cannot stand inside CREATE TABLE because they close a cycle. */
  readonly lateForeignKeys: ReadonlySet<Id>;
  /** Foreign keys of dropped tables that must go first because they close a cycle. */
  readonly earlyForeignKeys: ReadonlySet<Id>;
  readonly constraintNames: ConstraintNames;
};

/**
 * @param major the oldest major version of PostgreSQL that the plan must run on
 */
export function contextOf(pair: Pair, major: Major): Context {
  const changes = diff(pair);
  const added = changes.flatMap((change) =>
    change.type === 'add' && change.next.kind === 'table' ? [change.next.value] : [],
  );
  const dropped = changes.flatMap((change) =>
    change.type === 'drop' && change.previous.kind === 'table' ? [change.previous.value] : [],
  );
  return {
    pair,
    major,
    to: translator(pair.renames, pair.next, pair.previous),
    changes,
    anew: new Set(),
    retyped: new Set(),
    lateForeignKeys: cycleBreakers(added),
    earlyForeignKeys: cycleBreakers(dropped),
    constraintNames: constraintNames(pair),
  };
}

/** What an element of the next model needs. */
export function needsOf(element: Element, context: Context): readonly Resource[] {
  const ids = dependencies(element, context.pair.next);
  if (takesAllColumns(element) || givesRows(element, 'sql')) return [...ids, ...ids.map(columnsOf)];
  const needs = holdsForRows.has(element.kind) ? [...ids, ...ids.map(valuesOf)] : ids;
  return [
    ...needs,
    ...enumsRead(element, ids, context),
    ...persistence(element),
    ...namesakes(element, context).map(absenceOf),
    ...keysGivenUp(element, context).map(absenceOf),
  ];
}

/**
 * The types of the columns that an expression reads, where they are enums: the literals in it are values of these.
 *
 * @param ids that the element depends on
 */
function enumsRead(element: Element, ids: readonly Id[], context: Context): readonly Id[] {
  if (!('owner' in element) || element.owner.kind !== 'table' || !isBoundToTypes(element)) return [];
  return element.owner.columns.flatMap(({ name, type }) => {
    // Types of PostgreSQL's own have no schema.
    if (type.schema === undefined || !ids.includes(partId('column', element.owner, name))) return [];
    const { schema, name: bottom } = baseType({ ...type, array: false }, context.pair.next);
    return schema === undefined ? [] : [idOf('enum', [schema, bottom])];
  });
}

/** A foreign key joins tables of which a logged one may not refer to an unlogged one. */
function persistence(element: Element): readonly Resource[] {
  if (element.kind !== 'foreign_key') return [];
  const { schema, table } = element.value.references;
  return [objectId(element.owner), idOf('table', [schema, table])].map(persistenceOf);
}

/**
 * The keys that the table which a foreign key refers to had on those columns. Of several the server takes the oldest
 * (transformFkeyCheckAttrs in tablecmds.c), and then that cannot go.
 */
function keysGivenUp(element: Element, context: Context): readonly Id[] {
  if (element.kind !== 'foreign_key') return [];
  const { schema, table, columns } = element.value.references;
  const before = previousTable({ schema, name: table }, context);
  if (before === undefined) return [];
  const wanted = new Set(columns);
  const isOnThem = (names: readonly string[]) =>
    names.length === wanted.size && names.every((name) => wanted.has(context.to.column(before, name)));
  return partsOf(before).flatMap((part) =>
    isOnThem(keyColumns(part)) ? [part.id, context.to.id(part.id)] : [],
  );
}

/** The columns by which a part of a table tells rows apart; none where it does not, or by more than columns. */
function keyColumns(part: Element): readonly string[] {
  switch (part.kind) {
    case 'primary_key':
    case 'unique':
      return part.value.columns;
    case 'index':
      return part.value.unique
        ? part.value.elements.map(({ key }) => (key.kind === 'column' ? key.name : ''))
        : [];
    default:
      return [];
  }
}

/** What had the name of the element and is of another kind: functions share theirs with procedures, constraints with those of their table. */
function namesakes(element: Element, context: Context): readonly Id[] {
  switch (element.kind) {
    case 'function':
    case 'procedure': {
      const kind = element.kind === 'function' ? 'procedure' : 'function';
      return [objectId({ ...element.value, kind })];
    }
    case 'primary_key':
    case 'unique':
    case 'check':
    case 'foreign_key':
    case 'exclusion': {
      const before = previousTable(element.owner, context);
      if (before === undefined) return [];
      return partsOf(before)
        .filter(({ kind, value }) => kind !== element.kind && value.name === element.value.name)
        .filter(({ kind }) => kind !== 'column' && kind !== 'trigger' && kind !== 'index')
        .map(({ id }) => id);
    }
    default:
      return [];
  }
}

/** What is built from the rows or proven on them waits until they have their values. */
const holdsForRows: ReadonlySet<ElementKind> = new Set([
  'primary_key',
  'unique',
  'check',
  'foreign_key',
  'exclusion',
  'index',
]);

/** Whether a view or a body in standard SQL says `*`: it has the columns that were there when it was made. */
export function takesAllColumns(element: Element): boolean {
  switch (element.kind) {
    case 'view':
    case 'materialized_view':
      return element.value.query.mentions.columns.includes('*');
    case 'function':
    case 'procedure': {
      const { body } = element.value;
      return body.kind === 'sql' && body.sql.mentions.columns.includes('*');
    }
    default:
      return false;
  }
}

/** Whether the result of a routine in SQL is held against the columns of a table when it is made. */
function givesRows(element: Element, body: RoutineBody['kind']): boolean {
  if (element.kind !== 'function' || element.value.language.toLowerCase() !== 'sql') return false;
  const { returns } = element.value;
  return element.value.body.kind === body && returns?.kind === 'type' && returns.type.schema !== undefined;
}

/** What the body of a routine of the next model is checked against when it is made, although it is bound to nothing of it. */
export function prefersOf(element: Element, context: Context): readonly Resource[] {
  if (element.kind !== 'function' && element.kind !== 'procedure') return [];
  const { body } = element.value;
  if (body.kind !== 'string' || body.hints === undefined) return [];
  const ids = readByBody(element, context.pair.next);
  const all = givesRows(element, 'string') || body.hints.mentions.columns.includes('*');
  return all ? [...ids, ...[...ids, ...dependencies(element, context.pair.next)].map(columnsOf)] : ids;
}

/** Whether an element was made of columns that go, and is made of those that stay: nothing can be put in its place in one statement. */
export function outlivesColumns(previous: Element, next: Element, context: Context): boolean {
  const needs = new Set(needsOf(next, context));
  const uses = new Set(usesOf(previous, context));
  return context.changes.some(
    (change) =>
      change.type === 'drop' &&
      change.previous.kind === 'column' &&
      uses.has(context.to.id(change.previous.id)) &&
      needs.has(columnsOf(context.to.id(objectId(change.previous.owner)))),
  );
}

/** What an element of the previous model stands on, under the ids that plans use. */
export function usesOf(element: Element, context: Context): readonly Resource[] {
  const ids = dependencies(element, context.pair.previous).map(context.to.id);
  return isBoundToTypes(element) ? [...ids, ...ids.map(typeOfColumn)] : ids;
}

/** What an expression over the rows of a table needs, with the values of the columns that it reads. */
export function needsOfExpression(owner: Table, expression: Sql, context: Context): readonly Resource[] {
  const hints = {};
  const value = { name: '', expression, noInherit: false, notValid: false, hints };
  return needsOf(partElement('check', owner, value), context);
}

/**
 * Whether the type of a column cannot change under this. Plain indexes and keys PostgreSQL makes anew by itself; what holds an
 * expression it refuses or could not convert, and a foreign key compares two columns of which one may change first.
 */
export function isBoundToTypes(element: Element): boolean {
  switch (element.kind) {
    case 'view':
    case 'materialized_view':
    case 'function':
    case 'procedure':
    case 'trigger':
    case 'check':
    case 'foreign_key':
    case 'exclusion':
      return true;
    case 'index':
      return (
        element.value.where !== undefined ||
        // One that names a collation loses it where the column has the same, which the server then takes for the column's own.
        element.value.elements.some(
          ({ key, collation }) => key.kind === 'expression' || collation !== undefined,
        )
      );
    case 'column':
      return element.value.value.kind === 'generated';
    default:
      return false;
  }
}

/**
 * Whether an element of the previous model has to be out of the way while something below it changes, so that it cannot give way to its
 * successor in a single statement.
 */
export function mustStepAside(element: Element, context: Context): boolean {
  const below = dependencies(element, context.pair.previous).map(context.to.id);
  return below.some((id) => context.anew.has(id) || (isBoundToTypes(element) && context.retyped.has(id)));
}

/** The name that an object of the previous model has once the renames are done. */
export function nameNow(
  object: { readonly schema: string; readonly name: string },
  context: Context,
): QualifiedName {
  const { schema, name } = context.to.relation({ schema: object.schema, name: object.name });
  return { schema, name };
}

/** The table as it was, if the table of the next model existed before the plan; undefined for one that the plan makes. */
export function previousTable(table: Pick<Table, 'schema' | 'name'>, context: Context): Table | undefined {
  const id = idOf('table', [table.schema, table.name]);
  const old = previousIds(context).get(id) ?? id;
  const object = context.pair.previous.objects.get(old as typeof id);
  if (object?.kind !== 'table') return undefined;
  // The name may have been taken over by a new table after the old one was renamed or dropped.
  return context.to.id(old) === id ? object : undefined;
}

const inverted = new WeakMap<Pair, ReadonlyMap<Id, Id>>();

function previousIds(context: Context): ReadonlyMap<Id, Id> {
  const known = inverted.get(context.pair);
  if (known !== undefined) return known;
  const map = new Map([...context.pair.renames].map(([from, to]) => [to, from]));
  inverted.set(context.pair, map);
  return map;
}
