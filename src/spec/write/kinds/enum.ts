import type { Enum } from '../../../model/schema-object.ts';
import { comment } from '../common.ts';
import { objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, list, mapping, text } from '../yaml/value.ts';

const writers: Writers<'enum'> = {
  values: ({ values }) => [entry('values', list(values.map(({ value }) => text(value))))],
  comment,
};

/** Its values alone where there is nothing else. */
export function enumType(value: Enum, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  const [values, ...others] = entries;
  const isShort = values !== undefined && others.length === 0;
  return entry(objectKey(value), isShort ? values.value : mapping(entries));
}
