import { type Element, idOf, objectId, objectsOf, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { ForeignKey } from '../../model/schema-object.ts';
import { type Context, previousTable } from '../context.ts';

/**
 * The tables at the other ends of the foreign keys that a column of the previous model is in: those keys PostgreSQL makes anew by itself
 * when the column changes, if the plan has not put them out of the way.
 */
export function joinedTables({ owner, value }: Element<'column'>, context: Context): readonly Id[] {
  const id = objectId(owner);
  const keys = foreignKeysAt(context.pair.previous).get(id) ?? [];
  return keys
    .filter((key) => !context.anew.has(context.to.id(key.id)))
    .flatMap(({ from, to, columns, referred }) => [
      ...(from === id && columns.includes(value.name) ? [to] : []),
      ...(to === id && referred.includes(value.name) ? [from] : []),
    ])
    .filter((table) => table !== id)
    .map(context.to.id);
}

type Edge = {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly columns: readonly string[];
  readonly referred: readonly string[];
};

const foreignKeys = new WeakMap<Model, ReadonlyMap<Id, readonly Edge[]>>();

/** By table: the foreign keys that it has and those that refer to it. */
export function foreignKeysAt(model: Model): ReadonlyMap<Id, readonly Edge[]> {
  const known = foreignKeys.get(model);
  if (known !== undefined) return known;
  const map = new Map<Id, Edge[]>();
  for (const value of objectsOf(model, 'table')) {
    for (const key of value.foreignKeys) {
      const to = idOf('table', [key.references.schema, key.references.table]);
      const edge = {
        id: partId('foreign_key', value, key.name),
        from: objectId(value),
        to,
        columns: key.columns,
        referred: key.references.columns,
      };
      for (const end of new Set([edge.from, edge.to])) {
        const list = map.get(end);
        if (list === undefined) map.set(end, [edge]);
        else list.push(edge);
      }
    }
  }
  foreignKeys.set(model, map);
  return map;
}

/** The table that a foreign key refers to, if it was there before the plan. */
export function existingTarget(key: ForeignKey, context: Context): readonly Id[] {
  const target = { schema: key.references.schema, name: key.references.table };
  return previousTable(target, context) === undefined ? [] : [idOf('table', [target.schema, target.name])];
}

/** The table that a foreign key of the previous model refers to: dropping the key locks it. */
export function referencedTable(key: ForeignKey, context: Context): readonly Id[] {
  const { schema, table } = key.references;
  return [context.to.id(idOf('table', [schema, table]))];
}
