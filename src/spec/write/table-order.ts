import type { Table } from '../../model/schema-object.ts';

/**
 * Tables of one schema behind those that they refer to, otherwise by name. Where tables refer to each other in a circle, it is
 * entered at its first name.
 */
export function inReadingOrder(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(
    [...tables].sort((a, b) => compare(a.name, b.name)).map((table) => [table.name, table]),
  );
  const waiting = new Map([...byName].map(([name, table]) => [name, targetsOf(table, byName)] as const));
  const dependents = inverse(waiting);
  const ready = [...waiting].flatMap(([name, targets]) => (targets.size === 0 ? [name] : []));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const name = ready.shift() ?? firstOfCircle(waiting);
    waiting.delete(name);
    ordered.push(byName.get(name) as Table);
    for (const dependent of dependents.get(name) ?? []) {
      const targets = waiting.get(dependent);
      targets?.delete(name);
      if (targets?.size === 0) insert(ready, dependent);
    }
  }
  return ordered;
}

/** The other tables here that a table refers to, by name. */
function targetsOf(table: Table, tables: ReadonlyMap<string, Table>): Set<string> {
  const targets = table.foreignKeys
    .filter(({ references }) => references.schema === table.schema)
    .map(({ references }) => references.table);
  return new Set(targets.filter((name) => name !== table.name && tables.has(name)).sort(compare));
}

function inverse(targets: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const [name, names] of targets) {
    for (const target of names) {
      const known = dependents.get(target);
      if (known === undefined) dependents.set(target, [name]);
      else known.push(name);
    }
  }
  return dependents;
}

/** Every table waits for another: following what each waits for ends in a circle. */
function firstOfCircle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string {
  const path = new Set<string>();
  let [name = ''] = waiting.keys();
  while (!path.has(name)) {
    path.add(name);
    [name = ''] = waiting.get(name) ?? [];
  }
  const names = [...path];
  return names.slice(names.indexOf(name)).sort(compare)[0] ?? name;
}

/** Into a sorted list, at its place. */
function insert(names: string[], name: string): void {
  const position = names.findIndex((other) => compare(name, other) < 0);
  names.splice(position === -1 ? names.length : position, 0, name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
