import type { Change } from '../diff/change.ts';
import { diff } from '../diff/diff.ts';
import type { Pair } from '../diff/pair.ts';
import { type Translator, translator } from '../diff/translate.ts';
import { dependencies } from '../model/dependencies.ts';
import { type Element, type ElementKind, idOf } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Major } from '../model/model.ts';
import type { Table } from '../model/schema-object.ts';
import type { QualifiedName } from '../sql/statement.ts';
import { type ConstraintNames, constraintNames } from './constraint-names.ts';
import { cycleBreakers } from './cycles.ts';
import { columnsOf, type Resource, typeOfColumn, valuesOf } from './draft.ts';

/** Everything that recipes may look at besides their change. */
export type Context = {
  readonly pair: Pair;
  readonly major: Major;
  readonly to: Translator;
  readonly changes: readonly Change[];
  /** Elements that the plan makes anew in place of themselves, and columns that get another type. */
  readonly anew: ReadonlySet<Id>;
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
    lateForeignKeys: cycleBreakers(added),
    earlyForeignKeys: cycleBreakers(dropped),
    constraintNames: constraintNames(pair),
  };
}

/** What an element of the next model needs. */
export function needsOf(element: Element, context: Context): readonly Resource[] {
  const ids = dependencies(element, context.pair.next);
  if (takesAllColumns(element)) return [...ids, ...ids.map(columnsOf)];
  return holdsForRows.has(element.kind) ? [...ids, ...ids.map(valuesOf)] : ids;
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

/** Whether a view says `*`: it shows the columns that were there when it was made. */
export function takesAllColumns(element: Element): boolean {
  return (
    (element.kind === 'view' || element.kind === 'materialized_view') &&
    element.value.query.mentions.columns.includes('*')
  );
}

/** What an element of the previous model stands on, under the ids that plans use. */
export function usesOf(element: Element, context: Context): readonly Resource[] {
  const ids = dependencies(element, context.pair.previous).map(context.to.id);
  return boundToTypes.has(element.kind) ? [...ids, ...ids.map(typeOfColumn)] : ids;
}

/** PostgreSQL makes indexes anew when the type of a column changes; these it either refuses or could not convert. */
const boundToTypes: ReadonlySet<ElementKind> = new Set([
  'view',
  'materialized_view',
  'function',
  'procedure',
  'trigger',
  'check',
  'foreign_key',
]);

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
