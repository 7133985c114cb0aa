import type { NotCoveredKind } from '../not-covered.ts';
import { type Asked, inScope, ownObject } from './scope.ts';

/** A table or view, also of the kinds that the model does not cover. */
export type RelationRow = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** relkind: `r` table, `v` view, `m` materialized view, `p` partitioned, `f` foreign. */
  readonly kind: 'r' | 'v' | 'm' | 'p' | 'f';
  readonly unlogged: boolean;
  readonly populated: boolean;
  /** `name=value` */
  readonly options: readonly string[] | null;
  readonly toast_options: readonly string[] | null;
  readonly not_covered: NotCoveredKind | null;
};

export const relations = (asked: Asked) => `
SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relpersistence = 'u' AS unlogged,
  c.relispopulated AS populated, c.reloptions AS options, toast.reloptions AS toast_options,
  CASE
    WHEN c.relispartition THEN 'partition'
    WHEN c.relkind = 'p' THEN 'partitioned table'
    WHEN c.relkind = 'f' THEN 'foreign table'
    WHEN c.reloftype <> 0 THEN 'typed table'
    WHEN c.oid IN (SELECT inhrelid FROM pg_inherits) THEN 'inherited table'
    WHEN c.oid IN (SELECT inhparent FROM pg_inherits) THEN 'table that others inherit from'
  END AS not_covered
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND c.relpersistence <> 't'
  AND ${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
