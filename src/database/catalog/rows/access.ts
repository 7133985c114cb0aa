import type { AccessKind } from '../access.ts';
import { type Asked, inScope, isRead, ownObject } from './scope.ts';

export type AccessRow = {
  readonly kind: AccessKind;
  /** The table or view that it is about; null: none. */
  readonly relation: number | null;
  /** `table`, `column` */
  readonly what: string;
  readonly names: readonly string[];
  readonly suffix: string;
};

type Owned = {
  readonly catalog: string;
  readonly what: string;
  readonly relation: string;
  readonly names: string;
  readonly suffix?: string;
  readonly schema: string;
  readonly owner: string;
  readonly privileges: string;
  /** For acldefault(). */
  readonly letter: string;
  readonly where: string;
};

const owned: readonly Owned[] = [
  {
    catalog: 'pg_class',
    what: `CASE o.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' ELSE 'table' END`,
    relation: `CASE o.relkind WHEN 'S' THEN (SELECT refobjid FROM pg_depend WHERE classid = 'pg_class'::regclass
      AND objid = o.oid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND refobjsubid > 0) ELSE o.oid END`,
    names: 'n.nspname, o.relname',
    schema: 'o.relnamespace',
    owner: 'o.relowner',
    privileges: 'o.relacl',
    letter: `CASE o.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`,
    where: "o.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND o.relpersistence <> 't'",
  },
  {
    catalog: 'pg_proc',
    what: `CASE o.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END`,
    relation: 'NULL::oid',
    names: 'n.nspname, o.proname',
    suffix: "'(' || pg_get_function_identity_arguments(o.oid) || ')'",
    schema: 'o.pronamespace',
    owner: 'o.proowner',
    privileges: 'o.proacl',
    letter: `'f'`,
    where: 'true',
  },
  {
    catalog: 'pg_type',
    what: `CASE o.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' ELSE 'type' END`,
    relation: 'NULL::oid',
    names: 'n.nspname, o.typname',
    schema: 'o.typnamespace',
    owner: 'o.typowner',
    privileges: 'o.typacl',
    letter: `'T'`,
    // Array types and row types have no owner and no privileges of their own.
    where: `o.typsubscript <> 'array_subscript_handler'::regproc
  AND (o.typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = o.typrelid) = 'c')`,
  },
];

const databaseOwner = '(SELECT datdba FROM pg_database WHERE datname = current_database())';

export const access = (asked: Asked) =>
  [
    ...owned.flatMap((kind) => ownersAndPrivileges(kind, asked)),
    columnPrivileges(asked),
    ...schemaAccess(asked),
    defaultPrivileges(asked),
  ].join('\nUNION ALL');

function ownersAndPrivileges(object: Owned, asked: Asked): readonly string[] {
  const { catalog, what, relation, names, suffix = "''", schema, owner, privileges, letter, where } = object;
  const select = (kind: AccessKind, condition: string) => `
SELECT '${kind}' AS kind, ${relation} AS relation, ${what} AS what, ARRAY[${names}]::text[] AS names, ${suffix} AS suffix
FROM ${catalog} o JOIN pg_namespace n ON n.oid = ${schema}
WHERE ${condition} AND ${where} AND ${inScope(asked, schema)} AND ${ownObject(catalog, 'o.oid')}`;
  return [
    select('owner', `${owner} <> ${databaseOwner}`),
    select('privileges', isUnusual(privileges, `acldefault(${letter}, ${owner})`)),
  ];
}

/** In whatever order the privileges stand. */
function isUnusual(privileges: string, usual: string): string {
  return `${privileges} IS NOT NULL AND NOT (${privileges} @> ${usual} AND ${privileges} <@ ${usual})`;
}

/** OFFSET keeps the planner from looking up the columns of every table. */
function columnPrivileges(asked: Asked): string {
  return `
SELECT 'privileges', c.oid, 'column', ARRAY[n.nspname, c.relname, a.attname]::text[], ''
FROM (SELECT * FROM pg_attribute WHERE cardinality(attacl) > 0 OFFSET 0) a JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
}

/** What the schema public has, PostgreSQL notes while it makes a database. */
function schemaAccess(asked: Asked): readonly string[] {
  const select = (kind: AccessKind, condition: string) => `
SELECT '${kind}', NULL::oid, 'schema', ARRAY[nspname]::text[], '' FROM pg_namespace o
WHERE ${condition} AND ${isRead(asked, 'nspname')} AND ${ownObject('pg_namespace', 'o.oid')}`;
  const usual = `coalesce((SELECT initprivs FROM pg_init_privs WHERE classoid = 'pg_namespace'::regclass AND objoid = o.oid),
  acldefault('n', o.nspowner))`;
  return [
    select(
      'owner',
      `o.nspowner <> ${databaseOwner} AND NOT (nspname = 'public' AND o.nspowner = 'pg_database_owner'::regrole)`,
    ),
    select('privileges', isUnusual('o.nspacl', usual)),
  ];
}

function defaultPrivileges(asked: Asked): string {
  return `
SELECT 'default privileges', NULL::oid, 'role', ARRAY[pg_get_userbyid(d.defaclrole)]::text[],
  coalesce(' in schema ' || quote_ident(n.nspname), '') FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
WHERE ${asked.scope.kind === 'all' ? `d.defaclnamespace = 0 OR ${isRead(asked, 'n.nspname')}` : isRead(asked, 'n.nspname')}`;
}
