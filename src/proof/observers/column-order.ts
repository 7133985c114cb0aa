/** The tables, by their keys in both maps, that have the same columns in another order. */
export function otherOrders(
  from: ReadonlyMap<string, readonly string[]>,
  to: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...from.keys()].filter((table) => {
    const [first, second] = [from.get(table) ?? [], to.get(table) ?? []];
    return !isSame(first, second) && isSame([...first].sort(), [...second].sort());
  });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, position) => name === b[position]);
}
