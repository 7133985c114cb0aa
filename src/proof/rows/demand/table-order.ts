import type { ObjectId } from '../../../model/id.ts';
import type { Reference } from './reference.ts';

export type Referring = { readonly id: ObjectId; readonly references: readonly Reference[] };

/**
 * The tables in an order in which their rows can be made: after those that they refer to. Where they refer to each other in a circle,
 * the reference gives way that can be NULL at first, or else one that is checked late; where none can, the first by name goes first,
 * and its rows will not be found.
 */
export function inReferenceOrder<T extends Referring>(tables: readonly T[]): readonly T[] {
  const waiting = [...tables].sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = new Set(waiting.map(({ id }) => id));
  const placed = new Set<ObjectId>();
  const order: T[] = [];
  const ready = (gives: (reference: Reference) => boolean) => (table: T) =>
    table.references.every(
      (reference) =>
        reference.self ||
        reference.parent === undefined ||
        !known.has(reference.parent) ||
        placed.has(reference.parent) ||
        gives(reference),
    );
  while (waiting.length > 0) {
    const next =
      waiting.find(ready(() => false)) ??
      waiting.find(ready(({ canBeNull }) => canBeNull)) ??
      waiting.find(ready(({ canBeNull, canWait }) => canBeNull || canWait)) ??
      (waiting[0] as T);
    waiting.splice(waiting.indexOf(next), 1);
    placed.add(next.id);
    order.push(next);
  }
  return order;
}
