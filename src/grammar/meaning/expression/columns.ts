import { type Fields, isFields, listOf, nodeOf, stringOf, stringsOf } from '../../tree.ts';
import { type Scope, starName } from '../scope.ts';

/** The names of a ColumnRef. */
export function columnParts(fields: Fields): readonly string[] {
  return listOf(fields['fields']).map((part) => stringOf(part) ?? starName);
}

/** contain_vars_of_level(): whether the value of an expression depends on the row. */
export function mentionsColumns(value: unknown, scope: Scope): boolean {
  if (Array.isArray(value)) return value.some((item) => mentionsColumns(item, scope));
  if (!isFields(value)) return false;
  const { kind, fields } = nodeOf(value);
  if (kind === 'ColumnRef') return scope.isColumn(stringsOf(fields['fields']));
  return Object.values(fields).some((item) => mentionsColumns(item, scope));
}
