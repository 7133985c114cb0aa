import type { Add, Drop, Rename } from '../../diff/change.ts';
import { equal } from '../../diff/equal.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import {
  type Element,
  idOf,
  objectId,
  objectsOf,
  partElement,
  partId,
  partsOf,
} from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { ForeignKey, Sequence, Table } from '../../model/schema-object.ts';
import type { Constraint, NewConstraint } from '../../sql/statement.ts';
import { mustBeNamed } from '../constraint-names.ts';
import { type Context, nameNow, needsOf, previousTable, usesOf } from '../context.ts';
import {
  absenceOf,
  type Draft,
  draft,
  persistenceOf,
  type Resource,
  relationName,
  renamedTo,
} from '../draft.ts';
import { alterTable, changeComment, commentOn, hazard, onExisting } from './common.ts';
import { drawsFromOwnSequence, innerNames, sequenceNameNow } from './inner-names.ts';
import { relationNames, renameObject } from './objects.ts';
import { nothing, type Recipe } from './recipe.ts';
import { newTrigger } from './trigger.ts';

export const table: Recipe<'table'> = {
  add: addTable,
  drop: dropTable,
  rename: (change, context) => [...renameObject(change, context), ...renameSequences(change, context)],
  replace: nothing,
  redefine: nothing,
  alter: {
    unlogged: (change, context) => [
      onExisting(change.next.id, {
        statement: alterTable(change.next.value, { kind: 'set_logged', logged: !change.next.value.unlogged }),
        cause: change,
        boundary: { kind: 'own', key: change.next.id },
        needs: persistenceNeeds(change.next.value, context),
        provides: [persistenceOf(change.next.id)],
        locks: [change.next.id, ...sequencesTakenAlong(change.next.value, context)],
        hazards: [
          hazard('rewrite', `${change.next.value.name} is written anew while nobody can read or write it`),
        ],
      }),
    ],
    storageParameters: (change) => {
      const set = change.next.value.storageParameters;
      const reset = change.previous.value.storageParameters
        .map(({ name }) => name)
        .filter((name) => !set.some((parameter) => parameter.name === name));
      return [
        // SHARE UPDATE EXCLUSIVE for most parameters: it blocks neither readers nor writers.
        draft({
          statement: alterTable(change.next.value, { kind: 'set_parameters', set, reset }),
          cause: change,
          rank: 'table',
          group: change.next.id,
          timeouts: 'brief',
        }),
      ];
    },
    comment: changeComment,
  },
};

/** Sequences that belong to a table before and after: they become logged or unlogged with it. */
function sequencesTakenAlong(table: Table, context: Context): readonly Id[] {
  const { previous, next } = context.pair;
  const isOf = ({ ownedBy }: Sequence, id: Id, now: (id: Id) => Id) =>
    ownedBy !== undefined && now(idOf('table', [ownedBy.schema, ownedBy.table])) === id;
  const stays = new Set(
    objectsOf(next, 'sequence')
      .filter((sequence) => isOf(sequence, objectId(table), (id) => id))
      .map(objectId),
  );
  return objectsOf(previous, 'sequence')
    .filter((sequence) => isOf(sequence, objectId(table), context.to.id))
    .map((sequence) => context.to.id(objectId(sequence)))
    .filter((id) => stays.has(id as ReturnType<typeof objectId>));
}

/**
 * A logged table may not refer to an unlogged one: those that a table refers to become logged before it, and unlogged after it. Foreign
 * keys that go do so before, those that come wait for both tables.
 */
function persistenceNeeds(value: Table, context: Context): readonly Resource[] {
  const id = objectId(value);
  const stay = foreignKeysAt(context.pair.next).get(id) ?? [];
  const first = stay.map(({ from, to }) => (value.unlogged ? from : to)).filter((table) => table !== id);
  const old = previousTable(value, context);
  const before = old === undefined ? [] : (foreignKeysAt(context.pair.previous).get(objectId(old)) ?? []);
  const staying = new Set(stay.map((key) => key.id));
  const gone = before.filter((key) => !staying.has(context.to.id(key.id)));
  return [...first.map(persistenceOf), ...gone.map((key) => absenceOf(key.id))];
}

/**
 * The tables at the other ends of the foreign keys that a column of the previous model is in: those keys PostgreSQL makes anew by itself
 * when the column changes, if the plan has not put them out of the way.
 */
export function joinedTables({ owner, value }: Element<'column'>, context: Context): readonly Id[] {
  const id = objectId(owner);
  const keys = foreignKeysAt(context.pair.previous).get(id) ?? [];
  return keys
    .filter((key) => !context.anew.has(context.to.id(key.id)))
    .flatMap(({ from, to, columns, referred }) => [
      ...(from === id && columns.includes(value.name) ? [to] : []),
      ...(to === id && referred.includes(value.name) ? [from] : []),
    ])
    .filter((table) => table !== id)
    .map(context.to.id);
}

type Edge = {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly columns: readonly string[];
  readonly referred: readonly string[];
};

const foreignKeys = new WeakMap<Model, ReadonlyMap<Id, readonly Edge[]>>();

