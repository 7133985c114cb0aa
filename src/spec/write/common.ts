import type { Deferral, Parameter } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import { type Entry, entry, flag, mapping, names, sql, text, value } from './yaml/value.ts';

/** Entries that many kinds have; none where there is nothing to say. */

export function comment(of: { readonly comment?: string }): readonly Entry[] {
  return given('comment', of.comment);
}

export function given(key: string, content: string | undefined): readonly Entry[] {
  return content === undefined ? [] : [entry(key, text(content))];
}

/** @param standard the value that needs not be written */
export function unless(key: string, content: string, standard: string): readonly Entry[] {
  return content === standard ? [] : [entry(key, text(content))];
}

/** A number that is kept as text. */
export function number(key: string, content: string | undefined): readonly Entry[] {
  return content === undefined ? [] : [entry(key, value(content))];
}

export function whenTrue(key: string, is: boolean | undefined): readonly Entry[] {
  return is === true ? [entry(key, flag(true))] : [];
}

export function expression(key: string, content: Sql | undefined): readonly Entry[] {
  return content === undefined ? [] : [entry(key, sql(content))];
}

export function nameList(key: string, content: readonly string[]): readonly Entry[] {
  return content.length === 0 ? [] : [entry(key, names(content))];
}

export function parameters(key: string, content: readonly Parameter[]): readonly Entry[] {
  if (content.length === 0) return [];
  return [entry(key, mapping(content.map((parameter) => entry(parameter.name, value(parameter.value)))))];
}

/** As SQL says it. */
export function deferral(content: Deferral): readonly Entry[] {
  if (content === 'no') return [];
  const deferrable = entry('deferrable', flag(true));
  return content === 'immediate' ? [deferrable] : [deferrable, entry('initially', text('deferred'))];
}

/** A section of a table: all of its entries, or nothing. */
export function section(key: string, entries: readonly Entry[]): readonly Entry[] {
  return entries.length === 0 ? [] : [entry(key, mapping(entries, 'rows'))];
}
