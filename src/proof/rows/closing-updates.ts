import type { ObjectId } from '../../model/id.ts';
import type { Constraint } from './demand/constraint.ts';
import type { Demand } from './demand/demand.ts';
import { type PlacedTable, type Reference, referenceConstraint, textIn } from './demand/reference.ts';
import type { Row, RowUpdate } from './rows.ts';

/**
 * References that were NULL because they close a circle, set once the rows are there. Only in tables with a primary key, by which the
 * row is found again.
 * @param order the tables as their rows are inserted
 */
export function closingUpdates(
  order: readonly Demand[],
  placed: ReadonlyMap<ObjectId, PlacedTable>,
): readonly RowUpdate[] {
  const before = new Set<ObjectId>();
  return order.flatMap((demand) => {
    before.add(demand.id);
    // Those of the next model stay NULL: what it asks for, the plan has yet to make.
    const open = demand.references.filter(
      ({ lens, parent, canBeNull }) =>
        lens === demand.lenses[0] && parent !== undefined && canBeNull && !before.has(parent),
    );
    return open.length === 0 ? [] : updatesOf(demand, open, placed);
  });
}

function updatesOf(
  demand: Demand,
  open: readonly Reference[],
  placed: ReadonlyMap<ObjectId, PlacedTable>,
): readonly RowUpdate[] {
  const { table } = demand;
  const key = table.primaryKey?.columns ?? [];
  if (key.length === 0) return [];
  const constraints: readonly Constraint[] = [
    ...demand.constraints,
    ...demand.references.map((reference) => referenceConstraint(reference, placed)),
  ];
  const rows = [...(placed.get(demand.id)?.rows ?? [])];
  const identified = (row: Row): Row => Object.fromEntries(key.map((name) => [name, row[name] ?? null]));
  return rows.flatMap((row, position): readonly RowUpdate[] => {
    const others = () => rows.filter((_, other) => other !== position);
    let next = row;
    for (const reference of open) {
      const found = settings(reference, placed, position)
        .filter((candidate) => !key.some((name) => name in candidate))
        .map((candidate): Row => ({ ...next, ...candidate }))
        .find((candidate) =>
          constraints.every((constraint) => constraint.verdict(candidate, others()) !== 'no'),
        );
      next = found ?? next;
    }
    const set = Object.fromEntries(Object.entries(next).filter(([name, value]) => row[name] !== value));
    if (Object.keys(set).length === 0) return [];
    rows[position] = next;
    return [{ table: { schema: table.schema, name: table.name }, key: identified(row), set }];
  });
}

/** What a reference could be set to, beginning with another row for each row. */
function settings(
  { key, lens, parent }: Reference,
  placed: ReadonlyMap<ObjectId, PlacedTable>,
  position: number,
): readonly Row[] {
  const target = parent === undefined ? undefined : placed.get(parent);
  const parentLens = target?.lenses[0];
  if (target === undefined || parentLens === undefined) return [];
  const all = target.rows.map(
    (row): Row =>
      Object.fromEntries(
        key.columns.flatMap((column, index) => {
          const [source] = lens.needs(column);
          const name = key.references.columns[index] as string;
          return source === undefined ? [] : [[source, textIn(parentLens, row, name)]];
        }),
      ),
  );
  const start = all.length === 0 ? 0 : position % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}
