import type { Value } from '../rows.ts';
import { arrayItems } from '../type/array-text.ts';
import { elementOf, familyName, type ResolvedType } from '../type/resolve.ts';
import { dayOf, instantOf, spanOf } from './calendar.ts';
import { type Datum, error, nothing, number, text, unknown } from './datum.ts';
import { readRange } from './range.ts';

/** A value of a type, read as its input function does. */
export function readDatum(type: ResolvedType, value: Value): Datum {
  if (value === null) return nothing;
  if (type.array) {
    const items = arrayItems(value);
    if (items === undefined) return unknown;
    return { kind: 'array', items: items.map((item) => readDatum(elementOf(type), item)) };
  }
  const family = familyName(type);
  if (type.enum !== undefined) {
    const labels = type.enum.values.map((label) => label.value);
    return labels.includes(value) ? { kind: 'label', value, labels } : error;
  }
  return readers[family]?.(value, type) ?? { kind: 'opaque', type: family, value };
}

/** Whether this program reads texts of a type; of others every text is opaque. */
export function isRead(family: string): boolean {
  return family in readers;
}

type Reader = (value: string, type: ResolvedType) => Datum;

const integer =
  (limit: number): Reader =>
  (value) => {
    if (!/^\s*[+-]?\d+\s*$/.test(value)) return error;
    return Math.abs(Number(value)) <= limit ? number(Number(value)) : error;
  };

const decimal: Reader = (value) => {
  if (/^\s*(NaN|[+-]?inf(inity)?)\s*$/i.test(value)) return unknown;
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? number(Number(value)) : error;
};

/** As many digits as a real has. */
const single: Reader = (value, type) => {
  const read = decimal(value, type);
  return read.kind === 'number' ? number(Math.fround(read.value)) : read;
};

const instant: Reader = (value) => {
  const found = instantOf(value);
  return found === undefined ? error : { kind: 'time', value: found };
};

const characters: Reader = (value) => text(value);

const readers: Readonly<Record<string, Reader>> = {
  smallint: integer(32_768),
  integer: integer(2_147_483_648),
  bigint: integer(2 ** 63),
  oid: integer(4_294_967_295),
  numeric: decimal,
  real: single,
  'double precision': decimal,
  text: characters,
  'character varying': characters,
  name: characters,
  // Blanks at its end do not count.
  character: (value) => text(value.trimEnd()),
  bpchar: (value) => text(value.trimEnd()),
  citext: (value) => ({ kind: 'opaque', type: 'citext', value: value.toLowerCase() }),
  boolean: (value) => {
    if (/^\s*(t|true|yes|y|on|1)\s*$/i.test(value)) return { kind: 'boolean', value: true };
    return /^\s*(f|false|no|n|off|0)\s*$/i.test(value) ? { kind: 'boolean', value: false } : error;
  },
  uuid: (value) =>
    /^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(value)
      ? { kind: 'opaque', type: 'uuid', value: value.toLowerCase().replace(/[{}-]/g, '') }
      : error,
  date: (value) => {
    const found = instantOf(value);
    return found === undefined ? error : { kind: 'time', value: dayOf(found) };
  },
  'timestamp without time zone': (value) =>
    instant(value.replace(/(:[\d.]+)[+-]\d{2}(:?\d{2})?$/, '$1'), anyType),
  'timestamp with time zone': instant,
  'time without time zone': instant,
  'time with time zone': instant,
  interval: (value) => {
    const found = spanOf(value);
    return found === undefined ? unknown : { kind: 'span', value: found };
  },
  int4range: readRange('integer'),
  int8range: readRange('integer'),
  numrange: readRange('number'),
  daterange: readRange('day'),
  tsrange: readRange('time'),
  tstzrange: readRange('time'),
};

const anyType: ResolvedType = {
  base: { name: 'text', modifiers: [], array: false },
  array: false,
  domains: [],
  elementDomains: [],
};
