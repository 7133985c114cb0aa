import type { ComparedColumn, Comparison } from './comparison.ts';
import { numbers } from './seed.ts';

export type Match = { readonly before: number /** Absent where the row is gone. */; readonly after?: number };

/**
 * Which row afterwards is which row before: the one with the same key; else one with all the same values; else, of those that are left,
 * the one that is most like it, so that a changed value is said by the name of its column.
 */
export function matchRows(comparison: Comparison): readonly Match[] {
  const left = new Set(numbers(comparison.rowsAfter));
  const matches = new Map<number, number>();
  const open = () => numbers(comparison.rowsBefore).filter((row) => !matches.has(row));
  const pair = (before: number, after: number | undefined) => {
    if (after === undefined || !left.delete(after)) return;
    matches.set(before, after);
  };
  const keys = comparison.columns.filter(({ name }) => comparison.key.includes(name));
  if (keys.length > 0) pairEqual(keys, open(), left, pair);
  else {
    pairEqual(comparison.columns, open(), left, pair);
    for (const before of leastOpenFirst(comparison, open())) {
      pair(
        before,
        [...left].find((after) => comparison.columns.every((column) => column.holds(before, after))),
      );
    }
  }
  for (const before of open()) pair(before, mostAlike(comparison, before, left));
  return numbers(comparison.rowsBefore).map((before) => {
    const after = matches.get(before);
    return after === undefined ? { before } : { before, after };
  });
}

function pairEqual(
  columns: readonly ComparedColumn[],
  before: readonly number[],
  after: ReadonlySet<number>,
  pair: (before: number, after: number | undefined) => void,
): void {
  const byValues = new Map<string, number[]>();
  for (const row of after) {
    const values = JSON.stringify(columns.map((column) => column.found(row)));
    byValues.set(values, [...(byValues.get(values) ?? []), row]);
  }
  for (const row of before) {
    pair(row, byValues.get(JSON.stringify(columns.map((column) => column.expected(row))))?.shift());
  }
}

/** A row with values to be filled in may take what another one needs. */
function leastOpenFirst({ columns }: Comparison, rows: readonly number[]): readonly number[] {
  const openness = (row: number) => columns.filter((column) => column.open(row)).length;
  return [...rows].sort((a, b) => openness(a) - openness(b));
}

/** At least half of it: two rows that have less in common are two rows. */
function mostAlike({ columns }: Comparison, before: number, left: ReadonlySet<number>): number | undefined {
  const alike = (after: number) => columns.filter((column) => column.holds(before, after)).length;
  const scored = [...left].map((after) => ({ after, score: alike(after) }));
  const best = scored.reduce<{ after: number; score: number } | undefined>(
    (found, next) => (found === undefined || next.score > found.score ? next : found),
    undefined,
  );
  return best !== undefined && best.score * 2 >= columns.length ? best.after : undefined;
}
