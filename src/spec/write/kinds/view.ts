import type { View } from '../../../model/schema-object.ts';
import { comment, given, section, whenTrue } from '../common.ts';
import { objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, list, mapping, sql, text } from '../yaml/value.ts';
import { trigger } from './trigger.ts';

const writers: Writers<'view'> = {
  comment,
  query: ({ query }) => [entry('query', sql(query))],
  columns: viewColumns,
  securityBarrier: ({ securityBarrier }) => whenTrue('security_barrier', securityBarrier),
  securityInvoker: ({ securityInvoker }) => whenTrue('security_invoker', securityInvoker),
  checkOption: ({ checkOption }) => given('check_option', checkOption),
  columnComments,
  triggers: ({ triggers }, scope) =>
    section(
      'triggers',
      triggers.map((value) => trigger(value, scope)),
    ),
};

/** Its query alone where there is nothing else. */
export function view(value: View, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  return entry(objectKey(value), entries.length === 1 ? sql(value.query) : mapping(entries, 'rows'));
}

/** A list also where there is one. */
export function viewColumns({ columns }: Pick<View, 'columns'>): readonly Entry[] {
  return columns.length === 0 ? [] : [entry('columns', list(columns.map(text)))];
}

export function columnComments({ columnComments: comments }: Pick<View, 'columnComments'>): readonly Entry[] {
  if (comments.length === 0) return [];
  const entries = comments.map(({ column, comment: content }) => entry(column, text(content)));
  return [entry('column_comments', mapping(entries))];
}
