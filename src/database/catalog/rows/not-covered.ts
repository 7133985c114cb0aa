import type { NotCoveredKind } from '../not-covered.ts';
import { type Asked, firstOwnOid, inScope, notInternal, ownObject } from './scope.ts';

/** Something that the model does not cover. */
export type NotCoveredRow = {
  readonly kind: NotCoveredKind;
  /** The table or view that it is a part of; null: of none. */
  readonly relation: number | null;
  /** From the schema down. */
  readonly names: readonly string[];
  /** What follows the names as it is: the arguments of a routine. */
  readonly suffix: string;
};

export const notCovered = (asked: Asked) =>
  [
    relationProperties(asked),
    ...partsOfRelations(asked),
    ...partsOfExtensionTables(asked),
    ...objectsInSchemas(asked),
    ...(asked.scope.kind === 'all' ? objectsOfDatabase : []),
  ].join('\nUNION ALL');

type Kind = NotCoveredKind;

function select(kind: Kind, relation: string, names: string, rest: string, suffix = "''"): string {
  return `
SELECT '${kind}' AS kind, ${relation} AS relation, ARRAY[${names}]::text[] AS names, ${suffix} AS suffix ${rest}`;
}

const relationConditions = {
  'table access method': "c.relkind IN ('r', 'm') AND m.amname <> 'heap'",
  tablespace: 'c.reltablespace <> 0',
  'replica identity': "c.relkind = 'r' AND c.relreplident <> 'd'",
  'row security': 'c.relrowsecurity OR c.relforcerowsecurity',
  'clustered index': 'i.indisclustered',
  'storage parameter of a constraint': 'k.oid IS NOT NULL AND c.reloptions IS NOT NULL',
} as const satisfies Partial<Record<Kind, string>>;

/** All of them in one pass, since every table and index is looked at. */
function relationProperties(asked: Asked): string {
  const kinds = Object.entries(relationConditions).map(
    ([kind, condition]) => `CASE WHEN ${condition} THEN '${kind}' END`,
  );
  return `
SELECT kind, coalesce(i.indrelid, c.oid) AS relation, ARRAY[n.nspname, c.relname]::text[] AS names, '' AS suffix
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am m ON m.oid = c.relam
  LEFT JOIN pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')
  CROSS JOIN LATERAL unnest(ARRAY[${kinds.join(', ')}]) kind
WHERE kind IS NOT NULL AND (${Object.values(relationConditions).join(' OR ')})
  AND c.relkind IN ('r', 'm', 'i') AND ${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
}

function partsOfRelations(asked: Asked): readonly string[] {
  const where = `${inScope(asked, 'c.relnamespace')} AND ${ownObject('pg_class', 'c.oid')}`;
  const relation = 'JOIN pg_namespace n ON n.oid = c.relnamespace';
  const names = (name: string) => `n.nspname, c.relname, ${name}`;
  const commentOfRelation = `FROM pg_description d JOIN pg_class c ON c.oid = d.objoid ${relation}
  LEFT JOIN pg_index i ON i.indexrelid = c.oid`;
  return [
    select(
      'rule',
      'c.oid',
      names('r.rulename'),
      `FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class ${relation} WHERE r.rulename <> '_RETURN' AND ${where}`,
    ),
    select(
      'policy',
      'c.oid',
      names('p.polname'),
      `FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid ${relation} WHERE ${where}`,
    ),
    select(
      'default of a view column',
      'c.oid',
      names('a.attname'),
      `FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid ${relation}
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE c.relkind = 'v' AND ${where}`,
    ),
    select(
      'disabled trigger of a constraint',
      'c.oid',
      names('k.conname'),
      `FROM (SELECT DISTINCT tgrelid, tgconstraint FROM pg_trigger WHERE tgisinternal AND tgenabled <> 'O') t
  JOIN pg_class c ON c.oid = t.tgrelid ${relation} JOIN pg_constraint k ON k.oid = t.tgconstraint WHERE ${where}`,
    ),
    // Of PostgreSQL 18.
    select(
      'not null constraint with NO INHERIT',
      'c.oid',
      names('a.attname'),
      `FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid ${relation}
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
WHERE k.contype = 'n' AND k.connoinherit AND ${where}`,
    ),
    select(
      'comment on constraint',
      'c.oid',
      names('k.conname'),
      `FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_class c ON c.oid = k.conrelid ${relation}
WHERE d.classoid = 'pg_constraint'::regclass AND k.contype = 'n' AND ${where}`,
    ),
    select(
      'comment on constraint',
      'NULL::oid',
      'n.nspname, t.typname, k.conname',
      `FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_type t ON t.oid = k.contypid
  JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE d.classoid = 'pg_constraint'::regclass AND ${inScope(asked, 't.typnamespace')} AND ${ownObject('pg_type', 't.oid')}`,
    ),
    // Behind a constraint.
    select(
      'comment on index',
      'i.indrelid',
      'n.nspname, c.relname',
      `${commentOfRelation} WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND c.relkind = 'i' AND ${where}
  AND EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid AND contype IN ('p', 'u', 'x'))`,
    ),
    // Behind an identity column.
    select(
      'comment on sequence',
      'o.refobjid',
      'n.nspname, c.relname',
      `${commentOfRelation} JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
  AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'i'
WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND c.relkind = 'S' AND ${where}`,
    ),
  ];
}

/**
 * What people have put on tables that an extension brought. Indexes, constraints, triggers, rules and policies of a table depend on the
 * table and not on the extension, so that nothing says whose they are. The script of an extension makes them in one transaction with
 * something that depends on the extension, and mostly before something else that does: a part that is younger than all of that and of
 * another transaction is not the extension's. Should the extension end with a part and be restored by pg_upgrade, that part is listed,
 * too; what was made in the transaction of CREATE EXTENSION is not.
 */
function partsOfExtensionTables(asked: Asked): readonly string[] {
  const isYounger = (oid: string) => `NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.refobjid AND d.deptype = 'e'
    AND (d.objid > ${oid} OR d.xmin = o.xmin))`;
  const parts = (catalog: string, table: string, where: string, oid = 'o.oid') => `
FROM ${catalog} o JOIN pg_class c ON c.oid = o.${table} JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_depend e ON e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e' AND e.refclassid = 'pg_extension'::regclass
WHERE ${where} AND ${inScope(asked, 'c.relnamespace')} AND ${isYounger(oid)}`;
  const names = (name: string) => `n.nspname, c.relname, ${name}`;
  return [
    select(
      'index on a table of an extension',
      'NULL::oid',
      'n.nspname, (SELECT relname FROM pg_class WHERE oid = o.indexrelid)',
      parts(
        'pg_index',
        'indrelid',
        "o.indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))",
        'o.indexrelid',
      ),
    ),
    select(
      'constraint on a table of an extension',
      'NULL::oid',
      names('o.conname'),
      parts('pg_constraint', 'conrelid', "o.contype <> 't'"),
    ),
    select(
      'trigger on a table of an extension',
      'NULL::oid',
      names('o.tgname'),
      parts('pg_trigger', 'tgrelid', 'NOT o.tgisinternal'),
    ),
    select(
      'rule on a table of an extension',
      'NULL::oid',
      names('o.rulename'),
      parts('pg_rewrite', 'ev_class', "o.rulename <> '_RETURN'"),
    ),
    select(
      'policy on a table of an extension',
      'NULL::oid',
      names('o.polname'),
      parts('pg_policy', 'polrelid', 'true'),
    ),
  ];
}

type Simple = {
  readonly kind: Kind;
  readonly catalog: string;
  readonly name: string;
  readonly schema: string;
  readonly where?: string;
};

/** Objects that are whatever their catalog has, and nothing more. */
const simpleObjects: readonly Simple[] = [
  { kind: 'operator class', catalog: 'pg_opclass', name: 'opcname', schema: 'opcnamespace' },
  { kind: 'operator family', catalog: 'pg_opfamily', name: 'opfname', schema: 'opfnamespace' },
  { kind: 'collation', catalog: 'pg_collation', name: 'collname', schema: 'collnamespace' },
  { kind: 'conversion', catalog: 'pg_conversion', name: 'conname', schema: 'connamespace' },
  { kind: 'text search configuration', catalog: 'pg_ts_config', name: 'cfgname', schema: 'cfgnamespace' },
  { kind: 'text search dictionary', catalog: 'pg_ts_dict', name: 'dictname', schema: 'dictnamespace' },
  { kind: 'text search parser', catalog: 'pg_ts_parser', name: 'prsname', schema: 'prsnamespace' },
  { kind: 'text search template', catalog: 'pg_ts_template', name: 'tmplname', schema: 'tmplnamespace' },
  { kind: 'extended statistics', catalog: 'pg_statistic_ext', name: 'stxname', schema: 'stxnamespace' },
  {
    kind: 'composite type',
    catalog: 'pg_type',
    name: 'typname',
    schema: 'typnamespace',
    where: "o.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = o.typrelid) = 'c'",
  },
  {
    kind: 'range type',
    catalog: 'pg_type',
    name: 'typname',
    schema: 'typnamespace',
    where: "o.typtype = 'r'",
  },
  {
    kind: 'base type',
    catalog: 'pg_type',
    name: 'typname',
    schema: 'typnamespace',
    where: "o.typtype = 'b' AND o.typsubscript <> 'array_subscript_handler'::regproc",
  },
  {
    kind: 'shell type',
    catalog: 'pg_type',
    name: 'typname',
    schema: 'typnamespace',
    where: "o.typtype = 'p' AND NOT o.typisdefined",
  },
];

const routineConditions = {
  aggregate: "p.prokind = 'a'",
  'window function': "p.prokind = 'w'",
  'function in C': "p.prokind IN ('f', 'p') AND l.lanname IN ('c', 'internal')",
  'support function': "p.prokind IN ('f', 'p') AND p.prosupport <> 0",
  'transform of a routine': "p.prokind IN ('f', 'p') AND p.protrftypes IS NOT NULL",
} as const satisfies Partial<Record<Kind, string>>;

function objectsInSchemas(asked: Asked): readonly string[] {
  return [
    ...simpleObjects.map(({ kind, catalog, name, schema, where = 'true' }) =>
      select(
        kind,
        'NULL::oid',
        `n.nspname, o.${name}`,
        `FROM ${catalog} o JOIN pg_namespace n ON n.oid = o.${schema}
