/**
 * Types of pg_catalog by their category (pg_type.typcategory); the preferred ones have `!`. Types that are not here are not reasoned
 * about. The same in PostgreSQL 15 to 18; a test compares them with each server.
 */
const typesByCategory: Readonly<Record<string, string>> = {
  B: 'bool!',
  D: 'date time timestamp timestamptz! timetz',
  G: 'box point',
  I: 'cidr inet!',
  N: 'float4 float8! int2 int4 int8 money numeric oid! regclass regconfig regproc regtype',
  R: 'daterange int4range int8range numrange tsrange tstzrange',
  S: 'bpchar name text! varchar',
  T: 'interval!',
  U: 'bytea json jsonb jsonpath tsquery tsvector uuid xml',
  V: 'bit varbit!',
  Z: 'char',
};

/** Implicit casts (pg_cast.castcontext = 'i') between them, and those of arrays are those of their elements. */
const implicitCasts: Readonly<Record<string, string>> = {
  bit: 'varbit',
  bpchar: 'name text varchar',
  char: 'text',
  cidr: 'inet',
  date: 'timestamp timestamptz',
  float4: 'float8',
  int2: 'float4 float8 int4 int8 numeric oid regclass regconfig regproc regtype',
  int4: 'float4 float8 int8 numeric oid regclass regconfig regproc regtype',
  int8: 'float4 float8 numeric oid regclass regconfig regproc regtype',
  name: 'text',
  numeric: 'float4 float8',
  oid: 'regclass regconfig regproc regtype',
  regclass: 'oid',
  regconfig: 'oid',
  regproc: 'oid',
  regtype: 'oid',
  text: 'bpchar name regclass varchar',
  time: 'interval timetz',
  timestamp: 'timestamptz',
  varbit: 'bit',
  varchar: 'bpchar name regclass text',
};

/** Those that are only done for a value that is stored (castcontext = 'a'). */
const assignmentCasts: Readonly<Record<string, string>> = {
  bool: 'bpchar text varchar',
  bpchar: 'char',
  char: 'bpchar varchar',
  cidr: 'bpchar text varchar',
  float4: 'int2 int4 int8 numeric',
  float8: 'float4 int2 int4 int8 numeric',
  inet: 'bpchar cidr text varchar',
  int4: 'int2 money',
  int8: 'int2 int4 money',
  interval: 'time',
  json: 'jsonb',
  jsonb: 'json',
  money: 'numeric',
  name: 'bpchar varchar',
  numeric: 'int2 int4 int8 money',
  oid: 'int4 int8',
  point: 'box',
  regclass: 'int4 int8',
  regconfig: 'int4 int8',
  regproc: 'int4 int8',
  regtype: 'int4 int8',
  text: 'char',
  timestamp: 'date time',
  timestamptz: 'date time timestamp timetz',
  timetz: 'time',
  varchar: 'char',
  xml: 'bpchar text varchar',
};

const categories = new Map<string, string>();
const preferred = new Set<string>();
for (const [category, names] of Object.entries(typesByCategory)) {
  for (const name of names.split(' ')) {
    categories.set(name.replace('!', ''), category);
    if (name.endsWith('!')) preferred.add(name.slice(0, -1));
  }
}
const casts = pairs(implicitCasts);
const assignments = pairs(assignmentCasts);

function pairs(table: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(table).map(([from, to]) => [from, new Set(to.split(' '))] as const));
}

/** Array types are `A` and the polymorphic ones `P`, which includes `any`; undefined for types that are not known here. */
export function categoryOf(type: string): string | undefined {
  if (type.startsWith('_')) return 'A';
  return type.startsWith('any') ? 'P' : categories.get(type);
}

export function isPreferred(type: string): boolean {
  return preferred.has(type);
}

export function castsImplicitly(from: string, to: string): boolean {
  if (from.startsWith('_') && to.startsWith('_')) return castsImplicitly(from.slice(1), to.slice(1));
  return from === to || casts.get(from)?.has(to) === true;
}

/** What is no string itself can be stored as one: find_coercion_pathway() in parse_coerce.c. */
export function castsForStorage(from: string, to: string): boolean {
  if (from.startsWith('_') && to.startsWith('_')) return castsForStorage(from.slice(1), to.slice(1));
  const string = to === 'text' || to === 'varchar' || to === 'bpchar';
  return string || castsImplicitly(from, to) || assignments.get(from)?.has(to) === true;
}
