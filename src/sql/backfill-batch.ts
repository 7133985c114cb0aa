import { operand } from './expression.ts';
import { clauses } from './layout.ts';
import { relationName } from './name.ts';
import { quoteName } from './quote.ts';
import type { Backfill } from './statement.ts';
import { typeText } from './type-text.ts';

/** A statement with parameters: `$1` stands for the first of the values. */
export type Parametrized = { readonly text: string; readonly values: readonly string[] };

/**
 * The statements of one batch of a backfill whose table has a key, for whoever drives it from outside. Keys go as texts, one for each
 * of their columns.
 */
export const backfillBatch = { last, update } as const;

/** Selects `last`, the key that the batch ends with, and `rows`, how many it has; no row where nothing is left. */
function last(fill: Backfill, after: readonly string[] | undefined): Parametrized {
  const names = fill.key.map(({ name }) => quoteName(name));
  const columns = names.join(', ');
  const descending = names.map((name) => `${name} DESC`).join(', ');
  const text = clauses([
    `SELECT ARRAY[${names.map((name) => `${name}::text`).join(', ')}] AS last, count(*) OVER ()::integer AS rows`,
    `FROM (SELECT ${columns} FROM ${relationName(fill.table)} WHERE ${conditions(fill, after).join(' AND ')} ORDER BY ${columns} LIMIT ${fill.batchSize}) AS batch`,
    `ORDER BY ${descending} LIMIT 1`,
  ]);
  return { text, values: after ?? [] };
}

/** Fills the rows of the batch that ends with this key. */
function update(fill: Backfill, after: readonly string[] | undefined, end: readonly string[]): Parametrized {
  const upTo = `${row(fill.key.map(({ name }) => quoteName(name)))} <= ${parameters(fill, after?.length ?? 0)}`;
  const text = clauses([
    `UPDATE ${relationName(fill.table)} SET ${quoteName(fill.column)} = ${operand(fill.expression)}`,
    `WHERE ${[...conditions(fill, after), upTo].join(' AND ')}`,
  ]);
  return { text, values: [...(after ?? []), ...end] };
}

function conditions(fill: Backfill, after: readonly string[] | undefined): readonly string[] {
  const isEmpty = `${quoteName(fill.column)} IS NULL`;
  if (after === undefined) return [isEmpty];
  return [isEmpty, `${row(fill.key.map(({ name }) => quoteName(name)))} > ${parameters(fill, 0)}`];
}

/** @param before how many parameters come before these */
function parameters({ key }: Backfill, before: number): string {
  return row(key.map(({ type }, index) => `$${before + index + 1}::${typeText(type)}`));
}

/** Row comparison goes by the first column that differs, as the key's index does. */
function row(values: readonly string[]): string {
  return values.length === 1 ? values.join() : `(${values.join(', ')})`;
}
