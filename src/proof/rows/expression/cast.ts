import type { ResolvedType } from '../type/resolve.ts';
import { dayOf } from './calendar.ts';
import { type Datum, error, nothing, number, text, unknown } from './datum.ts';
import { readDatum } from './read-datum.ts';
import { isFields, itemsOf, namesOf } from './tree.ts';

type TypesInScope = { type(name: readonly string[]): ResolvedType | undefined };

/** `value::type`, where `typeName` is the type as the parse tree has it. */
export function castTo(typeName: unknown, value: Datum, environment: TypesInScope): Datum {
  if (value.kind === 'null') return nothing;
  if (value.kind === 'unknown' || value.kind === 'error' || !isFields(typeName)) return value;
  const names = namesOf(typeName['names']);
  const array = itemsOf(typeName['arrayBounds']).length > 0;
  const type = environment.type(names) ?? builtIn(names.at(-1) ?? '');
  if (type === undefined) return unknown;
  if (array) return castArray(type, value);
  // A modifier can cut or round: what it makes of a value the server knows.
  const cut = itemsOf(typeName['typmods']).length > 0 && !alwaysFits.has(type.base.name);
  return cut ? unknown : convert(value, type);
}

const alwaysFits: ReadonlySet<string> = new Set(['text', 'integer', 'bigint', 'smallint']);

function castArray(element: ResolvedType, value: Datum): Datum {
  if (value.kind === 'literal') {
    return readDatum({ ...element, array: true, elementDomains: element.domains, domains: [] }, value.value);
  }
  if (value.kind !== 'array') return unknown;
  return {
    kind: 'array',
    items: value.items.map((item) => (item.kind === 'null' ? nothing : convert(item, element))),
  };
}

function convert(value: Datum, type: ResolvedType): Datum {
  const name = type.base.name;
  if (value.kind === 'literal' || value.kind === 'text') return readDatum(type, value.value);
  if (isText(name)) return textual(value);
  if (value.kind === 'number') {
    if (integers.has(name)) return readDatum(type, String(Math.round(value.value)));
    return fractions.has(name) ? value : unknown;
  }
  if (value.kind === 'time') return name === 'date' ? { kind: 'time', value: dayOf(value.value) } : value;
  if (value.kind === 'boolean') return name === 'integer' ? number(Number(value.value)) : value;
  if (value.kind === 'label') return type.enum === undefined ? unknown : readDatum(type, value.value);
  return unknown;
}

function textual(value: Datum): Datum {
  switch (value.kind) {
    case 'label':
      return text(value.value);
    case 'boolean':
      return text(String(value.value));
    case 'number':
      return Number.isInteger(value.value) ? text(String(value.value)) : unknown;
    default:
      return value.kind === 'error' ? error : unknown;
  }
}

function isText(name: string): boolean {
  return name === 'text' || name === 'character varying' || name === 'character' || name === 'bpchar';
}

const integers: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);
const fractions: ReadonlySet<string> = new Set(['numeric', 'real', 'double precision']);

/** The names that the grammar gives built-in types, as format_type() prints them. */
const spelled: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  bpchar: 'character',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
};

const plain: ReadonlySet<string> = new Set(
  'text numeric date interval uuid citext name json jsonb bytea inet cidr int4range int8range numrange daterange tsrange tstzrange'.split(
    ' ',
  ),
);

function builtIn(name: string): ResolvedType | undefined {
  const known = spelled[name] ?? (plain.has(name) ? name : undefined);
  if (known === undefined) return undefined;
  return {
    base: { name: known, modifiers: [], array: false },
    array: false,
    domains: [],
    elementDomains: [],
  };
}
