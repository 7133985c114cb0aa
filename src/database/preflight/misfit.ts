import type { DataType } from '../../model/type.ts';
import { isText, sameFamily } from '../../plan/recipes/casts.ts';
import { isCatalogOnly } from '../../plan/recipes/column-type.ts';
import { quoteText } from '../../sql/quote.ts';
import { typeText } from '../../sql/type-text.ts';

/**
 * Which values another type does not take.
 * - `all`: it takes every value.
 * - `these`: those of which the condition is true; `cut` where they are of the type but too long or too large for it.
 * - `ask`: only converting them tells, and then not which.
 */
export type Misfit =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'these';
      readonly condition: string;
      readonly cut: boolean;
      /** The server cuts them without a word. */
      readonly silently?: true;
    }
  | { readonly kind: 'ask' };

/**
 * @param value SQL of the value that is converted
 * @param old what its type is made of; undefined where it is that of an expression
 * @param next what the next type is made of, built in
 * @param explicit whether by a cast, which cuts texts and bits, or by assignment, which refuses them
 * @param major of the server
 */
export function misfit(
  value: string,
  old: DataType | undefined,
  next: DataType,
  explicit: boolean,
  major: number,
): Misfit {
  if (old?.array === true && next.array) return ofElements(value, old, next, explicit, major);
  if (next.array) return old !== undefined && isText(old) ? ofText(value, next, major) : { kind: 'ask' };
  if (old !== undefined && isCatalogOnly(old, next)) return { kind: 'all' };
  const limit = isBits(next) && old !== undefined && !isBits(old) ? undefined : tooLong(value, next);
  if (limit !== undefined)
    return { kind: 'these', condition: limit, cut: true, ...(explicit ? { silently: true } : {}) };
  if (isText(next)) return { kind: 'all' };
  const range = outOfRange(value, old, next);
  if (range !== undefined) return { kind: 'these', condition: range, cut: true };
  if (old === undefined) return { kind: 'ask' };
  if (isText(old)) return ofText(value, next, major);
  if (widens(old, next)) return { kind: 'all' };
  return major >= 16 && byItsText(old, next) ? ofText(value, next, major) : { kind: 'ask' };
}

function ofElements(value: string, old: DataType, next: DataType, explicit: boolean, major: number): Misfit {
  const inner = misfit('element', { ...old, array: false }, { ...next, array: false }, explicit, major);
  if (inner.kind !== 'these') return inner;
  return {
    ...inner,
    condition: `EXISTS (SELECT FROM unnest(${value}) AS element WHERE ${inner.condition})`,
  };
}

/** What a type's input function says; a cast does not look at the length of texts. */
function ofText(value: string, next: DataType, major: number): Misfit {
  if (major < 16) return { kind: 'ask' };
  return {
    kind: 'these',
    condition: `NOT pg_input_is_valid((${value})::text, ${quoteText(isBits(next) ? 'bit varying' : typeText(next))})`,
    cut: false,
  };
}

function isBits({ schema, name }: DataType): boolean {
  return schema === undefined && (name === 'bit' || name === 'bit varying');
}

/** Characters and bits beyond the length; blanks at the end of a text are cut without a word by any cast (documentation, 8.3). */
function tooLong(value: string, { schema, name, modifiers }: DataType): string | undefined {
  if (schema !== undefined) return undefined;
  const [length = '1'] = modifiers;
  switch (name) {
    case 'character varying':
      return modifiers.length === 0 ? undefined : `char_length(rtrim((${value})::text, ' ')) > ${length}`;
    case 'character':
      return `char_length(rtrim((${value})::text, ' ')) > ${length}`;
    case 'bit':
      return `length(${value}) <> ${length}`;
    case 'bit varying':
      return modifiers.length === 0 ? undefined : `length(${value}) > ${length}`;
    default:
      return undefined;
  }
}

/** The range of each whole type, from the lower bound to the upper one. */
const ranges: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};

/** Of numbers only; undefined where every number fits, or where the type is not one. */
function outOfRange(value: string, old: DataType | undefined, next: DataType): string | undefined {
  if (next.schema !== undefined || (old !== undefined && !isNumber(old))) return undefined;
  const range = ranges[next.name];
  if (range !== undefined) {
    if (old !== undefined && widens(old, next)) return undefined;
    const [low, high] = range;
    // The casts of floating-point numbers round half to even, and the upper bound of bigint is none of theirs (float8.c).
    if (old !== undefined && floating.has(old.name)) {
      const rounded = `round((${value})::double precision)`;
      return `NOT (${rounded} >= ${low}::double precision AND ${rounded} < -(${low}::double precision))`;
    }
    return `round((${value})::numeric) NOT BETWEEN ${low} AND ${high}`;
  }
  if (next.name !== 'numeric' || next.modifiers.length === 0) return undefined;
  const [precision = 0, scale = 0] = next.modifiers.map(Number);
  const number = `(${value})::numeric`;
  return `CASE WHEN ${number} = 'NaN' THEN false ELSE abs(round(${number}, ${scale})) >= 10::numeric ^ (${precision - scale}) END`;
}

const floating: ReadonlySet<string> = new Set(['real', 'double precision']);
const number: DataType = { name: 'numeric', modifiers: [], array: false };

function isNumber(type: DataType): boolean {
  return sameFamily(type, number);
}

/** Whether every value of a type is one of another. */
function widens(old: DataType, next: DataType): boolean {
  if (old.schema !== undefined || next.schema !== undefined || next.modifiers.length > 0) return false;
  return old.name === next.name || (wider[old.name]?.includes(next.name) ?? false);
}

const wider: Readonly<Record<string, readonly string[]>> = {
  boolean: ['integer'],
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision'],
  integer: ['bigint', 'numeric', 'real', 'double precision', 'boolean'],
  bigint: ['numeric', 'real', 'double precision'],
  numeric: [],
  real: ['double precision', 'numeric'],
  'double precision': ['numeric'],
  cidr: ['inet'],
  'timestamp with time zone': ['date', 'timestamp without time zone', 'time without time zone'],
  'timestamp without time zone': ['date', 'time without time zone'],
  'time with time zone': ['time without time zone'],
  jsonb: ['json'],
};

/** Types whose cast does to a value what reading its text does. */
function byItsText(old: DataType, next: DataType): boolean {
  if (old.name === 'json' && next.name === 'jsonb') return true;
  return isNumber(old) && next.name === 'real';
}
