import type { Sequence } from '../../../model/schema-object.ts';
import { comment, unless } from '../common.ts';
import { dottedText, objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, nothing, text } from '../yaml/value.ts';
import { sequenceOptions } from './sequence-options.ts';

const writers: Writers<'sequence'> = {
  type: ({ type }) => unless('type', type, 'bigint'),
  options: ({ options }) => sequenceOptions(options),
  ownedBy: ({ schema, ownedBy: owner }) => {
    if (owner === undefined) return [];
    const column = [owner.table, owner.column];
    return [
      entry('owned_by', text(dottedText(owner.schema === schema ? column : [owner.schema, ...column]))),
    ];
  },
  comment,
};

export function sequence(value: Sequence, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  return entry(objectKey(value), entries.length === 0 ? nothing : mapping(entries));
}
