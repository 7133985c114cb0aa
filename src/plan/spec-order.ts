import type { Add, Change } from '../diff/change.ts';
import { objectId } from '../model/element.ts';
import type { Id } from '../model/id.ts';

/**
 * Changes with the new columns of each table in the order of the spec, at the places that they have among the others. No ALTER TABLE moves
 * a column, and a query of `*` shows where it is.
 */
export function inSpecOrder(changes: readonly Change[]): readonly Change[] {
  const byTable = new Map<Id, Add<'column'>[]>();
  for (const change of changes) {
    if (!addsColumn(change)) continue;
    const id = objectId(change.next.owner);
    byTable.set(id, [...(byTable.get(id) ?? []), change]);
  }
  for (const added of byTable.values()) added.sort((a, b) => placeOf(a) - placeOf(b));
  return changes.map((change) =>
    addsColumn(change) ? (byTable.get(objectId(change.next.owner))?.shift() ?? change) : change,
  );
}

function addsColumn(change: Change): change is Add<'column'> {
  return change.type === 'add' && change.next.kind === 'column';
}

function placeOf({ next: { owner, value } }: Add<'column'>): number {
  return owner.kind === 'table' ? owner.columns.indexOf(value) : 0;
}
