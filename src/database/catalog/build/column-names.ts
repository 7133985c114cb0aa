import { InternalError } from '../../../diagnostic/diagnostic.ts';
import type { ColumnRow } from '../rows/columns.ts';
import { groupBy } from './lists.ts';

/** The columns of every relation in their order, also by their number. */
export class ColumnNames {
  private readonly rows: ReadonlyMap<number, readonly ColumnRow[]>;

  constructor(rows: readonly ColumnRow[]) {
    const groups = groupBy(rows, ({ relation }) => relation);
    for (const group of groups.values()) group.sort((a, b) => a.number - b.number);
    this.rows = groups;
  }

  of(relation: number): readonly ColumnRow[] {
    return this.rows.get(relation) ?? [];
  }

  at(relation: number, number: number): ColumnRow {
    const rows = this.of(relation);
    // Dropped columns leave gaps, so a number is at most this far along.
    for (let position = Math.min(number, rows.length) - 1; position >= 0; position--) {
      const row = rows[position];
      if (row?.number === number) return row;
    }
    throw new InternalError(`relation ${relation} has no column ${number}`);
  }

  names(relation: number, numbers: readonly number[] | null): readonly string[] {
    return (numbers ?? []).map((number) => this.at(relation, number).name);
  }
}
