import { now } from './calendar.ts';
import { compareData } from './compare.ts';
import { type Datum, error, nothing, number, text, truth, unknown } from './datum.ts';
import { textOf } from './operators.ts';

/** What a function of PostgreSQL makes of its arguments; one that is not known here is `unknown`. */
export function applyFunction(name: string, given: readonly Datum[]): Datum {
  if (given.some(({ kind }) => kind === 'error')) return error;
  const counted = counting[name]?.(given);
  if (counted !== undefined) return counted;
  // Nearly every function makes NULL of NULL; one that does not, the server will tell.
  if (given.some(({ kind }) => kind === 'null')) return nothing;
  const known = functions[name];
  if (known === undefined) return unknown;
  if (given.some(({ kind }) => kind === 'unknown')) return unknown;
  return known(given) ?? unknown;
}

type Known = (given: readonly Datum[]) => Datum | undefined;

/** Not strict: they look at NULL. */
const counting: Readonly<Record<string, Known>> = {
  num_nulls: (given) => count(given, true),
  num_nonnulls: (given) => count(given, false),
  concat: (given) => {
    const texts = given.map((datum) => (datum.kind === 'null' ? '' : textOf(datum)));
    return texts.includes(undefined) ? unknown : text(texts.join(''));
  },
};

function count(given: readonly Datum[], nulls: boolean): Datum {
  if (given.some(({ kind }) => kind === 'unknown')) return unknown;
  return number(given.filter(({ kind }) => (kind === 'null') === nulls).length);
}

const ofText =
  (compute: (value: string, ...more: readonly string[]) => Datum | undefined): Known =>
  (given) => {
    const texts = given.map(textOf);
    const [first, ...more] = texts;
    if (first === undefined || more.includes(undefined)) return undefined;
    return compute(first, ...(more as readonly string[]));
  };

const ofNumber =
  (compute: (value: number) => number): Known =>
  ([given]) =>
    given?.kind === 'number' ? number(compute(given.value)) : undefined;

const lengthOf = ofText((value) => number([...value].length));
const positionOf = ofText((value, part = '') =>
  number(value.includes(part) ? [...value.slice(0, value.indexOf(part))].length + 1 : 0),
);
const instant: Known = () => ({ kind: 'time', value: now });

/** Upper case of what is longer in upper case depends on the provider of the collation. */
const cased = (change: (value: string) => string) =>
  ofText((value) => {
    const changed = change(value);
    return /^[\0-\x7f]*$/.test(value) ? text(changed) : undefined;
  });

const trimmed =
  (start: boolean, end: boolean): Known =>
  (given) =>
    ofText((value, characters = ' ') => {
      let from = 0;
      let to = value.length;
      while (start && from < to && characters.includes(value[from] as string)) from += 1;
      while (end && to > from && characters.includes(value[to - 1] as string)) to -= 1;
      return text(value.slice(from, to));
    })(given);

const bound =
  (end: 'lower' | 'upper'): Known =>
  ([given]) => {
    if (given?.kind !== 'range') return undefined;
    const value = given.range[end];
    if (given.range.empty || !Number.isFinite(value)) return nothing;
    // Of what type it is, its callers do not ask: they compare it with another of the same.
    return { kind: 'number', value };
  };

const functions: Readonly<Record<string, Known>> = {
  lower: (given) =>
    given[0]?.kind === 'range' ? bound('lower')(given) : cased((v) => v.toLowerCase())(given),
  upper: (given) =>
    given[0]?.kind === 'range' ? bound('upper')(given) : cased((v) => v.toUpperCase())(given),
  isempty: ([given]) => (given?.kind === 'range' ? truth(given.range.empty) : undefined),
  lower_inf: ([given]) =>
    given?.kind === 'range' ? truth(given.range.lower === Number.NEGATIVE_INFINITY) : undefined,
  upper_inf: ([given]) =>
    given?.kind === 'range' ? truth(given.range.upper === Number.POSITIVE_INFINITY) : undefined,
  length: lengthOf,
  char_length: lengthOf,
  character_length: lengthOf,
  octet_length: ofText((value) => number(new TextEncoder().encode(value).length)),
  btrim: trimmed(true, true),
  ltrim: trimmed(true, false),
  rtrim: trimmed(false, true),
  strpos: positionOf,
  position: positionOf,
  starts_with: ofText((value, start = '') => truth(value.startsWith(start))),
  reverse: ofText((value) => text([...value].reverse().join(''))),
  abs: ofNumber(Math.abs),
  floor: ofNumber(Math.floor),
  ceil: ofNumber(Math.ceil),
  ceiling: ofNumber(Math.ceil),
  sign: ofNumber(Math.sign),
  mod: ([a, b]) =>
    a?.kind === 'number' && b?.kind === 'number'
      ? b.value === 0
        ? error
        : number(a.value % b.value)
      : undefined,
  cardinality: ([given]) => (given?.kind === 'array' ? number(given.items.length) : undefined),
  array_length: ([given, dimension]) => {
    if (given?.kind !== 'array' || dimension?.kind !== 'number') return undefined;
    return given.items.length === 0 || dimension.value !== 1 ? nothing : number(given.items.length);
  },
  array_ndims: ([given]) => {
    if (given?.kind !== 'array') return undefined;
    return given.items.length === 0 ? nothing : number(1);
  },
  jsonb_typeof: jsonType,
  json_typeof: jsonType,
  now: instant,
  clock_timestamp: instant,
  statement_timestamp: instant,
  transaction_timestamp: instant,
};

function jsonType([given]: readonly Datum[]): Datum | undefined {
  if (given?.kind !== 'opaque') return undefined;
  try {
    const value: unknown = JSON.parse(given.value);
    if (value === null) return text('null');
    return text(Array.isArray(value) ? 'array' : typeof value);
  } catch {
    return undefined;
  }
}

/** GREATEST and LEAST, which leave out NULL. */
export function extremum(given: readonly Datum[], greatest: boolean): Datum {
  const values = given.filter(({ kind }) => kind !== 'null');
  const bad = values.find(({ kind }) => kind === 'unknown' || kind === 'error');
  if (bad !== undefined) return bad;
  return values.reduce((best, next) => {
    if (best.kind === 'null') return next;
    const order = compareData(next, best);
    if (order === undefined) return unknown;
    return order > 0 === greatest ? next : best;
  }, nothing);
}
