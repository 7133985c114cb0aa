import type { PrimaryKey } from '../../../model/schema-object.ts';
import { comment, deferral, given, nameList } from '../common.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { entry, mapping, names, type Value } from '../yaml/value.ts';

const writers: Writers<'primary_key'> = {
  columns: ({ columns }) => [entry('columns', names(columns))],
  include: ({ include }) => nameList('include', include),
  deferral: (key) => deferral(key.deferral),
  comment,
};

/** @param isUnnamed it has the name that PostgreSQL gives */
export function primaryKey(value: PrimaryKey, isUnnamed: boolean, scope: Scope): Value {
  const [columns, ...others] = write(writers, value, scope);
  const name = given('name', isUnnamed ? undefined : value.name);
  const entries = [...(columns ? [columns] : []), ...name, ...others];
  return entries.length === 1 ? names(value.columns) : mapping(entries);
}
