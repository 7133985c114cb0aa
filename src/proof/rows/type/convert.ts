import type { Enum } from '../../../model/schema-object.ts';
import type { Value } from '../rows.ts';
import { arrayItems, arrayText } from './array-text.ts';
import { fits } from './fits.ts';
import { familyName, type ResolvedType } from './resolve.ts';

/**
 * The text of a value after ALTER COLUMN … TYPE, where this program knows it; `refused` where the server would say that the value does
 * not fit. What is rounded is only as good as a check of it needs.
 */
export function convertText(old: ResolvedType, next: ResolvedType, value: string): Value | 'refused' {
  const renamed = renamedLabels(old, next);
  const [from, to] = [familyName(old), familyName(next)];
  const printed = from === 'boolean' && !old.array ? printedBoolean(value) : value;
  const text = renamed.size === 0 ? printed : translateLabels(printed, renamed, old.array);
  if (!old.array && !next.array) {
    if (numbers.has(from) && numbers.has(to)) {
      const rounded = roundedNumber(text, next);
      return fits(next, rounded) ? rounded : 'refused';
    }
    // What is dropped of a time is declared as a loss, and no time of one type is out of the range of another.
    if (times.has(from) && times.has(to)) return text;
    if (from === 'bytea' && to === 'text') return text;
  }
  return fits(next, text) ? text : 'refused';
}

/** The server prints it as one of two words, however it was written. */
function printedBoolean(value: string): string {
  return String(/^\s*(t|true|yes|y|on|1)\s*$/i.test(value));
}

const numbers: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
]);
const times: ReadonlySet<string> = new Set([
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
  'time without time zone',
  'time with time zone',
]);

function roundedNumber(text: string, next: ResolvedType): string {
  const [precision, scale = 0] = next.base.modifiers.map(Number);
  const family = familyName(next);
  if (!/\./.test(text)) return text;
  if (family === 'numeric' && precision !== undefined) return Number(text).toFixed(scale);
  return family === 'numeric' || !wholeNumbers.has(family) ? text : String(Math.round(Number(text)));
}

const wholeNumbers: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/** What the values of an enum are called next, by what they are called; the hint acts both ways. */
export function renamedLabels(old: ResolvedType, next: ResolvedType): ReadonlyMap<string, string> {
  if (old.enum === undefined || next.enum === undefined) return none;
  const forward = renamedIn(next.enum, old.enum);
  const backward = renamedIn(old.enum, next.enum).map(([from, to]) => [to, from] as const);
  return new Map([...forward, ...backward]);
}

const none: ReadonlyMap<string, string> = new Map();

/** Old and new name of the values of an enum that another one has under their old names. */
function renamedIn(enumeration: Enum, other: Enum): readonly (readonly [string, string])[] {
  const [has, had] = [enumeration, other].map(({ values }) => new Set(values.map(({ value }) => value))) as [
    Set<string>,
    Set<string>,
  ];
  return enumeration.values.flatMap(({ value, hints }) => {
    const old = hints.renamedFrom;
    const renamed = old !== undefined && had.has(old) && !had.has(value) && !has.has(old);
    return renamed ? [[old, value] as const] : [];
  });
}

/** @param array whether the text is an array of such values */
export function translateLabels(text: string, renamed: ReadonlyMap<string, string>, array: boolean): string {
  if (!array) return renamed.get(text) ?? text;
  const items = arrayItems(text);
  if (items === undefined) return text;
  return arrayText(items.map((item) => (item === null ? null : (renamed.get(item) ?? item))));
}
