import { type Asked, isRead, ownObject } from './scope.ts';

export type DatabaseRow = { readonly name: string };

export const database = () => 'SELECT current_database() AS name';

export type SchemaRow = { readonly oid: number; readonly name: string };

export const schemas = (asked: Asked) => `
SELECT oid, nspname AS name FROM pg_namespace WHERE ${isRead(asked, 'nspname')} AND ${ownObject('pg_namespace', 'oid')}`;

export type ExtensionRow = {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly version: string;
  /** The comment that it came with. */
  readonly comment: string | null;
};

/** Of the whole database whatever the scope: what is in a schema may need them. */
export const extensions = () => `
SELECT e.oid, e.extname AS name, n.nspname AS schema, e.extversion AS version,
  (SELECT a.comment FROM pg_available_extensions() a WHERE a.name = e.extname) AS comment
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'`;
