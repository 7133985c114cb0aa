import { idOf, objectId, objectsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Sequence, Table } from '../../model/schema-object.ts';
import { type Context, previousTable } from '../context.ts';
import { absenceOf, draft, persistenceOf, type Resource } from '../draft.ts';
import { alterTable, changeComment, hazard, onExisting } from './common.ts';
import { foreignKeysAt } from './joined-tables.ts';
import { renameObject } from './objects.ts';
import { nothing, type Recipe } from './recipe.ts';
import { addTable } from './table-added.ts';
import { dropTable } from './table-dropped.ts';
import { renameSequences } from './table-renamed.ts';

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
