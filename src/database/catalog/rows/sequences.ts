import type { Sequence } from '../../../model/schema-object.ts';
import { type Asked, inScope, ownObject } from './scope.ts';

export type SequenceRow = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** As a constant of type regclass prints it, with its schema where it is not found without. */
  readonly reference: string;
  readonly unlogged: boolean;
  /** Whether the table that it belongs to is. */
  readonly owner_unlogged: boolean;
  readonly type: Sequence['type'];
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
  /** Table and number of the column that it belongs to. */
  readonly owner: number | null;
  readonly owner_column: number | null;
  /** `a` OWNED BY, `i` the sequence of an identity column. */
  readonly ownership: 'a' | 'i' | null;
};

export const sequences = (asked: Asked) => `
SELECT c.oid, n.nspname AS schema, c.relname AS name, c.oid::regclass::text AS reference,
  c.relpersistence = 'u' AS unlogged, coalesce(o.relpersistence = 'u', false) AS owner_unlogged, format_type(s.seqtypid, NULL) AS type, s.seqstart AS start,
  s.seqincrement AS increment, s.seqmin AS min, s.seqmax AS max, s.seqcache AS cache, s.seqcycle AS cycle,
  d.refobjid AS owner, d.refobjsubid AS owner_column, d.deptype AS ownership
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class o ON o.oid = d.refobjid
WHERE c.relpersistence <> 't' AND ${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
