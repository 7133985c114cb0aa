import type { Statement, StatementKind } from '../../../src/sql/statement.ts';

/** Something to be rendered, and the SQL that it must become. */
export type Golden<Value> = readonly [value: Value, sql: string];

/** At least one for each kind of statement. */
export type Goldens<Kind extends StatementKind> = {
  readonly [K in Kind]: readonly [
    Golden<Statement & { readonly kind: K }>,
    ...Golden<Statement & { readonly kind: K }>[],
  ];
};

/** SQL over several lines, without the indentation of the source code around it. */
export function lines(...text: readonly string[]): string {
  return text.join('\n');
}
