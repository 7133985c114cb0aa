import { dotted } from '../../model/id.ts';
import { type Comparison, comparisonOf } from './comparison.ts';
import { matchRows } from './match-rows.ts';
import type { Passage, TablePassage } from './passage.ts';
import type { Value } from './rows.ts';
import type { Snapshot, TableSnapshot } from './snapshot.ts';
import type { LostValue, RowsVerdict, UncheckedColumn } from './verdict.ts';

/**
 * Whether every row is there with its values, but for what the plan declares lost.
 * @param before made with the same passage
 */
export function compareRows(before: Snapshot, after: Snapshot, passage: Passage): RowsVerdict {
  const verdicts = passage.tables.flatMap((table) => {
    const rows = before.tables.get(dotted(table.before.schema, table.before.name));
    return rows === undefined ? [] : [compareTable(table, rows, after)];
  });
  const all = <T>(part: (verdict: RowsVerdict) => readonly T[]) => verdicts.flatMap(part);
  return {
    checked: verdicts.reduce((sum, { checked }) => sum + checked, 0),
    tables: verdicts.length,
    lost: all(({ lost }) => lost),
    unrestorable: all(({ unrestorable }) => unrestorable),
    unchecked: all(({ unchecked }) => unchecked),
  };
}

function compareTable(passage: TablePassage, before: TableSnapshot, after: Snapshot): RowsVerdict {
  const table = dotted(passage.before.schema, passage.before.name);
  const found = passage.after && after.tables.get(dotted(passage.after.schema, passage.after.name));
  if (passage.lost) {
    const gone = before.rows.length > (found?.rows.length ?? 0);
    return { ...nothing, unrestorable: gone ? [table] : [] };
  }
  const comparison = comparisonOf(passage, before, found);
  const matches = matchRows(comparison);
  const lost = matches.flatMap(({ before: position, after: other }): readonly LostValue[] => {
    const row = labelOf(comparison, position);
    if (other === undefined) {
      return [{ table, row, before: wholeRow(comparison, position), after: null }];
    }
    return comparison.columns.flatMap((column) =>
      column.holds(position, other)
        ? []
        : [
            {
              table,
              row,
              column: column.name,
              before: column.expected(position),
              after: column.found(other),
            },
          ],
    );
  });
  return {
    checked: before.rows.length,
    tables: 1,
    lost,
    unrestorable: comparison.declaredLost
      .filter(({ isThere }) => matches.some(({ before: b, after: a }) => !isThere(b, a)))
      .map(({ name }) => `${table}.${dotted(name)}`),
    unchecked: [...before.untold].map(
      ([column, reason]): UncheckedColumn => ({ column: `${table}.${dotted(column)}`, reason }),
    ),
  };
}

const nothing: RowsVerdict = { checked: 0, tables: 1, lost: [], unrestorable: [], unchecked: [] };

/** `id = 3`, or all of a row that has no key. */
function labelOf(comparison: Comparison, position: number): string {
  const { key } = comparison;
  const columns = key.length > 0 ? key : comparison.allBefore.map(({ name }) => name);
  return equations(comparison, columns, position);
}

function wholeRow(comparison: Comparison, position: number): string {
  return equations(
    comparison,
    comparison.allBefore.map(({ name }) => name),
    position,
  );
}

const longest = 200;

function equations({ allBefore }: Comparison, names: readonly string[], position: number): string {
  const text = allBefore
    .filter(({ name }) => names.includes(name))
    .map(({ name, value }) => `${dotted(name)} = ${shown(value(position))}`)
    .join(', ');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function shown(value: Value): string {
  return value === null ? 'NULL' : value;
}
