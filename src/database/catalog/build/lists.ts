/** Rows by a number, in their order. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => number): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** Rows by a number that each has for itself. */
export function indexBy<T>(rows: readonly T[], key: (row: T) => number): ReadonlyMap<number, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

export function present<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** One number for an object and a column of it, of which there are at most 1600: a key that costs less than a text. */
export function partKey(oid: number, part: number): number {
  return oid * 2048 + part;
}
