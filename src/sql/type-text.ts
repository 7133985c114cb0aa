import type { DataType } from '../model/type.ts';
import { typeName } from './name.ts';
import { quoteName } from './quote.ts';

/** The usual spelling of types that format_type() spells out. */
const shortSpellings: ReadonlyMap<string, string> = new Map([
  ['bit varying', 'varbit'],
  ['character varying', 'varchar'],
  ['character', 'char'],
  ['time without time zone', 'time'],
  ['time with time zone', 'timetz'],
  ['timestamp without time zone', 'timestamp'],
  ['timestamp with time zone', 'timestamptz'],
]);

/** `varchar(255)`, `text[]`, `interval day to second(3)`. */
export function typeText(type: DataType): string {
  const modified = isInterval(type)
    ? interval(type.modifiers)
    : `${baseName(type)}${parenthesized(type.modifiers)}`;
  return type.array ? `${modified}[]` : modified;
}

/** As a routine's signature has it: PostgreSQL ignores the modifiers of arguments. */
export function argumentTypeText(type: DataType): string {
  return typeText({ ...type, modifiers: [] });
}

function baseName({ schema, name }: DataType): string {
  if (schema !== undefined) return typeName({ schema, name });
  return shortSpellings.get(name) ?? (isSpelling(name) ? name : quoteName(name));
}

/** What format_type() prints for built-in types: words, or a quoted name such as `"char"`. */
function isSpelling(name: string): boolean {
  return /^[a-z_][a-z0-9_]*( [a-z]+)*$|^"[a-z]+"$/.test(name);
}

function isInterval(type: DataType): boolean {
  return type.schema === undefined && type.name === 'interval';
}

/** Fields such as `day to second` are words of the type's name; what is in parentheses is the precision. */
function interval(modifiers: readonly string[]): string {
  const fields = modifiers.filter((modifier) => /^[a-z]/i.test(modifier));
  const precision = modifiers.filter((modifier) => /^[0-9]/.test(modifier));
  return `${['interval', ...fields].join(' ')}${parenthesized(precision)}`;
}

function parenthesized(modifiers: readonly string[]): string {
  return modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
}
