import { alike, compareData, equalData } from './compare.ts';
import { type Datum, error, nothing, number, text, truth, unknown } from './datum.ts';
import { matchesLike, matchesRegex } from './matching.ts';
import { contains, overlap } from './range.ts';

/** What a binary operator makes of two values; one that is not known here is `unknown`. */
export function applyOperator(name: string, left: Datum, right: Datum): Datum {
  if (left.kind === 'error' || right.kind === 'error') return error;
  // Of the operators here all are strict.
  if (left.kind === 'null' || right.kind === 'null') return nothing;
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknown;
  return operators[name]?.(...alike(left, right)) ?? unknown;
}

type Operator = (left: Datum, right: Datum) => Datum | undefined;

const ordered =
  (holds: (order: number) => boolean): Operator =>
  (left, right) => {
    const order = compareData(left, right);
    return order === undefined ? undefined : truth(holds(order));
  };

const arithmetic =
  (compute: (a: number, b: number) => number): Operator =>
  (left, right) =>
    left.kind === 'number' && right.kind === 'number' ? number(compute(left.value, right.value)) : undefined;

const matching =
  (matches: (value: string, pattern: string) => boolean | undefined): Operator =>
  (left, right) => {
    const [value, pattern] = [textOf(left), textOf(right)];
    return value === undefined || pattern === undefined ? undefined : truth(matches(value, pattern));
  };

const negated =
  (matches: (value: string, pattern: string) => boolean | undefined) => (value: string, pattern: string) => {
    const found = matches(value, pattern);
    return found === undefined ? undefined : !found;
  };

const like = (value: string, pattern: string) => matchesLike(value, pattern, false);
const likeAnyCase = (value: string, pattern: string) => matchesLike(value, pattern, true);
const regex = (value: string, pattern: string) => matchesRegex(value, pattern, false);
const regexAnyCase = (value: string, pattern: string) => matchesRegex(value, pattern, true);

const operators: Readonly<Record<string, Operator>> = {
  '=': (left, right) => truth(equalData(left, right)),
  '<>': (left, right) => {
    const equal = equalData(left, right);
    return equal === undefined ? undefined : truth(!equal);
  },
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '+': (left, right) => {
    if (left.kind === 'time' && right.kind === 'span')
      return { kind: 'time', value: left.value + right.value };
    if (left.kind === 'span' && right.kind === 'time')
      return { kind: 'time', value: left.value + right.value };
    if (left.kind === 'time' && right.kind === 'number')
      return { kind: 'time', value: left.value + right.value * 86_400_000_000 };
    return arithmetic((a, b) => a + b)(left, right);
  },
  '-': (left, right) => {
    if (left.kind === 'time' && right.kind === 'span')
      return { kind: 'time', value: left.value - right.value };
    if (left.kind === 'time' && right.kind === 'number')
      return { kind: 'time', value: left.value - right.value * 86_400_000_000 };
    return arithmetic((a, b) => a - b)(left, right);
  },
  '*': arithmetic((a, b) => a * b),
  // Of integers it is cut, of others it is not: only known where both say the same.
  '/': (left, right) => {
    if (left.kind !== 'number' || right.kind !== 'number') return undefined;
    if (right.value === 0) return error;
    return Number.isInteger(left.value / right.value) ? number(left.value / right.value) : undefined;
  },
  '%': (left, right) => {
    if (left.kind !== 'number' || right.kind !== 'number') return undefined;
    return right.value === 0 ? error : number(left.value % right.value);
  },
  '||': (left, right) => {
    const [a, b] = [textOf(left), textOf(right)];
    if (a !== undefined && b !== undefined) return text(a + b);
    return left.kind === 'array' && right.kind === 'array'
      ? { kind: 'array', items: [...left.items, ...right.items] }
      : undefined;
  },
  '~~': matching(like),
  '!~~': matching(negated(like)),
  '~~*': matching(likeAnyCase),
  '!~~*': matching(negated(likeAnyCase)),
  '~': matching(regex),
  '!~': matching(negated(regex)),
  '~*': matching(regexAnyCase),
  '!~*': matching(negated(regexAnyCase)),
  '^@': matching((value, start) => value.startsWith(start)),
  '&&': (left, right) => {
    if (left.kind === 'range' && right.kind === 'range') return truth(overlap(left.range, right.range));
    return left.kind === 'array' && right.kind === 'array'
      ? some(left.items.map((item) => isAmong(item, right.items)))
      : undefined;
  },
  '@>': includes,
  '<@': (left, right) => includes(right, left),
};

function includes(outer: Datum, inner: Datum): Datum | undefined {
  if (outer.kind === 'range' && inner.kind === 'range') return truth(contains(outer.range, inner.range));
  if (outer.kind !== 'array' || inner.kind !== 'array') return undefined;
  const found = inner.items.map((item) => isAmong(item, outer.items));
  if (found.includes(false)) return truth(false);
  return truth(found.includes(undefined) ? undefined : true);
}

function some(found: readonly (boolean | undefined)[]): Datum {
  if (found.includes(true)) return truth(true);
  return truth(found.includes(undefined) ? undefined : false);
}

/** NULL is among nothing, as the operators of arrays have it. */
function isAmong(item: Datum, items: readonly Datum[]): boolean | undefined {
  if (item.kind === 'null') return false;
  const found = items.map((other) => (other.kind === 'null' ? false : equalData(item, other)));
  return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
}

export function textOf(datum: Datum): string | undefined {
  switch (datum.kind) {
    case 'text':
    case 'literal':
      return datum.value;
    default:
      return undefined;
  }
}
