import type { Table } from '../../../model/schema-object.ts';
import { comment, parameters, section, whenTrue } from '../common.ts';
import { objectKey } from '../name-text.ts';
import type { Scope } from '../names.ts';
import { type Writers, write } from '../writers.ts';
import { type Entry, entry, list, mapping, type Value } from '../yaml/value.ts';
import { check } from './check.ts';
import { column } from './column.ts';
import { type ConstraintPlaces, constraintPlaces, isUnnamed } from './constraint-places.ts';
import { exclusion } from './exclusion.ts';
import { foreignKey } from './foreign-key.ts';
import { index } from './index-entry.ts';
import { primaryKey } from './primary-key.ts';
import { trigger } from './trigger.ts';
import { unique } from './unique.ts';

/** @param places which constraints stand with their columns */
const writersFor = (places: ConstraintPlaces): Writers<'table'> => ({
  comment,
  unlogged: ({ unlogged }) => whenTrue('unlogged', unlogged),
  storageParameters: ({ storageParameters }) => parameters('with', storageParameters),
  columns: (of, scope) => {
    const inKey = new Set(of.primaryKey?.columns);
    const columns = of.columns.map((value) => {
      const constraints = places.inColumns.get(value.name) ?? [];
      return column(value, { constraints, isInKey: inKey.has(value.name) }, scope);
    });
    return section('columns', columns);
  },
  primaryKey: (of, scope) => {
    const { primaryKey: key } = places;
    return key === undefined
      ? []
      : [entry('primary_key', primaryKey(key, isUnnamed.primary_key(of, key), scope))];
  },
  uniques: (of, scope) =>
    constraints('unique', places.uniques, {
      isUnnamed: (value) => isUnnamed.unique(of, value),
      write: (value) => unique(value, scope),
    }),
  checks: (of, scope) =>
    constraints('checks', places.checks, {
      isUnnamed: (value) => isUnnamed.check(of, value),
      write: (value) => check(value, scope),
    }),
  foreignKeys: (of, scope) =>
    constraints('foreign_keys', places.foreignKeys, {
      isUnnamed: (value) => isUnnamed.foreign_key(of, value),
      write: (value) => foreignKey(value, scope),
    }),
  exclusions: ({ exclusions }, scope) =>
    section(
      'exclusions',
      exclusions.map((value) => exclusion(value, scope)),
    ),
  indexes: ({ indexes }, scope) =>
    section(
      'indexes',
      indexes.map((value) => index(value, scope)),
    ),
  triggers: ({ triggers }, scope) =>
    section(
      'triggers',
      triggers.map((value) => trigger(value, scope)),
    ),
});

export function table(value: Table, scope: Scope): Entry {
  const writers = writersFor(constraintPlaces(value, scope));
  return entry(objectKey(value), mapping(write(writers, value, scope), 'rows'));
}

type Form<T> = {
  /** It has the name that PostgreSQL gives. */
  readonly isUnnamed: (constraint: T) => boolean;
  readonly write: (constraint: T) => Value;
};

/** Constraints by name; where PostgreSQL would give every one its name, a list. */
function constraints<T extends { readonly name: string }>(
  key: string,
  all: readonly T[],
  { isUnnamed: has, write: form }: Form<T>,
): readonly Entry[] {
  if (all.length > 0 && all.every(has)) return [entry(key, list(all.map(form), 'rows'))];
  return section(
    key,
    all.map((constraint) => entry(constraint.name, form(constraint))),
  );
}
