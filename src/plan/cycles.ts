import { idOf, objectId, partId } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Table } from '../model/schema-object.ts';

/**
 * The foreign keys that close a cycle among these tables, self-references aside: without them the tables can be made in some
 * order. Depth-first in the order of ids, so the choice depends on nothing but the tables.
 */
export function cycleBreakers(tables: readonly Table[]): ReadonlySet<Id> {
  const byId = new Map<Id, Table>(tables.map((table) => [objectId(table), table]));
  const breakers = new Set<Id>();
  const state = new Map<Id, 'open' | 'done'>();
  for (const start of [...byId.keys()].sort()) visit(start);
  return breakers;

  function visit(root: Id): void {
    if (state.has(root)) return;
    const stack = [frame(root)];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as ReturnType<typeof frame>;
      const edge = top.edges[top.position];
      if (edge === undefined) {
        state.set(top.id, 'done');
        stack.pop();
        continue;
      }
      top.position += 1;
      if (state.get(edge.to) === 'open') breakers.add(edge.key);
      else if (!state.has(edge.to)) stack.push(frame(edge.to));
    }
  }

  function frame(id: Id) {
    state.set(id, 'open');
    const table = byId.get(id) as Table;
    const edges = table.foreignKeys
      .map((key) => ({
        key: partId('foreign_key', table, key.name),
        to: idOf('table', [key.references.schema, key.references.table]),
      }))
      .filter((edge) => edge.to !== id && byId.has(edge.to));
    return { id, edges, position: 0 };
  }
}
