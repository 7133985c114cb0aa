import type { ForeignKey, ForeignKeyAction } from '../../../model/schema-object.ts';
import { comment, deferral, unless, whenTrue } from '../common.ts';
import { nameText } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, mapping, names, text, type Value } from '../yaml/value.ts';

const writers: Writers<'foreign_key'> = {
  columns: ({ columns }) => [entry('columns', names(columns))],
  references: (key, scope) => [entry('references', referenceText(key, scope) ?? mapping(target(key, scope)))],
  onDelete: ({ onDelete }) => action('on_delete', onDelete),
  onUpdate: ({ onUpdate }) => action('on_update', onUpdate),
  match: ({ match }) => unless('match', match, 'simple'),
  deferral: (key) => deferral(key.deferral),
  notValid: ({ notValid }) => whenTrue('not_valid', notValid),
  comment,
};

/** A foreign key without its name. */
export function foreignKey(value: ForeignKey, scope: Scope): Value {
  return mapping(write(writers, value, scope));
}

/** `references` of the only column of a foreign key that has the name PostgreSQL gives. */
export function columnReference(value: ForeignKey, scope: Scope): Value {
  const [, short, ...others] = write(writers, value, scope);
  if (short !== undefined && others.length === 0) return short.value;
  return mapping([...target(value, scope, 'column'), ...others]);
}

function action(key: string, value: ForeignKeyAction): readonly Entry[] {
  if (value.kind === 'no action') return [];
  if (!('columns' in value) || value.columns.length === 0) return [entry(key, text(value.kind))];
  return [entry(key, mapping([entry(value.kind, names(value.columns))]))];
}

/** `users`, or `users(email)`; undefined where names have characters that this short form gives a meaning. */
function referenceText({ references }: ForeignKey, scope: Scope): Value | undefined {
  const table = tableText(references, scope);
  if (/^\s|[()]|\s$/.test(table)) return undefined;
  if (isPrimaryKey(references, scope)) return text(table);
  const isPlain = references.columns.every((name) => /^[\p{L}\p{N}_$]+$/u.test(name));
  return isPlain ? text(`${table}(${references.columns.join(', ')})`) : undefined;
}

function target({ references }: ForeignKey, scope: Scope, key = 'columns'): readonly Entry[] {
  const columns = isPrimaryKey(references, scope) ? [] : [entry(key, names(references.columns))];
  return [entry('table', text(tableText(references, scope))), ...columns];
}

function tableText({ schema, table: name }: ForeignKey['references'], scope: Scope): string {
  return nameText(scope.shortest('relations', { schema, name }));
}

/** A foreign key that names no columns leads to the primary key, in the order of its columns. */
function isPrimaryKey({ schema, table, columns }: ForeignKey['references'], scope: Scope): boolean {
  const key = scope.names.table(schema, table)?.primaryKey?.columns ?? [];
  return key.length === columns.length && key.every((name, position) => name === columns[position]);
}
