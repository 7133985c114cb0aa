import type { ColumnRule, TablePassage } from './passage.ts';
import type { Value } from './rows.ts';
import type { TableSnapshot } from './snapshot.ts';
import { translateLabels } from './type/convert.ts';

/** How the rows of one table are compared: rows are named by their position before and after. */
export type Comparison = {
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  /** Those whose values have to be there. */
  readonly columns: readonly ComparedColumn[];
  readonly declaredLost: readonly DeclaredLoss[];
  /** The columns of the primary key, where all of them are compared. */
  readonly key: readonly string[];
  readonly allBefore: readonly { readonly name: string; readonly value: (before: number) => Value }[];
};

export type ComparedColumn = {
  readonly name: string;
  /** What the value has to be. */
  expected(before: number): Value;
  found(after: number): Value;
  holds(before: number, after: number): boolean;
  /** Whether any value will do. */
  open(before: number): boolean;
};

export type DeclaredLoss = {
  readonly name: string;
  /** Whether the value is there all the same. */
  isThere(before: number, after: number | undefined): boolean;
};

/** @param after undefined where the table is gone */
export function comparisonOf(
  passage: TablePassage,
  before: TableSnapshot,
  after: TableSnapshot | undefined,
): Comparison {
  const valueBefore = (name: string) => reader(before, name);
  const valueAfter = (name: string | undefined) =>
    name === undefined || after === undefined ? () => null : reader(after, name);
  const columns = passage.columns.flatMap(
    ({ before: name, after: nextName, rule }): readonly ComparedColumn[] => {
      if (rule.kind !== 'kept' || before.untold.has(name)) return [];
      const expected = expectation(rule, name, before);
      const found = valueAfter(nextName);
      const open = (row: number) => rule.filled && expected(row) === null;
      return [
        {
          name,
          expected,
          found,
          open,
          holds: (row, other) => (open(row) ? found(other) !== null : expected(row) === found(other)),
        },
      ];
    },
  );
  const compared = new Set(columns.map(({ name }) => name));
  return {
    rowsBefore: before.rows.length,
    rowsAfter: after?.rows.length ?? 0,
    columns,
    declaredLost: passage.columns.flatMap(
      ({ before: name, after: nextName, rule }): readonly DeclaredLoss[] => {
        if (rule.kind !== 'lost') return [];
        const [value, found] = [valueBefore(name), valueAfter(nextName)];
        return [{ name, isThere: (row, other) => other === undefined || value(row) === found(other) }];
      },
    ),
    key: passage.key.every((name) => compared.has(name)) ? passage.key : [],
    allBefore: before.columns.map((name) => ({ name, value: valueBefore(name) })),
  };
}

function reader({ columns, rows }: TableSnapshot, name: string): (row: number) => Value {
  const position = columns.indexOf(name);
  return (row) => rows[row]?.[position] ?? null;
}

function expectation(
  { labels }: Extract<ColumnRule, { kind: 'kept' }>,
  name: string,
  before: TableSnapshot,
): (row: number) => Value {
  const converted = before.expected.get(name);
  const value = converted === undefined ? reader(before, name) : (row: number) => converted[row] ?? null;
  if (labels.size === 0) return value;
  return (row) => {
    const text = value(row);
    if (text === null) return null;
    return labels.get(text) ?? (text.startsWith('{') ? translateLabels(text, labels, true) : text);
  };
}
