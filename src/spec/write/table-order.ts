import type { Table } from '../../model/schema-object.ts';

/**
 * Tables of one schema behind those that they refer to, otherwise by name. Where tables refer to each other in a circle, it is
 * entered at the first name.
 */
export function inReadingOrder(tables: readonly Table[]): readonly Table[] {
  const waiting = new Map([...tables].sort(byName).map((table) => [table.name, targetsOf(table)] as const));
  const order: string[] = [];
  while (waiting.size > 0) {
    const name = firstReady(waiting) ?? firstOfCircle(waiting);
    order.push(name);
    waiting.delete(name);
    for (const targets of waiting.values()) targets.delete(name);
  }
  const position = new Map(order.map((name, index) => [name, index]));
  return [...tables].sort((a, b) => (position.get(a.name) ?? 0) - (position.get(b.name) ?? 0));

  /** The other tables that a table refers to. */
  function targetsOf(table: Table): Set<string> {
    const names = new Set(tables.map(({ name }) => name));
    const targets = table.foreignKeys
      .filter(({ references }) => references.schema === table.schema)
      .map(({ references }) => references.table);
    return new Set(targets.filter((name) => name !== table.name && names.has(name)).sort());
  }
}

type Waiting = ReadonlyMap<string, ReadonlySet<string>>;

function firstReady(waiting: Waiting): string | undefined {
  for (const [name, targets] of waiting) if (targets.size === 0) return name;
  return undefined;
}

/** Every table waits: following what each waits for ends in a circle. */
function firstOfCircle(waiting: Waiting): string {
  const path: string[] = [];
  let name = [...waiting.keys()][0] ?? '';
  while (!path.includes(name)) {
    path.push(name);
    name = [...(waiting.get(name) ?? [])][0] ?? '';
  }
  return path.slice(path.indexOf(name)).sort()[0] ?? '';
}

function byName(a: Table, b: Table): number {
  return a.name < b.name ? -1 : 1;
}
