import type { Table } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import { type Hint, hintsOf } from '../expression/hints.ts';
import { resolveType } from '../type/resolve.ts';
import type { Demand } from './demand.ts';
import { type Lens, treeOf } from './lens.ts';

/** What the expressions of all lenses say of a column of the inserted row. */
export function hintsFor(demand: Demand): (column: string) => readonly Hint[] {
  const byColumn = new Map<string, Hint[]>();
  for (const lens of demand.lenses) {
    for (const hint of hintsThrough(lens)) {
      for (const source of lens.needs(hint.column)) {
        byColumn.set(source, [...(byColumn.get(source) ?? []), { ...hint, column: source }]);
      }
    }
  }
  return (column) => byColumn.get(column) ?? [];
}

/** By the lens's own names of columns. */
function hintsThrough(lens: Lens): readonly Hint[] {
  const read = (sql: Sql) => hintsOf(treeOf(sql, lens.parse));
  return [
    ...expressionsOf(lens.table).flatMap(read),
    ...lens.table.columns.flatMap((column): readonly Hint[] => {
      const { domains, elementDomains, enum: enumeration } = resolveType(column.type, lens.model);
      const checks = [...domains, ...elementDomains].flatMap((domain) => domain.checks);
      const labels = enumeration?.values.map(({ value }) => value) ?? [];
      return [
        ...checks
          .flatMap((check) => read(check.expression))
          .map((hint) => ({ ...hint, column: column.name })),
        // A column that becomes an enum must have had its values before.
        ...(labels.length === 0 ? [] : [{ column: column.name, kind: 'list' as const, texts: labels }]),
      ];
    }),
  ];
}

function expressionsOf(table: Table): readonly Sql[] {
  return [
    ...table.checks.map(({ expression }) => expression),
    ...table.indexes.flatMap(({ where }) => where ?? []),
    ...table.exclusions.flatMap(({ where }) => where ?? []),
  ];
}
