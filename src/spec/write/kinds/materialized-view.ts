import type { MaterializedView } from '../../../model/schema-object.ts';
import { comment, parameters, section } from '../common.ts';
import { objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, flag, mapping, sql } from '../yaml/value.ts';
import { index } from './index-entry.ts';
import { columnComments, viewColumns } from './view.ts';

const writers: Writers<'materialized_view'> = {
  comment,
  query: ({ query }) => [entry('query', sql(query))],
  columns: viewColumns,
  storageParameters: ({ storageParameters }) => parameters('with', storageParameters),
  withData: ({ withData }) => (withData ? [] : [entry('with_data', flag(false))]),
  columnComments,
  indexes: ({ indexes }, scope) =>
    section(
      'indexes',
      indexes.map((value) => index(value, scope)),
    ),
};

/** Its query alone where there is nothing else. */
export function materializedView(value: MaterializedView, scope: Scope): Entry {
  const entries = write(writers, value, scope);
  return entry(objectKey(value), entries.length === 1 ? sql(value.query) : mapping(entries, 'rows'));
}
