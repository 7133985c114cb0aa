import type { Value } from '../rows.ts';
import { numbers, rotated, unique } from '../seed.ts';
import { arrayText } from './array-text.ts';
import { fits } from './fits.ts';
import { elementOf, familyName, type ResolvedType } from './resolve.ts';
import { clip, textSamples } from './text-samples.ts';

export type SampleRequest = {
  /** How many different ones there should be, where the type has as many. */
  readonly count: number;
  readonly extremes: boolean;
  /** Makes columns of one type begin with different values. */
  readonly seed: number;
  /** Whether rows are found by it: then whole numbers count from 1. */
  readonly key: boolean;
};

/** Values of a type as its input function reads them, the usual and the nasty; none for a type that is not known. */
export function samplesOf(type: ResolvedType, request: SampleRequest): readonly string[] {
  if (type.array) return arraySamples(type, request);
  if (type.enum !== undefined) return type.enum.values.map(({ value }) => value);
  if (type.attributes !== undefined) return [`(${','.repeat(Math.max(type.attributes - 1, 0))})`];
  const family = families[familyName(type)];
  if (family === undefined) return [];
  const modifiers = type.base.modifiers.map(Number);
  const { common, counted, extreme } = family;
  const usual = typeof common === 'function' ? common(modifiers) : common;
  const more = counted === undefined ? [] : numbers(request.count).map((n) => counted(n + 1, modifiers));
  const ends = request.extremes ? (extreme ?? []) : [];
  const nasty = rotated(usual, request.seed);
  const counts = request.key && countedTypes.has(familyName(type));
  return unique([...ends, ...(counts ? [...more, ...nasty] : [...nasty, ...more])]).filter((value) =>
    fits(type, value),
  );
}

const countedTypes: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'numeric']);

type Family = {
  /** The same for every column, as far as they fit. */
  readonly common: readonly string[] | ((modifiers: readonly number[]) => readonly string[]);
  /** As many different ones as there are numbers. */
  readonly counted?: (n: number, modifiers: readonly number[]) => string;
  readonly extreme?: readonly string[];
};

const whole = (extreme: readonly string[]): Family => ({
  common: ['1', '0', '-1', '7', '42', '29999', '-29999', '100', '1000'],
  counted: (n) => `${n}`,
  extreme,
});

const floating = (extreme: readonly string[]): Family => ({
  common: ['1.5', '0', '-2.25', '1000000', '0.125', '-0.5', '100'],
  counted: (n) => `${n}.5`,
  extreme: ['NaN', 'Infinity', '-Infinity', ...extreme],
});

const characters: Family = {
  common: ([length]) => textSamples(length),
  counted: (n, [length]) => clip(`value ${n}`, length, n),
};

const twice = (n: number) => String(n % 60).padStart(2, '0');
const dayOf = (n: number) => `2021-${twice((Math.floor(n / 28) % 12) + 1)}-${twice((n % 28) + 1)}`;
const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0');

const dates: Family = {
  common: ['2024-02-29', '1999-12-31', '1970-01-01', '2000-01-01', '1901-03-04', '2023-10-29'],
  counted: dayOf,
  extreme: ['infinity', '-infinity', '0001-01-01', '9999-12-31'],
};

/** @param zone what ends each of them */
const instants = (zone: string): Family => ({
  common: ([digits = 6]) =>
    [
      '2024-02-29 23:59:59.999999',
      '1999-12-31 23:59:59',
      '1970-01-01 00:00:00',
      '2023-10-29 02:30:00.5',
      '2001-09-09 01:46:40.123456',
      '1901-03-04 05:06:07.008',
    ].map((instant) => `${rounded(instant, digits)}${zone}`),
  counted: (n) => `${dayOf(n)} 12:${twice(n)}:00${zone}`,
  extreme: ['infinity', '-infinity', `0001-01-01 00:00:00${zone}`, `9999-12-31 23:59:59${zone}`],
});

