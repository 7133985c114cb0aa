import { type Datum, error, unknown } from '../expression/datum.ts';
import { readDatum } from '../expression/read-datum.ts';
import { convertText } from './convert.ts';
import type { ResolvedType } from './resolve.ts';

/** The value of an expression in a column of a type; an error where the server would say that it does not fit. */
export function assigned(value: Datum, type: ResolvedType): Datum {
  const from = typeOf(value);
  return from === undefined ? value : converted(value, from, type);
}

/** A computed value after ALTER COLUMN … TYPE, as far as it is known. */
export function converted(value: Datum, old: ResolvedType, next: ResolvedType): Datum {
  if (value.kind === 'null' || value.kind === 'error') return value;
  const printed = textOf(value);
  if (printed === undefined || old.array || next.array) return unknown;
  const text = convertText(old, next, printed);
  return text === 'refused' ? error : readDatum(next, text);
}

function textOf(value: Datum): string | undefined {
  switch (value.kind) {
    case 'text':
    case 'literal':
    case 'label':
      return value.value;
    case 'number':
    case 'boolean':
      return String(value.value);
    default:
      return undefined;
  }
}

/** What an expression gives; undefined where its type is its value's own matter. */
function typeOf(value: Datum): ResolvedType | undefined {
  switch (value.kind) {
    case 'text':
    case 'literal':
      return plain('text');
    case 'number':
      return plain('numeric');
    case 'boolean':
      return plain('boolean');
    default:
      return undefined;
  }
}

function plain(name: string): ResolvedType {
  return { base: { name, modifiers: [], array: false }, array: false, domains: [], elementDomains: [] };
}
