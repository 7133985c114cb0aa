import type { DataType } from '../../model/type.ts';

/** Whether values go from one type to the other by assignment; every type has an assignment cast to the character types. */
export function isAssigned(old: DataType, next: DataType): boolean {
  return sameFamily(old, next) || (isText(next) && !next.array);
}

/** Whether an explicit cast leads from one built-in type to the other, for arrays from element to element (pg_cast, on every version). */
export function hasCast(old: DataType, next: DataType): boolean {
  if (old.schema !== undefined || next.schema !== undefined || old.array !== next.array) return false;
  return sameFamily(old, next) || (casts[old.name]?.includes(next.name) ?? false);
}

/** Whether an assignment cast leads from one type to the other (pg_cast). */
export function sameFamily(old: DataType, next: DataType): boolean {
  if (old.array !== next.array || old.schema !== next.schema) return false;
  return old.name === next.name || families.some((family) => family.has(old.name) && family.has(next.name));
}

export function isText(type: DataType): boolean {
  return type.schema === undefined && (families[0] as ReadonlySet<string>).has(type.name);
}

/** Types that have assignment casts to each other. */
export const families: readonly ReadonlySet<string>[] = [
  new Set(['character varying', 'text', 'character', 'bpchar', 'name']),
  new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']),
  new Set(['timestamp without time zone', 'timestamp with time zone', 'date']),
  new Set(['time without time zone', 'time with time zone']),
  new Set(['bit', 'bit varying']),
  new Set(['inet', 'cidr']),
  new Set(['json', 'jsonb']),
];

/** Between families. What has no cast goes by its text. */
export const casts: Readonly<Record<string, readonly string[]>> = {
  boolean: ['integer'],
  integer: ['boolean', 'bit', 'money'],
  bigint: ['bit', 'money'],
  bit: ['integer', 'bigint'],
  numeric: ['money'],
  money: ['numeric'],
  jsonb: ['boolean', 'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'],
  'timestamp without time zone': ['time without time zone'],
  'timestamp with time zone': ['time without time zone', 'time with time zone'],
  'time without time zone': ['interval'],
  interval: ['time without time zone'],
  macaddr: ['macaddr8'],
  macaddr8: ['macaddr'],
  int4range: ['int4multirange'],
  int8range: ['int8multirange'],
  numrange: ['nummultirange'],
  daterange: ['datemultirange'],
  tsrange: ['tsmultirange'],
  tstzrange: ['tstzmultirange'],
};
