import type { DataType } from '../../model/type.ts';

/**
 * Whether the assignment cast from one type to the other makes different values out of some instead of refusing them: it rounds, or
 * drops the time of day. What PostgreSQL refuses (a number out of range, a text that is too long) is no loss: the plan fails.
 */
export function roundsValues(old: DataType, next: DataType): boolean {
  if (old.schema !== undefined || next.schema !== undefined || old.array !== next.array) return false;
  if (old.name === next.name) return digits(next) < digits(old);
  if (old.name.startsWith('timestamp') && (next.name === 'date' || next.name.startsWith('time ')))
    return true;
  if (old.name === 'time with time zone') return next.name === 'time without time zone';
  if (times.has(old.name) && times.has(next.name)) return precision(next) < precision(old);
  return roundings[old.name]?.(next) ?? false;
}

/** By the type that the values had, whether a type of another name rounds them. */
const roundings: Readonly<Record<string, (next: DataType) => boolean>> = {
  // The casts to numeric keep 6 digits of a real and 15 of a double; a long integer has more digits than either.
  numeric: (next) => whole.has(next.name) || floating.has(next.name) || next.name === 'money',
  'double precision': (next) => exact.has(next.name) || next.name === 'real',
  real: (next) => exact.has(next.name),
  bigint: (next) => floating.has(next.name) || next.name === 'bit',
  // Whatever is not 0 becomes true, and the bits that do not fit go.
  integer: (next) => next.name === 'real' || next.name === 'boolean' || next.name === 'bit',
  money: (next) => next.name === 'numeric' && finest.numeric(next) < 2,
  jsonb: (next) =>
    whole.has(next.name) || floating.has(next.name) || (next.name === 'numeric' && next.modifiers.length > 0),
  interval: (next) => next.name === 'time without time zone',
  'time without time zone': (next) => next.name === 'interval' && next.modifiers.length > 0,
};

const whole: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);
const exact: ReadonlySet<string> = new Set([...whole, 'numeric']);
const floating: ReadonlySet<string> = new Set(['real', 'double precision']);
const times: ReadonlySet<string> = new Set(['timestamp without time zone', 'timestamp with time zone']);

/** How many digits behind the point a type keeps. */
const finest = {
  numeric: ({ modifiers }) => (modifiers.length === 0 ? Number.POSITIVE_INFINITY : Number(modifiers[1] ?? 0)),
  'timestamp without time zone': precision,
  'timestamp with time zone': precision,
  'time without time zone': precision,
  'time with time zone': precision,
} satisfies Readonly<Record<string, (type: DataType) => number>>;

function digits(type: DataType): number {
  return type.name in finest ? finest[type.name as keyof typeof finest](type) : 0;
}

/** Microseconds where nothing is said. */
function precision({ modifiers }: DataType): number {
  return modifiers.length === 0 ? 6 : Number(modifiers[0]);
}
