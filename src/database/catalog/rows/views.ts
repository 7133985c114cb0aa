import { type Asked, inScope, ownObject } from './scope.ts';

/** The query of a view or materialized view. */
export type ViewRow = {
  readonly oid: number;
  /** With a semicolon at its end. */
  readonly query: string | null;
};

export const views = (asked: Asked) => `
SELECT c.oid, pg_get_viewdef(c.oid, true) AS query FROM pg_class c
WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't'
  AND ${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
