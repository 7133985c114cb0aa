import { instantOf } from './calendar.ts';
import { type Datum, error, type Range } from './datum.ts';

type Bounds = 'integer' | 'number' | 'day' | 'time';

/** `[a,b)` with its ends as numbers; discrete ones in the form that PostgreSQL prints. */
export function readRange(bounds: Bounds): (value: string) => Datum {
  return (value) => {
    if (value.trim().toLowerCase() === 'empty') return { kind: 'range', range: emptyRange };
    const found = /^\s*([[(])\s*"?([^",]*)"?\s*,\s*"?([^",]*)"?\s*([\])])\s*$/.exec(value);
    if (found === null) return error;
    const [, open, from, to, close] = found as unknown as [string, string, string, string, string];
    const lower = from === '' ? Number.NEGATIVE_INFINITY : endOf(from, bounds);
    const upper = to === '' ? Number.POSITIVE_INFINITY : endOf(to, bounds);
    if (lower === undefined || upper === undefined || lower > upper) return error;
    const range = canonical(
      {
        empty: false,
        lower,
        upper,
        lowerInclusive: open === '[' && from !== '',
        upperInclusive: close === ']' && to !== '',
      },
      bounds,
    );
    const empty = range.lower === range.upper && !(range.lowerInclusive && range.upperInclusive);
    return { kind: 'range', range: empty ? emptyRange : range };
  };
}

export const emptyRange: Range = {
  empty: true,
  lower: 0,
  upper: 0,
  lowerInclusive: false,
  upperInclusive: false,
};

export function overlap(a: Range, b: Range): boolean {
  return !a.empty && !b.empty && startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

export function contains(outer: Range, inner: Range): boolean {
  if (inner.empty) return true;
  if (outer.empty) return false;
  const lower =
    outer.lower < inner.lower ||
    (outer.lower === inner.lower && (outer.lowerInclusive || !inner.lowerInclusive));
  const upper =
    outer.upper > inner.upper ||
    (outer.upper === inner.upper && (outer.upperInclusive || !inner.upperInclusive));
  return lower && upper;
}

function startsBeforeEnd(a: Range, b: Range): boolean {
  return a.lower < b.upper || (a.lower === b.upper && a.lowerInclusive && b.upperInclusive);
}

function endOf(written: string, bounds: Bounds): number | undefined {
  if (bounds === 'day' || bounds === 'time') return instantOf(written);
  const value = Number(written);
  return Number.isNaN(value) ? undefined : value;
}

const steps: Readonly<Record<Bounds, number | undefined>> = {
  integer: 1,
  day: 86_400_000_000,
  number: undefined,
  time: undefined,
};

function canonical(range: Range, bounds: Bounds): Range {
  const step = steps[bounds];
  if (step === undefined) return range;
  const lowerMoves = !range.lowerInclusive && Number.isFinite(range.lower);
  return {
    ...range,
    lower: lowerMoves ? range.lower + step : range.lower,
    lowerInclusive: Number.isFinite(range.lower),
    upper: range.upperInclusive ? range.upper + step : range.upper,
    upperInclusive: false,
  };
}
