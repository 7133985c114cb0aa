import { type Asked, inScope } from './scope.ts';

export type TriggerRow = {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  /** The bits of tgtype. */
  readonly type: number;
  readonly enabled: 'O' | 'D' | 'R' | 'A';
  /** Of UPDATE OF. */
  readonly columns: readonly number[];
  readonly constraint: boolean;
  /** FROM another table, of a constraint trigger. */
  readonly from: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly old_table: string | null;
  readonly new_table: string | null;
  readonly routine_schema: string;
  readonly routine_name: string;
  readonly routine_of_extension: boolean;
  /** CREATE TRIGGER, where it has a condition or arguments: those are texts only there. */
  readonly definition: string | null;
};

export const triggers = (asked: Asked) => `
SELECT t.oid, t.tgrelid AS relation, t.tgname AS name, t.tgtype AS type, t.tgenabled AS enabled,
  t.tgattr::int2[] AS columns, t.tgconstraint <> 0 AS constraint, t.tgconstrrelid <> 0 AS from, t.tgdeferrable AS deferrable, t.tginitdeferred AS deferred,
  t.tgoldtable AS old_table, t.tgnewtable AS new_table, n.nspname AS routine_schema, p.proname AS routine_name,
  p.oid IN (SELECT objid FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND classid = 'pg_proc'::regclass) AS routine_of_extension,
  CASE WHEN t.tgqual IS NOT NULL OR t.tgnargs > 0 THEN pg_get_triggerdef(t.oid, true) END AS definition
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE NOT t.tgisinternal AND c.relkind IN ('r', 'v') AND ${inScope(asked, 'c.relnamespace')}`;
