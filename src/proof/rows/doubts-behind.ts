import type { Pair } from '../../diff/pair.ts';
import { idOf, objectId, objectsOf } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { Step } from '../../plan/plan.ts';
import { counterpartOf } from './counterparts.ts';
import type { Doubt } from './rows.ts';

/**
 * The doubts that a step which the server refused may have come upon: those about the constraint, index or column that it is for, about the
 * columns of its type, or about the constraint of its table that the server names.
 * @param named the constraint or index that the server names
 */
export function doubtsBehind(
  { cause }: Step,
  named: string | undefined,
  doubts: readonly Doubt[],
  pair: Pair,
): readonly Doubt[] {
  if (doubts.length === 0 || cause.type === 'drop') return [];
  const { next } = cause;
  const tables = tablesAfter(pair);
  return doubts.filter(({ table, constraint, column }) => {
    const after = tables.get(table);
    if (after === undefined) return false;
    if (next.kind === 'domain' || next.kind === 'enum') {
      const found = after.columns.find(({ name }) => name === column);
      return found !== undefined && isOf(found.type, next.id, pair.next);
    }
    if (!('owner' in next) || objectId(next.owner) !== objectId(after)) return false;
    if (constraint !== undefined && constraint === named) return true;
    return (next.kind === 'column' ? column : constraint) === next.value.name;
  });
}

/** By the previous table, what the plan makes of it. */
function tablesAfter(pair: Pair): ReadonlyMap<ObjectId, Table> {
  return new Map(
    objectsOf(pair.previous, 'table').flatMap((table) => {
      const found = counterpartOf(table, pair);
      return found === undefined ? [] : [[objectId(table), found.next] as const];
    }),
  );
}

/** Whether values of a type, or the elements of an array, are of an enum or a domain, or of domains over it. */
function isOf({ schema, name }: DataType, type: Id, model: Model): boolean {
  if (schema === undefined) return false;
  if (idOf('enum', [schema, name]) === type || idOf('domain', [schema, name]) === type) return true;
  const below = model.objects.get(idOf('domain', [schema, name]));
  return below?.kind === 'domain' && isOf(below.type, type, model);
}
