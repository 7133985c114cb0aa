/**
 * The base, pseudo, range and multirange types of pg_catalog by their name in pg_type, with the name that format_type() prints.
 * The same in PostgreSQL 15 to 18; a test compares them with each server. `bit` and `bpchar` are what they are without a length.
 */
const differentlyPrinted = {
  any: '"any"',
  bit: '"bit"',
  bool: 'boolean',
  char: '"char"',
  float4: 'real',
  float8: 'double precision',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  varbit: 'bit varying',
  varchar: 'character varying',
} as const;

const printedAsNamed = [
  'aclitem',
  'anyarray',
  'anycompatible',
  'anycompatiblearray',
  'anycompatiblemultirange',
  'anycompatiblenonarray',
  'anycompatiblerange',
  'anyelement',
  'anyenum',
  'anymultirange',
  'anynonarray',
  'anyrange',
  'box',
  'bpchar',
  'bytea',
  'cid',
  'cidr',
  'circle',
  'cstring',
  'date',
  'datemultirange',
  'daterange',
  'event_trigger',
  'fdw_handler',
  'gtsvector',
  'index_am_handler',
  'inet',
  'int2vector',
  'int4multirange',
  'int4range',
  'int8multirange',
  'int8range',
  'internal',
  'interval',
  'json',
  'jsonb',
  'jsonpath',
  'language_handler',
  'line',
  'lseg',
  'macaddr',
  'macaddr8',
  'money',
  'name',
  'numeric',
  'nummultirange',
  'numrange',
  'oid',
  'oidvector',
  'path',
  'pg_brin_bloom_summary',
  'pg_brin_minmax_multi_summary',
  'pg_ddl_command',
  'pg_dependencies',
  'pg_lsn',
  'pg_mcv_list',
  'pg_ndistinct',
  'pg_node_tree',
  'pg_snapshot',
  'point',
  'polygon',
  'record',
  'refcursor',
  'regclass',
  'regcollation',
  'regconfig',
  'regdictionary',
  'regnamespace',
  'regoper',
  'regoperator',
  'regproc',
  'regprocedure',
  'regrole',
  'regtype',
  'table_am_handler',
  'text',
  'tid',
  'trigger',
  'tsm_handler',
  'tsmultirange',
  'tsquery',
  'tsrange',
  'tstzmultirange',
  'tstzrange',
  'tsvector',
  'txid_snapshot',
  'unknown',
  'uuid',
  'void',
  'xid',
  'xid8',
  'xml',
] as const;

/** By name in pg_type: the name that format_type() prints. */
export const builtinTypes: ReadonlyMap<string, string> = new Map<string, string>([
  ...Object.entries(differentlyPrinted),
  ...printedAsNamed.map((name) => [name, name] as const),
]);

/**
 * The built-in type of a name in pg_type. Array types have names of their own there, the element's with an underscore before
 * it: `_int4` is `integer[]`.
 */
export function builtinType(name: string): { readonly name: string; readonly array: boolean } | undefined {
  const scalar = builtinTypes.get(name);
  if (scalar !== undefined) return { name: scalar, array: false };
  const element = name.startsWith('_') ? builtinTypes.get(name.slice(1)) : undefined;
  return element === undefined ? undefined : { name: element, array: true };
}

/** Every name that format_type() prints for a built-in type, with a length or without. */
export const printedNames: ReadonlySet<string> = new Set([...builtinTypes.values(), 'bit', 'character']);

/** What format_type() prints for a type that has another name: in quotes, such a name is none of PostgreSQL's types. */
export const printedOnly: ReadonlySet<string> = new Set<string>([
  ...Object.values(differentlyPrinted),
  'character',
]);

/** The types that `serial` and its sisters stand for in a column: transformColumnDefinition() in PostgreSQL's sources. */
export const serialTypes: ReadonlyMap<string, 'smallint' | 'integer' | 'bigint'> = new Map([
  ['smallserial', 'smallint'],
  ['serial2', 'smallint'],
  ['serial', 'integer'],
  ['serial4', 'integer'],
  ['bigserial', 'bigint'],
  ['serial8', 'bigint'],
] as const);
