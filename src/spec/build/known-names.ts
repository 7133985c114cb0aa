import { printedNames } from '../../grammar/builtin-types.ts';

/** What format_type() prints for the types of pg_catalog. */
export const builtinTypeNames: ReadonlySet<string> = printedNames;

/** Types that people know by name, and the extension that brings each. */
export const extensionTypes: ReadonlyMap<string, string> = new Map([
  ['citext', 'citext'],
  ['cube', 'cube'],
  ['geography', 'postgis'],
  ['geometry', 'postgis'],
  ['halfvec', 'vector'],
  ['hstore', 'hstore'],
  ['lquery', 'ltree'],
  ['ltree', 'ltree'],
  ['ltxtquery', 'ltree'],
  ['sparsevec', 'vector'],
  ['vector', 'vector'],
]);

/** Functions of pg_catalog that a trigger can execute; the last ones are those of constraints. */
export const builtinTriggerFunctions: ReadonlySet<string> = new Set([
  'suppress_redundant_updates_trigger',
  'tsvector_update_trigger',
  'tsvector_update_trigger_column',
  'unique_key_recheck',
  'RI_FKey_check_ins',
  'RI_FKey_check_upd',
  ...['noaction', 'restrict', 'cascade', 'setnull', 'setdefault'].flatMap((action) => [
    `RI_FKey_${action}_del`,
    `RI_FKey_${action}_upd`,
  ]),
]);

/** The extensions that PostgreSQL itself comes with: none of them makes a table or a schema. A test asks the servers. */
export const suppliedExtensions: ReadonlySet<string> = new Set([
  ...['adminpack', 'amcheck', 'autoinc', 'bloom', 'bool_plperl', 'bool_plperlu', 'btree_gin', 'btree_gist'],
  ...['citext', 'cube', 'dblink', 'dict_int', 'dict_xsyn', 'earthdistance', 'file_fdw', 'fuzzystrmatch'],
  ...['hstore', 'hstore_plperl', 'hstore_plperlu', 'hstore_plpython3u', 'insert_username', 'intagg'],
  ...['intarray', 'isn', 'jsonb_plperl', 'jsonb_plperlu', 'jsonb_plpython3u', 'lo', 'ltree'],
  ...['ltree_plpython3u', 'moddatetime', 'old_snapshot', 'pageinspect', 'pg_buffercache'],
  ...['pg_freespacemap', 'pg_logicalinspect', 'pg_prewarm', 'pg_stat_statements', 'pg_surgery', 'pg_trgm'],
  ...['pg_visibility', 'pg_walinspect', 'pgcrypto', 'pgrowlocks', 'pgstattuple', 'plperl', 'plperlu'],
  ...['plpgsql', 'plpython3u', 'pltcl', 'pltclu', 'postgres_fdw', 'refint', 'seg', 'sslinfo', 'tablefunc'],
  ...['tcn', 'tsm_system_rows', 'tsm_system_time', 'unaccent', 'uuid-ossp', 'xml2'],
]);

/** Schemas that are in every database. */
export const systemSchemas: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema']);
