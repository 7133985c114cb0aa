import { type Asked, inScope } from './scope.ts';

/** A constraint of a table. NOT NULL is none of these: columns say it. */
export type ConstraintRow = {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly type: 'p' | 'u' | 'c' | 'f' | 'x';
  /** Numbers of columns; zero where an exclusion has an expression. */
  readonly columns: readonly number[] | null;
  readonly index: number;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly validated: boolean;
  readonly no_inherit: boolean;
  /** PostgreSQL 18: NOT ENFORCED. */
  readonly enforced: boolean;
  /** PostgreSQL 18: WITHOUT OVERLAPS and PERIOD. */
  readonly temporal: boolean;
  readonly expression: string | null;
  readonly foreign_relation: number;
  readonly foreign_schema: string | null;
  readonly foreign_table: string | null;
  readonly foreign_columns: readonly number[] | null;
  readonly on_update: ActionLetter | ' ';
  readonly on_delete: ActionLetter | ' ';
  /** Columns of ON DELETE SET NULL (…); null: all. */
  readonly on_delete_columns: readonly number[] | null;
  readonly match: 's' | 'f' | 'p' | ' ';
  /** Of exclusions, with their schema where they are not found without. */
  readonly operators: readonly string[] | null;
};

export type ActionLetter = 'a' | 'r' | 'c' | 'n' | 'd';

export const constraints = (asked: Asked) => `
SELECT k.oid, k.conrelid AS relation, k.conname AS name, k.contype AS type, k.conkey AS columns, k.conindid AS index,
  k.condeferrable AS deferrable, k.condeferred AS deferred, k.convalidated AS validated, k.connoinherit AS no_inherit,
  ${asked.major >= 18 ? 'k.conenforced' : 'true'} AS enforced, ${asked.major >= 18 ? 'k.conperiod' : 'false'} AS temporal,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid, true) END AS expression,
  k.confrelid AS foreign_relation, fn.nspname AS foreign_schema, f.relname AS foreign_table, k.confkey AS foreign_columns,
  k.confupdtype AS on_update, k.confdeltype AS on_delete, k.confdelsetcols AS on_delete_columns, k.confmatchtype AS match,
  CASE WHEN k.contype = 'x' THEN ARRAY(
    SELECT CASE WHEN pg_operator_is_visible(o.oid) THEN oprname::text ELSE s.nspname || '.' || oprname END
    FROM unnest(k.conexclop) WITH ORDINALITY u (oid, position) JOIN pg_operator o ON o.oid = u.oid
      JOIN pg_namespace s ON s.oid = o.oprnamespace ORDER BY position) END AS operators
FROM pg_constraint k LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE k.conrelid <> 0 AND k.contype IN ('p', 'u', 'c', 'f', 'x')
  -- Foreign keys to a partitioned table have one more for every partition.
  AND k.conparentid = 0 AND ${inScope(asked, 'k.connamespace')}`;

/** A column whose NOT NULL holds for new rows only, which PostgreSQL 18 can say. */
export type InvalidNotNullRow = { readonly relation: number; readonly number: number };

export const invalidNotNulls = (asked: Asked) => `
SELECT conrelid AS relation, conkey[1] AS number FROM pg_constraint
WHERE contype = 'n' AND conrelid <> 0 AND NOT convalidated AND ${inScope(asked, 'connamespace')}`;
