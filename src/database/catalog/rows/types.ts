import { type Asked, collationText, firstInitOid, inScope, ownObject } from './scope.ts';

/** A type outside pg_catalog that a column, a domain or a routine has. */
export type TypeRow = {
  readonly oid: number;
  readonly schema: string;
  /** Of the element where it is an array. */
  readonly name: string;
  readonly array: boolean;
  readonly of_extension: boolean;
};

export const types = (asked: Asked) => `
SELECT t.oid, n.nspname AS schema, e.typname AS name, e.oid <> t.oid AS array,
  e.oid IN (SELECT objid FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND classid = 'pg_type'::regclass) AS of_extension
FROM pg_type t
  JOIN pg_type e ON e.oid = CASE WHEN t.typsubscript = 'array_subscript_handler'::regproc THEN t.typelem ELSE t.oid END
  JOIN pg_namespace n ON n.oid = e.typnamespace
WHERE e.typnamespace <> 'pg_catalog'::regnamespace AND t.oid IN (
  SELECT atttypid FROM pg_attribute WHERE attnum > 0 AND atttypid >= ${firstInitOid}
  UNION SELECT typbasetype FROM pg_type WHERE typtype = 'd'
  UNION SELECT unnest(array_append(coalesce(proallargtypes, proargtypes::oid[]), prorettype)) FROM pg_proc
    WHERE ${inScope(asked, 'pronamespace')})`;

export type EnumRow = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** In sort order. */
  readonly values: readonly string[];
};

export const enums = (asked: Asked) => `
SELECT t.oid, n.nspname AS schema, t.typname AS name,
  ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder) AS values
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND ${inScope(asked, 't.typnamespace')} AND ${ownObject('pg_type', 't.oid')}`;

export type DomainRow = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly type: number;
  readonly type_text: string;
  /** Where it is not that of the type; as {@link collationText} has it. */
  readonly collation: string | null;
  /** Whether it needs its schema; null where there is none. */
  readonly hidden_collation: boolean | null;
  readonly default: string | null;
  readonly not_null: boolean;
};

export const domains = (asked: Asked) => `
SELECT t.oid, n.nspname AS schema, t.typname AS name, t.typbasetype AS type,
  format_type(t.typbasetype, t.typtypmod) AS type_text, ${collationText('l')} AS collation,
  NOT pg_collation_is_visible(l.oid) AS hidden_collation,
  pg_get_expr(t.typdefaultbin, 0, true) AS default, t.typnotnull AS not_null
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
  LEFT JOIN pg_collation l ON l.oid = t.typcollation AND t.typcollation <> b.typcollation
WHERE t.typtype = 'd' AND ${inScope(asked, 't.typnamespace')} AND ${ownObject('pg_type', 't.oid')}`;

export type DomainCheckRow = {
  readonly domain: number;
  readonly name: string;
  readonly expression: string;
  readonly validated: boolean;
};

export const domainChecks = (asked: Asked) => `
SELECT contypid AS domain, conname AS name, pg_get_expr(conbin, 0, true) AS expression, convalidated AS validated
FROM pg_constraint WHERE contypid <> 0 AND contype = 'c' AND ${inScope(asked, 'connamespace')}`;
