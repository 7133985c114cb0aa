import type { Schema } from '../../../model/schema-object.ts';
import { comment } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, nothing } from '../yaml/value.ts';

const writers: Writers<'schema'> = { comment };

export function schema(value: Schema, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  return entry(value.name, entries.length === 0 ? nothing : mapping(entries));
}