WHERE ${where} AND ${inScope(asked, `o.${schema}`)} AND ${ownObject(catalog, 'o.oid')}`,
      ),
    ),
    ...Object.entries(routineConditions).map(([kind, condition]) =>
      select(
        kind as keyof typeof routineConditions,
        'NULL::oid',
        'n.nspname, p.proname',
        `FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE ${condition} AND ${inScope(asked, 'p.pronamespace')} AND ${ownObject('pg_proc', 'p.oid')}
  AND ${notInternal('pg_proc', 'p.oid')}`,
        "'(' || pg_get_function_identity_arguments(p.oid) || ')'",
      ),
    ),
    select(
      'operator',
      'NULL::oid',
      '',
      `FROM pg_operator o WHERE ${inScope(asked, 'o.oprnamespace')} AND ${ownObject('pg_operator', 'o.oid')}`,
      "(pg_identify_object('pg_operator'::regclass, o.oid, 0)).identity",
    ),
    select(
      'dependency on an extension',
      'NULL::oid',
      '',
      `FROM pg_depend d CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) i
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x'${
        asked.scope.kind === 'all'
          ? ''
          : ` AND i.schema IN (SELECT nspname FROM pg_namespace WHERE ${inScope(asked, 'oid')})`
      }`,
      'i.identity',
    ),
    select(
      'security label',
      'NULL::oid',
      '',
      `FROM pg_seclabel s CROSS JOIN LATERAL pg_identify_object(s.classoid, s.objoid, s.objsubid) i${
        asked.scope.kind === 'all'
          ? ''
          : ` WHERE i.schema IN (SELECT nspname FROM pg_namespace WHERE ${inScope(asked, 'oid')})`
      }`,
      'i.identity',
    ),
    select(
      'comment on schema',
      'NULL::oid',
      'n.nspname',
      `FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid
