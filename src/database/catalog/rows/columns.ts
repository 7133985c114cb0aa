import type { NotCoveredKind } from '../not-covered.ts';
import { type Asked, collationText, inScope } from './scope.ts';

export type ColumnRow = {
  readonly relation: number;
  readonly number: number;
  readonly name: string;
  readonly type: number;
  /** As format_type() prints it. */
  readonly type_text: string;
  readonly not_null: boolean;
  /** Where it is not that of the type; as {@link collationText} has it. */
  readonly collation: string | null;
  /** Whether its collation needs its schema; null where that is of the type. */
  readonly hidden_collation: boolean | null;
  /** Zero where the type has none. */
  readonly collation_oid: number;
  /** `a` always, `d` by default. */
  readonly identity: '' | 'a' | 'd';
  /** `s` stored, `v` virtual. */
  readonly generated: '' | 's' | 'v';
  /** What the model does not say about it; null: nothing. */
  readonly not_covered: readonly NotCoveredKind[] | null;
};

/** Of the columns of tables and materialized views. */
const properties = {
  'column storage': 'a.attstorage <> t.typstorage',
  'column compression': "a.attcompression <> ''",
  'column option': 'a.attoptions IS NOT NULL',
  // Minus one up to PostgreSQL 16, null from then on.
  'statistics target': 'coalesce(a.attstattarget, -1) >= 0',
} as const satisfies Partial<Record<NotCoveredKind, string>>;

const kinds = Object.entries(properties).map(
  ([kind, condition]) => `CASE WHEN ${condition} THEN '${kind}' END`,
);

/** Those that foreign keys lead to are among them, wherever they are. */
export const columns = (asked: Asked) => `
SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name, a.atttypid AS type,
  format_type(a.atttypid, a.atttypmod) AS type_text, a.attnotnull AS not_null, ${collationText('l')} AS collation,
  a.attcollation AS collation_oid, NOT pg_collation_is_visible(l.oid) AS hidden_collation,
  a.attidentity AS identity, a.attgenerated AS generated,
  CASE WHEN c.relkind <> 'v' AND (${Object.values(properties).join(' OR ')})
    THEN array_remove(ARRAY[${kinds.join(', ')}], NULL) END AS not_covered
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation
WHERE a.attnum > 0 AND NOT a.attisdropped AND (c.relkind IN ('r', 'v', 'm') AND ${inScope(asked, 'c.relnamespace')}
  OR c.oid IN (SELECT confrelid FROM pg_constraint WHERE contype = 'f'))`;

/** The default of a column, or the expression that it is generated from. */
export type ColumnExpressionRow = {
  readonly relation: number;
  readonly number: number;
  readonly expression: string | null;
};

export const columnExpressions = (asked: Asked) => `
SELECT d.adrelid AS relation, d.adnum AS number, pg_get_expr(d.adbin, d.adrelid, true) AS expression
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
WHERE c.relkind = 'r' AND ${inScope(asked, 'c.relnamespace')}`;
