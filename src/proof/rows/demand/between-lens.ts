import type { Model } from '../../../model/model.ts';
import type { Table } from '../../../model/schema-object.ts';
import type { Counterpart } from '../counterparts.ts';
import { unique } from '../seed.ts';
import { type Lens, plainLens } from './lens.ts';

/**
 * The row between the models: columns are filled already, and the constraints are still those from before. Undefined where the plan
 * fills no column that is there.
 */
export function betweenLens(
  previous: Table,
  model: Model,
  { columns }: Counterpart,
  next: Lens,
): Lens | undefined {
  const filled = new Map(
    previous.columns.flatMap(({ name, notNull }) => {
      const column = columns.get(name);
      const fills = column?.notNull && !notNull && column.hints.backfill !== undefined;
      return fills ? [[name, column.name] as const] : [];
    }),
  );
  if (filled.size === 0) return undefined;
  const plain = plainLens(previous, model, next.parse);
  return {
    ...plain,
    needs: (name) => {
      const now = filled.get(name);
      return now === undefined ? plain.needs(name) : unique([...plain.needs(name), ...next.needs(now)]);
    },
    read: (row, name) => {
      const now = filled.get(name);
      return now === undefined ? plain.read(row, name) : next.read(row, now);
    },
  };
}