WHERE d.classoid = 'pg_namespace'::regclass AND n.nspname = 'public' AND d.description <> 'standard public schema'
  AND ${inScope(asked, 'n.oid')}`,
    ),
  ];
}

const ofDatabase = (kind: Kind, names: string, rest: string) => select(kind, 'NULL::oid', names, rest);

const thisDatabase = '(SELECT oid FROM pg_database WHERE datname = current_database())';

const objectsOfDatabase: readonly string[] = [
  // Databases that come with a server have one already.
  ofDatabase(
    'comment on database',
    'current_database()',
    `FROM pg_shdescription WHERE classoid = 'pg_database'::regclass AND objoid = ${thisDatabase}
  AND description NOT IN ('default administrative connection database', 'default template for new databases', 'unmodifiable empty database')`,
  ),
  // Without their values, which can be secrets.
  ofDatabase(
    'setting of the database',
    "split_part(setting, '=', 1)",
    `FROM pg_db_role_setting CROSS JOIN LATERAL unnest(setconfig) setting WHERE setdatabase = ${thisDatabase} AND setrole = 0`,
  ),
  ofDatabase(
    'setting of a role in the database',
    "r.rolname, split_part(setting, '=', 1)",
    `FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole CROSS JOIN LATERAL unnest(setconfig) setting
WHERE setdatabase = ${thisDatabase}`,
  ),
  ofDatabase(
    'event trigger',
    'evtname',
    `FROM pg_event_trigger o WHERE ${ownObject('pg_event_trigger', 'o.oid')}`,
  ),
  ofDatabase('publication', 'pubname', 'FROM pg_publication'),
  // Not all columns may be read by everyone.
  ofDatabase('subscription', 'subname', `FROM pg_subscription WHERE subdbid = ${thisDatabase}`),
  ofDatabase(
    'language',
    'lanname',
    `FROM pg_language o
WHERE lanname NOT IN ('internal', 'c', 'sql', 'plpgsql') AND ${ownObject('pg_language', 'o.oid')}`,
  ),
  ofDatabase(
    'access method',
    'amname',
    `FROM pg_am o WHERE o.oid >= ${firstOwnOid} AND ${ownObject('pg_am', 'o.oid')}`,
  ),
  ofDatabase(
    'foreign data wrapper',
    'fdwname',
    `FROM pg_foreign_data_wrapper o WHERE ${ownObject('pg_foreign_data_wrapper', 'o.oid')}`,
  ),
  ofDatabase(
    'foreign server',
    'srvname',
    `FROM pg_foreign_server o WHERE ${ownObject('pg_foreign_server', 'o.oid')}`,
  ),
  ofDatabase('user mapping', 'srvname, usename', 'FROM pg_user_mappings'),
  select(
    'cast',
    'NULL::oid',
    '',
    `FROM pg_cast o WHERE o.oid >= ${firstOwnOid} AND ${ownObject('pg_cast', 'o.oid')}
  AND ${notInternal('pg_cast', 'o.oid')}`,
    "(pg_identify_object('pg_cast'::regclass, o.oid, 0)).identity",
  ),
  select(
    'transform',
    'NULL::oid',
    '',
    `FROM pg_transform o JOIN pg_language l ON l.oid = o.trflang WHERE ${ownObject('pg_transform', 'o.oid')}`,
    "format_type(o.trftype, NULL) || ' language ' || quote_ident(l.lanname)",
  ),
  select(
    'large object',
    'NULL::oid',
    '',
    'FROM (SELECT count(*) AS count FROM pg_largeobject_metadata) o WHERE count > 0',
    "count || ' in pg_largeobject'",
  ),
];