const clocks = (zone: string): Family => ({
  common: ([digits = 6]) =>
    ['23:59:59.999999', '00:00:00', '12:30:00.5', '04:05:06.789'].map(
      (clock) => `${rounded(clock, digits)}${zone}`,
    ),
  counted: (n) => `10:${twice(n)}:30${zone}`,
  extreme: [`24:00:00${zone}`],
});

/** Fewer digits, cut: rounding could make another day of it. */
function rounded(text: string, digits: number): string {
  return text.replace(/\.(\d+)/, (_, decimals: string) =>
    digits === 0 ? '' : `.${decimals.slice(0, digits)}`,
  );
}

/** Disjoint ones by number, so that exclusion constraints can hold. */
const ranges = (common: readonly string[], end: (n: number) => string): Family => ({
  common: [],
  counted: (n) => `[${end(n * 10)},${end(n * 10 + 5)})`,
  extreme: [...common, 'empty', '(,)'],
});

const wholeRange = ranges(['(,0]'], (n) => `${n}`);
const numberRange = ranges([], (n) => `${n}.5`);
const spread = (n: number) =>
  `20${twice(Math.floor(n / 300) + 10)}-${twice((Math.floor(n / 25) % 12) + 1)}-${twice((n % 25) + 1)}`;
const dayRange = ranges([], spread);
const timeRange = ranges([], (n) => `${spread(n)} 10:00:00`);
const zonedRange = ranges([], (n) => `${spread(n)} 10:00:00+00`);

const multi = ({ counted }: Family): Family => ({
  common: ['{}'],
  counted: (n) => `{${counted?.(n, [])}}`,
});

