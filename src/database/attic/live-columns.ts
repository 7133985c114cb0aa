import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';

/** A column as the server has it now. */
export type LiveColumn = {
  readonly name: string;
  /** As SQL spells it, with modifiers. */
  readonly type: string;
  readonly array: boolean;
  /** Of a type outside pg_catalog, or an array of such: it may go before what is kept does. */
  readonly custom: boolean;
  readonly notNull: boolean;
  readonly generated: boolean;
  readonly virtual: boolean;
};

export async function liveColumns(
  client: pg.Client,
  relation: QualifiedName,
): Promise<readonly LiveColumn[]> {
  const { rows } = await client.query<LiveColumn>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, element.oid IS NOT NULL AS array,
  coalesce(element.typnamespace, this.typnamespace) <> 'pg_catalog'::regnamespace AS custom, attnotnull AS "notNull",
  attgenerated <> '' AS generated, attgenerated = 'v' AS virtual
FROM pg_attribute JOIN pg_type AS this ON this.oid = atttypid
LEFT JOIN pg_type AS element ON element.oid = this.typelem AND this.typlen = -1 AND this.typsubscript = 'array_subscript_handler'::regproc
WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [fullName(relation)],
  );
  return rows;
}

/** The value of a column as the attic keeps it. */
export function keptValue({ name, custom, array }: LiveColumn, from = ''): string {
  const value = `${from}${quoteName(name)}`;
  return custom ? `${value}::${keptType(array)}` : value;
}

export function keptType(array: boolean): string {
  return array ? 'text[]' : 'text';
}

/** What the attic keeps, as a value of a column again. */
export function asValueOf(expression: string, kept: LiveColumn, { type }: Pick<LiveColumn, 'type'>): string {
  if (kept.type === type) return expression;
  // By assignment a text that is too long is refused; a cast would cut it off.
  return kept.type === 'text' && /^(text|character)/.test(type) && !type.endsWith('[]')
    ? expression
    : `${expression}::${type}`;
}
