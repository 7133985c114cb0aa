import type { Extension } from '../../../model/schema-object.ts';
import { comment, given } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, nothing } from '../yaml/value.ts';

const writers: Writers<'extension'> = {
  schema: ({ schema }) => given('schema', schema),
  version: ({ version }) => given('version', version),
  comment,
};

export function extension(value: Extension, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  return entry(value.name, entries.length === 0 ? nothing : mapping(entries));
}
