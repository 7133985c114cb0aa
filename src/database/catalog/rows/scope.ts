import { quoteText } from '../../../sql/quote.ts';
import type { CatalogScope } from '../catalog.ts';

/** What the SQL of a kind of row depends on. */
export type Asked = {
  /** Of the server. */
  readonly major: number;
  readonly scope: CatalogScope;
};

/** Schemas of this program on a target; they are nobody's schema. */
const ownSchemas = ['learnr_schema', 'learnr_schema_attic'] as const;

/** A condition on `pg_namespace.nspname`. */
export function isRead(asked: Asked, column: string): string {
  const foreign = `${column} !~ '^pg_' AND ${column} NOT IN ('information_schema', ${list(ownSchemas)})`;
  if (asked.scope.kind === 'all') return `(${foreign})`;
  return `(${foreign} AND ${column} = ANY (ARRAY[${list(asked.scope.names)}]::text[]))`;
}

/** A condition on a column that holds the oid of a schema. */
export function inScope(asked: Asked, column: string): string {
  return `${column} IN (SELECT oid FROM pg_namespace WHERE ${isRead(asked, 'nspname')})`;
}

/** A condition that holds for what no extension brought; `catalog` is where `oid` is from. */
export function ownObject(catalog: string, oid: string): string {
  // NOT IN over the few that there are becomes one hash table; an anti join over pg_depend would read all of it.
  return `${oid} NOT IN (SELECT objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND classid = '${catalog}'::regclass)`;
}

/** A condition that holds for what nothing else brought along, as a range type does with its constructors and casts. */
export function notInternal(catalog: string, oid: string): string {
  return `${oid} NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'i' AND classid = '${catalog}'::regclass)`;
}

/** Oids below are written into PostgreSQL's sources: all types of pg_catalog that a column can have are of these. */
export const firstInitOid = 12000;

/**
 * The name of a collation. The model knows no schemas of collations: one that is not found without its schema has the text of SQL, which
 * is the name of none, so that it differs from its namesake in pg_catalog and nothing can be built with the wrong one.
 * @param collation the alias of pg_collation
 */
export function collationText(collation: string): string {
  return `CASE WHEN pg_collation_is_visible(${collation}.oid) THEN ${collation}.collname
    ELSE (SELECT quote_ident(nspname) FROM pg_namespace WHERE oid = ${collation}.collnamespace) || '.' || quote_ident(${collation}.collname) END`;
}

/** Oids below are given out while a server is set up. */
export const firstOwnOid = 16384;

function list(names: readonly string[]): string {
  return names.map(quoteText).join(', ');
}
