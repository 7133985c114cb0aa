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

const categories = new Map<string, string>();
const preferred = new Set<string>();
for (const [category, names] of Object.entries(typesByCategory)) {
  for (const name of names.split(' ')) {
    categories.set(name.replace('!', ''), category);
    if (name.endsWith('!')) preferred.add(name.slice(0, -1));
  }
}
const casts = new Map(
  Object.entries(implicitCasts).map(([from, to]) => [from, new Set(to.split(' '))] as const),
);

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