/** By the names that format_type() prints, and those of the types of well-known extensions. */
const families: Readonly<Record<string, Family>> = {
  smallint: whole(['32767', '-32768']),
  integer: whole(['2147483647', '-2147483648']),
  bigint: whole(['9223372036854775807', '-9223372036854775808', '9007199254740993']),
  oid: { common: [], counted: (n) => `${n}`, extreme: ['4294967295'] },
  numeric: {
    common: (modifiers) => ['1', '0', ...numericLimits(modifiers), '2.5', '-1', '0.05'],
    counted: (n) => `${n}`,
    extreme: ['NaN', '123456789012345678901234567890.123456789'],
  },
  real: floating(['3.4028235e+38']),
  'double precision': floating(['1.7976931348623157e+308', '5e-324']),
  money: { common: ['1.00', '0', '-12.34', '1000.50'], counted: (n) => `${n}.25` },
  boolean: { common: ['true', 'false'] },
  text: characters,
  'character varying': characters,
  character: {
    common: ([length = 1]) => textSamples(length),
    counted: (n, [length = 1]) => clip(`value ${n}`, length, n),
  },
  bpchar: characters,
  citext: characters,
  name: { common: ['a', 'Ünïcode', 'with space', "it's"], counted: (n) => `name_${n}` },
  '"char"': { common: ['a', 'Z', "'"], counted: (n) => String.fromCharCode(98 + (n % 24)) },
  bytea: {
    common: ['\\x', '\\x00', '\\xdeadbeef', '\\x27225c', '\\xff00ff'],
    counted: (n) => `\\x${hex(n, 8)}`,
  },
  uuid: {
    common: ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    counted: (n) => `10000000-0000-4000-8000-${hex(n, 12)}`,
  },
  bit: {
    common: ([length = 1]) => ['0'.repeat(length), '1'.repeat(length)],
    counted: (n, [length = 1]) => n.toString(2).padStart(length, '0').slice(-length),
  },
  'bit varying': {
    common: ([length = 8]) => ['', '1', '1'.repeat(length)],
    counted: (n, [length = 16]) => n.toString(2).slice(-length),
  },
  date: dates,
  'timestamp without time zone': instants(''),
  'timestamp with time zone': instants('+00'),
  'time without time zone': clocks(''),
  'time with time zone': clocks('+02'),
  interval: {
    common: ['1 day', '00:00:00', '1 year 2 mons 3 days 04:05:06.789', '-3 days', '90 minutes'],
    counted: (n) => `${n} hours`,
  },
  json: {
    common: ['{}', '[]', '{"a": 1, "b": [true, null, "ü\'\\""]}', '"text"', '0', 'null', '{"z": 1,  "a": 2}'],
    counted: (n) => `{"n": ${n}}`,
  },
  jsonb: {
    common: ['{}', '[]', '{"a": 1, "b": [true, null, "ü\'\\""]}', '"text"', '0', 'null'],
    counted: (n) => `{"n": ${n}}`,
  },
  xml: { common: ['<a/>', '<a b="c">d &amp; e</a>'], counted: (n) => `<n>${n}</n>` },
  jsonpath: { common: ['$'], counted: (n) => `$."k${n}"` },
  inet: {
    common: ['127.0.0.1', '10.1.2.3/8', '::1', '2001:db8::ff00:42:8329/64'],
    counted: (n) => `192.168.0.${n % 256}`,
  },
  cidr: { common: ['10.0.0.0/8', '2001:db8::/32', '0.0.0.0/0'], counted: (n) => `192.168.${n % 256}.0/24` },
  macaddr: { common: ['08:00:2b:01:02:03'], counted: (n) => `08:00:2b:00:00:${hex(n % 256, 2)}` },
  macaddr8: {
    common: ['08:00:2b:01:02:03:04:05'],
    counted: (n) => `08:00:2b:00:00:00:00:${hex(n % 256, 2)}`,
  },
  tsvector: { common: ["'a' 'cat':2A 'sat':3", ''], counted: (n) => `'w${n}'` },
  tsquery: { common: ["'fat' & 'rat'"], counted: (n) => `'w${n}'` },
  point: { common: ['(0,0)', '(-1.5,2.25)'], counted: (n) => `(${n},${n})` },
  line: { common: ['{1,-1,0}'], counted: (n) => `{1,0,${n}}` },
  lseg: { common: ['[(0,0),(1,1)]'], counted: (n) => `[(0,0),(${n},1)]` },
  box: { common: ['(1,1),(0,0)'], counted: (n) => `(${n * 10 + 5},1),(${n * 10},0)` },
  path: { common: ['((0,0),(1,1),(2,0))', '[(0,0),(1,1)]'], counted: (n) => `[(0,0),(${n},1)]` },
  polygon: { common: ['((0,0),(1,1),(2,0))'], counted: (n) => `((0,0),(${n},1),(2,0))` },
  circle: { common: ['<(0,0),1>'], counted: (n) => `<(${n * 10},0),2>` },
  pg_lsn: { common: ['0/0'], counted: (n) => `16/${hex(n, 8).toUpperCase()}` },
  int4range: wholeRange,
  int8range: wholeRange,
  numrange: numberRange,
  daterange: dayRange,
  tsrange: timeRange,
  tstzrange: zonedRange,
  int4multirange: multi(wholeRange),
  int8multirange: multi(wholeRange),
  nummultirange: multi(numberRange),
  datemultirange: multi(dayRange),
  tsmultirange: multi(timeRange),
  tstzmultirange: multi(zonedRange),
  hstore: { common: ['', 'a=>1,b=>NULL', '"it\'s"=>"ü \\" x"'], counted: (n) => `n=>${n}` },
  ltree: { common: ['top'], counted: (n) => `top.n${n}` },
  cube: { common: ['(1,2)'], counted: (n) => `(${n})` },
  isbn: { common: ['978-0-393-04002-9'] },
};

function numericLimits([precision, scale = 0]: readonly number[]): readonly string[] {
  if (precision === undefined) return ['12345.678901', '-0.1'];
  const wholeDigits = '9'.repeat(Math.max(precision - scale, 0));
  const most = `${wholeDigits === '' ? '0' : wholeDigits}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`;
  return [most, `-${most}`];
}

function arraySamples(type: ResolvedType, request: SampleRequest): readonly string[] {
  const elements = samplesOf(elementOf(type), request);
  const [first, second, third] = elements;
  const lists: (readonly Value[])[] = [[]];
  if (first !== undefined) lists.push(elements.slice(0, 6), [first]);
  if (second !== undefined && third !== undefined) lists.push([second, null, third]);
  return unique([...lists, ...elements.map((element) => [element])].map(arrayText));
}