/** By table: the foreign keys that it has and those that refer to it. */
function foreignKeysAt(model: Model): ReadonlyMap<Id, readonly Edge[]> {
  const known = foreignKeys.get(model);
  if (known !== undefined) return known;
  const map = new Map<Id, Edge[]>();
  for (const value of objectsOf(model, 'table')) {
    for (const key of value.foreignKeys) {
      const to = idOf('table', [key.references.schema, key.references.table]);
      const edge = {
        id: partId('foreign_key', value, key.name),
        from: objectId(value),
        to,
        columns: key.columns,
        referred: key.references.columns,
      };
      for (const end of new Set([edge.from, edge.to])) {
        const list = map.get(end);
        if (list === undefined) map.set(end, [edge]);
        else list.push(edge);
      }
    }
  }
  foreignKeys.set(model, map);
  return map;
}

function addTable(change: Add<'table'>, context: Context): readonly Draft[] {
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
    needs: without(
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

/** The table that a foreign key refers to, if it was there before the plan. */
export function existingTarget(key: ForeignKey, context: Context): readonly Id[] {
  const target = { schema: key.references.schema, name: key.references.table };
  return previousTable(target, context) === undefined ? [] : [idOf('table', [target.schema, target.name])];
}

/** The table that a foreign key of the previous model refers to: dropping the key locks it. */
export function referencedTable(key: ForeignKey, context: Context): readonly Id[] {
  const { schema, table } = key.references;
  return [context.to.id(idOf('table', [schema, table]))];
}

/** One DROP TABLE takes everything that is the table's own; only what closes a cycle of foreign keys has to go before. */
function dropTable(change: Drop<'table'>, context: Context): readonly Draft[] {
  const { value, id } = change.previous;
  const parts = partsOf(value);
  const early = parts.filter((part) => context.earlyForeignKeys.has(part.id));
  const inside = parts.filter((part) => !early.includes(part));
  const uses = inside.flatMap((part) => usesOf(part, context));
  return [
    ...early.map((part) =>
      draft({
        statement: alterTable(nameNow(value, context), { kind: 'drop_constraint', name: part.value.name }),
        cause: change,
        rank: 'drop',
        group: id,
        uses: usesOf(part, context),
        removes: [part.id],
        locks: [id, ...(part.kind === 'foreign_key' ? referencedTable(part.value, context) : [])],
      }),
    ),
    draft({
      statement: { kind: 'drop', target: { kind: 'table', name: nameNow(value, context) } },
      cause: change,
      rank: 'drop',
      group: id,
      uses: without(
        id,
        [...usesOf(change.previous, context), ...uses, ...early.map((part) => part.id)],
        inside,
      ),
      removes: [
        id,
        ...inside.map((part) => part.id),
        ...relationNames(change.previous, context),
        ...innerNames(value).map((name) => relationName(context.to.schema(value.schema), name)),
        ...ownedSequences(value, context),
      ],
      locks: [
        id,
        ...value.foreignKeys
          .filter((key) => !early.some((part) => part.value === key))
          .flatMap((key) => referencedTable(key, context)),
      ],
      hazards: [
        hazard('data-loss', `every row of ${value.name} is lost`),
        hazard('backward-incompatible', `programs that use ${value.name} fail`),
      ],
    }),
  ];
}

/** What DROP TABLE takes along although it is no part of the table. */
function ownedSequences(value: Table, context: Context): readonly Resource[] {
  return droppedSequences(context.changes).flatMap((sequence) => {
    const owner = sequence.value.ownedBy;
    return owner?.schema === value.schema && owner.table === value.name
      ? [sequence.id, ...relationNames(sequence, context)]
      : [];
  });
}

const dropped = new WeakMap<Context['changes'], readonly Element<'sequence'>[]>();

/** Those that belonged to a column. */
function droppedSequences(changes: Context['changes']): readonly Element<'sequence'>[] {
  const known = dropped.get(changes);
  if (known !== undefined) return known;
  const sequences = changes.flatMap((change) =>
    change.type === 'drop' && change.previous.kind === 'sequence' && change.previous.value.ownedBy
      ? [change.previous]
      : [],
  );
  dropped.set(changes, sequences);
  return sequences;
}

/** The sequence behind a serial or identity column has the name that a table made today would give it. */
function renameSequences(change: Rename<'table'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  // Where only the schema is another, the renaming of a column is enough.
  if (previous.value.name === next.value.name) return [];
  return previous.value.columns.filter(drawsFromOwnSequence).flatMap((column) => {
    const name = context.to.column(previous.value, column.name);
    const stays = next.value.columns.some(
      (candidate) => candidate.name === name && drawsFromOwnSequence(candidate),
    );
    // The table moves into its next schema first, and takes the sequence along.
    const from = sequenceNameNow(previous.value, column.name, context);
    const to = defaultSequenceName(next.value.name, name);
    return stays && from !== to ? [renameSequence(change, next.value.schema, from, to)] : [];
  });
}

export function renameSequence(cause: Rename, schema: string, from: string, to: string): Draft {
  const owner = 'owner' in cause.next ? objectId(cause.next.owner) : cause.next.id;
  return draft({
    statement: { kind: 'rename', target: { kind: 'sequence', name: { schema, name: from } }, to },
    cause,
    rank: 'rename',
    group: owner,
    needs: [renamedTo(cause.next.id)],
    removes: [relationName(schema, from)],
    provides: [relationName(schema, to)],
    locks: [owner],
  });
}

function without(own: Id, ids: readonly Resource[], parts: readonly Element[]): readonly Resource[] {
  const inside = new Set<Resource>([own, ...parts.map((part) => part.id)]);
  return [...new Set(ids)].filter((id) => !inside.has(id));
}
