import { type Asked, collationText, inScope } from './scope.ts';

/** An index, also one behind a constraint. The arrays have an entry for each column of the index. */
export type IndexRow = {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly nulls_not_distinct: boolean;
  readonly valid: boolean;
  /** How many of the columns are keys; the others are included. */
  readonly keys: number;
  /** Numbers of columns; zero for an expression. */
  readonly columns: readonly number[];
  /** Bits: 1 descending, 2 nulls first. */
  readonly options: readonly number[];
  readonly classes: readonly number[];
  /** Zero where the type has none. */
  readonly collations: readonly number[];
  /** The text of every key, where one is an expression. */
  readonly texts: readonly (string | null)[] | null;
  /** CREATE INDEX, where only the server knows which operator classes and collations go without saying. */
  readonly definition: string | null;
  readonly where: string | null;
  readonly parameters: readonly string[] | null;
};

/** Nothing but a domain over one of these is coercible to it without a function. */
const alone = [
  'int2',
  'int4',
  'int8',
  'numeric',
  'float8',
  'bool',
  'date',
  'timestamp',
  'timestamptz',
  'uuid',
] as const;

export const indexes = (asked: Asked) => `
WITH read AS (
  SELECT i.*, c.relname, c.reloptions, m.amname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am m ON m.oid = c.relam
  WHERE c.relkind = 'i' AND ${inScope(asked, 'c.relnamespace')}
), doubtful AS (
  -- The default class of another type, which may be that of this one, too: through a domain, a polymorphic or a coercible type.
  SELECT DISTINCT i.indexrelid FROM read i
    CROSS JOIN LATERAL ROWS FROM (unnest(i.indkey::int2[]), unnest(i.indclass::oid[])) k (number, class)
    JOIN pg_opclass o ON o.oid = k.class
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
  WHERE o.opcdefault AND o.opcintype <> a.atttypid
    AND NOT (o.opcintype = 'text'::regtype AND a.atttypid = 'varchar'::regtype)
    AND o.opcintype NOT IN (${alone.map((type) => `'${type}'::regtype`).join(', ')})
)
SELECT i.indexrelid AS oid, i.indrelid AS relation, i.relname AS name, i.amname AS method, i.indisunique AS unique,
  i.indnullsnotdistinct AS nulls_not_distinct, i.indisvalid AND i.indisready AND i.indislive AS valid,
  i.indnkeyatts AS keys, i.indkey::int2[] AS columns, i.indoption::int2[] AS options, i.indclass::oid[] AS classes,
  i.indcollation::oid[] AS collations,
  CASE WHEN i.indexprs IS NOT NULL
    THEN ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) n) END AS texts,
  CASE WHEN i.indexprs IS NOT NULL OR i.indexrelid IN (SELECT indexrelid FROM doubtful)
    THEN pg_get_indexdef(i.indexrelid) END AS definition,
  pg_get_expr(i.indpred, i.indrelid, true) AS where, i.reloptions AS parameters
FROM read i`;

/** What is special about one column of an index. */
export type IndexColumnRow = {
  readonly index: number;
  readonly number: number;
  readonly name: string;
  /** Of its operator class: `name=value`. */
  readonly parameters: readonly string[] | null;
  readonly statistics_target: boolean;
};

export const indexColumns = (asked: Asked) => `
SELECT a.attrelid AS index, a.attnum AS number, a.attname AS name, a.attoptions AS parameters,
  coalesce(a.attstattarget, -1) >= 0 AS statistics_target
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE (a.attoptions IS NOT NULL OR a.attstattarget >= 0) AND a.attnum > 0
  AND c.relkind = 'i' AND ${inScope(asked, 'c.relnamespace')}`;

export type OperatorClassRow = {
  readonly oid: number;
  /** Null where it is found without. */
  readonly schema: string | null;
  readonly name: string;
  readonly standard: boolean;
};

export const operatorClasses = () => `
SELECT o.oid, CASE WHEN NOT pg_opclass_is_visible(o.oid) THEN n.nspname END AS schema, o.opcname AS name, o.opcdefault AS standard
FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace`;

export type CollationRow = {
  readonly oid: number;
  /** As {@link collationText} has it. */
  readonly name: string;
  /** Whether it needs its schema. */
  readonly hidden: boolean;
};

export const collations = () =>
  `SELECT oid, ${collationText('l')} AS name, NOT pg_collation_is_visible(oid) AS hidden FROM pg_collation l`;
