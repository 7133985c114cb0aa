import type { Pair } from '../../diff/pair.ts';
import { type idOf, objectId, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Column, Table } from '../../model/schema-object.ts';

/** What a table and its columns are called in the next model. */
export type Counterpart = {
  readonly next: Table;
  /** By the name of the previous column; without those that the next table does not have. */
  readonly columns: ReadonlyMap<string, Column>;
};

/** The table that a previous table becomes; undefined where it goes. */
export function counterpartOf(previous: Table, pair: Pair): Counterpart | undefined {
  const id = objectId(previous);
  const next = pair.next.objects.get((pair.renames.get(id) ?? id) as ReturnType<typeof idOf>);
  if (next?.kind !== 'table') return undefined;
  const byId = new Map<Id, Column>(
    next.columns.map((column) => [partId('column', next, column.name), column]),
  );
  const columns = previous.columns.flatMap((column) => {
    const from = partId('column', previous, column.name);
    const to = byId.get(pair.renames.get(from) ?? partId('column', next, column.name));
    return to === undefined ? [] : [[column.name, to] as const];
  });
  return { next, columns: new Map(columns) };
}
