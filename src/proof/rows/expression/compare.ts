import { arrayItems } from '../type/array-text.ts';
import { instantOf, spanOf } from './calendar.ts';
import { type Datum, error, keyOf, nothing, number, text, unknown } from './datum.ts';

/** Below 0, 0 or above 0 as in PostgreSQL's order; undefined where that is not known. */
export function compareData(left: Datum, right: Datum): number | undefined {
  const [a, b] = alike(left, right);
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value);
  if (a.kind === 'time' && b.kind === 'time') return compareNumbers(a.value, b.value);
  if (a.kind === 'span' && b.kind === 'span') return compareNumbers(a.value, b.value);
  if (a.kind === 'label' && b.kind === 'label') return a.labels.indexOf(a.value) - a.labels.indexOf(b.value);
  if (a.kind === 'text' && b.kind === 'text') return compareTexts(a.value, b.value);
  return undefined;
}

export function equalData(left: Datum, right: Datum): boolean | undefined {
  const [a, b] = alike(left, right);
  const [x, y] = [keyOf(a), keyOf(b)];
  return x === undefined || y === undefined || a.kind !== b.kind ? undefined : x === y;
}

/** A string constant takes the type of the other side, as PostgreSQL resolves an operator. */
export function alike(left: Datum, right: Datum): readonly [Datum, Datum] {
  return [adapted(left, right), adapted(right, left)];
}

function adapted(datum: Datum, other: Datum): Datum {
  if (datum.kind !== 'literal') return datum;
  const { value } = datum;
  switch (other.kind) {
    case 'number':
      return Number.isNaN(Number(value)) ? error : number(Number(value));
    case 'boolean':
      return { kind: 'boolean', value: /^\s*(t|true|yes|y|on|1)\s*$/i.test(value) };
    case 'time':
      return timed(instantOf(value), 'time');
    case 'span':
      return timed(spanOf(value), 'span');
    case 'label':
      return other.labels.includes(value) ? { kind: 'label', value, labels: other.labels } : error;
    case 'opaque':
      return {
        kind: 'opaque',
        type: other.type,
        value: other.type === 'citext' ? value.toLowerCase() : value,
      };
    case 'array':
      return arrayLike(value, other.items[0]);
    case 'range':
      return unknown;
    default:
      return text(value);
  }
}

function timed(value: number | undefined, kind: 'time' | 'span'): Datum {
  return value === undefined ? error : { kind, value };
}

function arrayLike(value: string, sample: Datum | undefined): Datum {
  const items = arrayItems(value);
  if (items === undefined) return error;
  return {
    kind: 'array',
    items: items.map((item) =>
      item === null ? nothing : adapted({ kind: 'literal', value: item }, sample ?? text('')),
    ),
  };
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * Which of two texts comes first depends on the collation. All agree on an empty one, and on letters and digits of ASCII where
 * the order by code and the order of a dictionary are the same.
 */
function compareTexts(a: string, b: string): number | undefined {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  if (!/^[A-Za-z0-9]*$/.test(a + b)) return undefined;
  const byCode = a < b ? -1 : 1;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return undefined;
  return (x < y ? -1 : 1) === byCode ? byCode : undefined;
}
