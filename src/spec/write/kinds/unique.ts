import type { Unique } from '../../../model/schema-object.ts';
import { comment, deferral, nameList, whenTrue } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { entry, mapping, names, type Value } from '../yaml/value.ts';

const writers: Writers<'unique'> = {
  columns: ({ columns }) => [entry('columns', names(columns))],
  include: ({ include }) => nameList('include', include),
  nullsNotDistinct: ({ nullsNotDistinct }) => whenTrue('nulls_not_distinct', nullsNotDistinct),
  deferral: (key) => deferral(key.deferral),
  comment,
};

/** A unique constraint without its name, the columns alone where there is nothing else. */
export function unique(value: Unique, scope: Scope): Value {
  const entries = write(writers, value, scope);
  return entries.length === 1 ? names(value.columns) : mapping(entries);
}
