import { equal } from '../../diff/equal.ts';
import type { Pair } from '../../diff/pair.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import { quoteName } from '../../sql/quote.ts';
import { typeText } from '../../sql/type-text.ts';
import { counterpartOf } from './counterparts.ts';
import { renamedLabels } from './type/convert.ts';
import { type ResolvedType, resolveType } from './type/resolve.ts';

/** The alias of the previous table in the expressions of conversions. */
export const rowAlias = 'previous_row';

export type Conversion = {
  /** What may compute the next value from the previous row, the first that the server can; empty where the text stays. */
  readonly conversions: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
};

/**
 * What becomes of the values of a column that stays.
 * @param retyped whether the column's type is another one, and not only made anew under its name
 */
export function conversionOf(
  change: {
    readonly table: Table;
    readonly column: Column;
    readonly next: Column;
    readonly nextTable: Table;
    readonly pair: Pair;
  },
  retyped: boolean,
): Conversion {
  const { column, next, pair, table, nextTable } = change;
  const old = resolveType(column.type, pair.previous);
  const type = resolveType(next.type, pair.next);
  const labels = renamedLabels(old, type);
  const { using } = next.hints;
  if (retyped && using !== undefined) {
    return { conversions: [underNextNames(using.text, table, nextTable, pair)], labels };
  }
  // Into an enum a value goes by its text, and out of it into a text, too; which of them the server has yet to make does not matter.
  if (type.enum !== undefined || (old.array === type.array && equal(old.base, type.base))) {
    return { conversions: [], labels };
  }
  const value = `${rowAlias}.${quoteName(column.name)}`;
  const name = typeText(outermost(type));
  return { conversions: [`${value}::${name}`, `${value}::text::${name}`], labels };
}

/** A type that the server has before the plan, too: what a domain is made of. */
function outermost({ base, array }: ResolvedType): DataType {
  return { ...base, array };
}

/** The expression of `using` says the next names of the columns. */
function underNextNames(using: string, table: Table, next: Table, pair: Pair): string {
  const names = counterpartOf(table, pair)?.columns;
  const columns = table.columns.map(
    ({ name }) => `${rowAlias}.${quoteName(name)} AS ${quoteName(names?.get(name)?.name ?? name)}`,
  );
  return `(SELECT ${using} FROM (SELECT ${columns.join(', ')}) AS ${quoteName(next.name)})`;
}
