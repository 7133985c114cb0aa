import type { Add } from '../../diff/change.ts';
import { equal } from '../../diff/equal.ts';
import { type Element, partElement, partId, partsOf } from '../../model/element.ts';
import type { Table } from '../../model/schema-object.ts';
import type { Constraint, NewConstraint } from '../../sql/statement.ts';
import { mustBeNamed } from '../constraint-names.ts';
import { type Context, needsOf } from '../context.ts';
import { type Draft, draft, type Resource, relationName } from '../draft.ts';
import { alterTable, commentOn } from './common.ts';
import { innerNames } from './inner-names.ts';
import { existingTarget } from './joined-tables.ts';
import { relationNames } from './objects.ts';
import { newTrigger } from './trigger.ts';
import { withoutOwn } from './without-own.ts';

/** CREATE TABLE with all that it can hold; its indexes, triggers and comments, and what would close a cycle, behind it. */
export function addTable(change: Add<'table'>, context: Context): readonly Draft[] {
  const { value, id } = change.next;
  const inside = constraintsOf(value).filter((constraint) => !isLate(constraint, value, context));
  const values = new Set<unknown>([...value.columns, ...inside.map((constraint) => constraint.value)]);
  const parts = partsOf(value).filter((part) => values.has(part.value));
  const create = draft({
    statement: {
      kind: 'create_table',
      table: {
        schema: value.schema,
        name: value.name,
        unlogged: value.unlogged,
        columns: value.columns,
        storageParameters: value.storageParameters,
        constraints: inside.map(
          (constraint): NewConstraint => ({
            constraint,
            named: mustBeNamed(value, constraint, context.constraintNames),
          }),
        ),
      },
    },
    cause: change,
    rank: 'table',
    group: id,
    needs: withoutOwn(
      id,
      [...needsOf(change.next, context), ...parts.flatMap((part) => needsOf(part, context))],
      parts,
    ),
    provides: [id, ...parts.map((part) => part.id), ...relationNames(change.next), ...builtInside(value)],
    // A foreign key locks the table that it refers to against writers until the transaction ends.
    locks: inside.flatMap((constraint) =>
      constraint.kind === 'foreign_key' ? existingTarget(constraint.value, context) : [],
    ),
  });
  return [
    create,
    ...value.indexes.map((index) => newIndex(change, value, partElement('index', value, index), context)),
    ...constraintsOf(value)
      .filter((constraint) => isLate(constraint, value, context))
      .map((constraint) => lateConstraint(change, value, constraint, context)),
    ...value.triggers.flatMap((trigger) =>
      newTrigger(change, partElement('trigger', value, trigger), context),
    ),
    ...commentOn(change.next, change),
    ...partsOf(value).flatMap((part) => commentOn(part, change)),
  ];
}

/** Names of the indexes and sequences that CREATE TABLE makes. */
function builtInside(value: Table): readonly Resource[] {
  return innerNames({ ...value, indexes: [] }).map((name) => relationName(value.schema, name));
}

/** CREATE INDEX on a table that the plan makes: nobody else can be waiting for it. */
function newIndex(change: Add<'table'>, value: Table, index: Element<'index'>, context: Context): Draft {
  return draft({
    statement: {
      kind: 'create_index',
      table: { schema: value.schema, name: value.name },
      index: index.value,
      concurrently: false,
    },
    cause: change,
    rank: 'table',
    group: change.next.id,
    needs: needsOf(index, context),
    provides: [index.id, relationName(value.schema, index.value.name)],
  });
}

/** What CREATE TABLE cannot hold: a key that closes a cycle, a constraint that is to stay NOT VALID. */
function lateConstraint(change: Add<'table'>, value: Table, constraint: Constraint, context: Context): Draft {
  const part = partsOf(value).find((candidate) => candidate.value === constraint.value);
  return draft({
    statement: alterTable(value, {
      kind: 'add_constraint',
      constraint,
      notValid: 'notValid' in constraint.value && constraint.value.notValid,
    }),
    cause: change,
    rank: 'table',
    group: change.next.id,
    needs: part === undefined ? [] : needsOf(part, context),
    provides: part === undefined ? [] : [part.id],
    locks: constraint.kind === 'foreign_key' ? existingTarget(constraint.value, context) : [],
  });
}

function isLate(constraint: Constraint, value: Table, context: Context): boolean {
  if ('notValid' in constraint.value && constraint.value.notValid) return true;
  if (repeatsAnother(constraint, value)) return true;
  return (
    constraint.kind === 'foreign_key' &&
    context.lateForeignKeys.has(partId('foreign_key', value, constraint.value.name))
  );
}

/** Of several that are alike CREATE TABLE makes one (transformIndexConstraints in parse_utilcmd.c). */
function repeatsAnother(constraint: Constraint, table: Table): boolean {
  const own = indexOf(constraint);
  const all = constraintsOf(table);
  const before = all.slice(
    0,
    all.findIndex(({ value }) => value === constraint.value),
  );
  return own !== undefined && before.some((other) => equal(indexOf(other), own));
}

/** What is compared of the index behind a constraint; a primary key is a unique constraint there. */
function indexOf({ kind, value }: Constraint): unknown {
  switch (kind) {
    case 'primary_key':
      return [value.columns, value.include, value.deferral, false];
    case 'unique':
      return [value.columns, value.include, value.deferral, value.nullsNotDistinct];
    case 'exclusion':
      return [value.method, value.elements, value.include, value.where, value.deferral];
    case 'check':
    case 'foreign_key':
      return undefined;
  }
}

/** The constraints of a table in the order in which CREATE TABLE writes them. */
export function constraintsOf(value: Table): readonly Constraint[] {
  return [
    ...(value.primaryKey ? [{ kind: 'primary_key' as const, value: value.primaryKey }] : []),
    ...value.uniques.map((unique) => ({ kind: 'unique' as const, value: unique })),
    ...value.checks.map((check) => ({ kind: 'check' as const, value: check })),
    ...value.foreignKeys.map((key) => ({ kind: 'foreign_key' as const, value: key })),
    ...value.exclusions.map((exclusion) => ({ kind: 'exclusion' as const, value: exclusion })),
  ];
}
