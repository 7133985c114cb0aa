import type { Alter, Rename } from '../../diff/change.ts';
import { findTable, idOf, partId } from '../../model/element.ts';
import type { Id, ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { ColumnReference, Sequence } from '../../model/schema-object.ts';
import type { QualifiedName, SequenceAction } from '../../sql/statement.ts';
import { type Context, needsOf } from '../context.ts';
import {
  type Draft,
  draft,
  sequence as inSequence,
  persistenceOf,
  relationName,
  renamedTo,
} from '../draft.ts';
import { changeComment, commentOn, hazard } from './common.ts';
import { dropObject, relationNames, renameObject } from './objects.ts';
import { nothing, type Recipe } from './recipe.ts';
import { type Standing, standingAfter } from './sequence-bounds.ts';

export const sequence: Recipe<'sequence'> = {
  add: (change, context) =>
    inSequence(
      draft({
        statement: {
          kind: 'create_sequence',
          sequence: withoutOwner(change.next.value),
          ...(isLoggedBy(change.next.value.ownedBy, context.pair.next) ? {} : { unlogged: true }),
        },
        cause: change,
        rank: 'type',
        group: change.next.id,
        needs: needsOf(change.next, context),
        provides: [change.next.id, ...relationNames(change.next)],
      }),
      // The owner may draw its default from the sequence, so it comes after.
      ...(change.next.value.ownedBy
        ? [alter(change.next.value, change, { kind: 'owned_by', column: change.next.value.ownedBy })]
        : []),
      ...commentOn(change.next, change),
    ),
  drop: (change, context) =>
    // It goes with the column that it belongs to, or with the whole table.
    (ownerGoes(change.previous.value, context) ? [] : dropObject(change, context)).map((step) => ({
      ...step,
      hazards: [hazard('data-loss', `where ${change.previous.value.name} stands is lost`)],
    })),
  rename: renameSequence,
  replace: nothing,
  redefine: nothing,
  alter: {
    type: (change) => [alterExisting(change, { kind: 'set_type', type: change.next.value.type })],
    options: (change) => {
      const { previous, next } = change;
      const { schema, name, type, options } = next.value;
      const standing = standingAfter(previous.value, next.value);
      const set = { kind: 'set_options', type, options } as const;
      return [
        ...(standing.kind === 'begins' ? [begin({ schema, name }, standing, change, next.id)] : []),
        alterExisting(change, standing.kind === 'restarts' ? { ...set, restart: true } : set),
      ];
    },
    ownedBy: changeOwner,
    comment: changeComment,
  },
};

/** PostgreSQL moves a sequence to another schema with its table only: one that goes by itself belongs to nobody while it does. */
function renameSequence(change: Rename<'sequence'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const renamed = renameObject(change, context);
  const { ownedBy: old } = previous.value;
  const { ownedBy: owner } = next.value;
  const schema = context.to.schema(previous.value.schema);
  if (old === undefined || schema === next.value.schema) return renamed;
  const released = draft({
    statement: {
      kind: 'alter_sequence',
      sequence: { schema, name: previous.value.name },
      action: { kind: 'owned_by' },
    },
    cause: change,
    rank: 'rename',
    group: next.id,
    needs: [renamedTo(idOf('schema', [schema]))],
    // Its table would take it along.
    uses: [columnId(old), relationName(context.to.schema(old.schema), old.table)],
    locks: [next.id],
  });
  const isGivenLater = context.changes.some(
    (other) => other.type === 'alter' && other.next.id === next.id && other.attributes.includes('ownedBy'),
  );
  return inSequence(
    released,
    ...renamed,
    ...(owner === undefined || isGivenLater
      ? []
      : [alter(next.value, change, { kind: 'owned_by', column: owner })]),
  );
}

/** Lets a sequence go on where its next options want it to begin, before they are set. */
export function begin(
  sequence: QualifiedName,
  { first, start, down }: Extract<Standing, { kind: 'begins' }>,
  cause: Draft['cause'],
  group: Id,
): Draft {
  return draft({
    statement: { kind: 'begin_sequence', sequence, first, start, down },
    cause,
    rank: 'table',
    group,
  });
}

/** A sequence is as durable as the table that it belongs to, as the one that PostgreSQL makes for a serial column is. */
function changeOwner(change: Alter<'sequence'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const [old, owner] = [previous.value.ownedBy, next.value.ownedBy];
  const step = alterExisting(change, {
    kind: 'owned_by',
    ...(owner === undefined ? {} : { column: owner }),
  });
  const tables = [...(old === undefined ? [] : [tableNow(old, context)]), ...(owner ? [tableOf(owner)] : [])];
  const given: Draft = {
    ...step,
    // A table takes its sequences along when it becomes logged or unlogged.
    needs: [...step.needs, ...tables.map(persistenceOf)],
    // A column that goes would take it along.
    uses: old === undefined ? [] : [columnId(old)],
  };
  // One that has moved into another schema belongs to nobody by then.
  const isGiven = owner !== undefined || context.to.schema(previous.value.schema) === next.value.schema;
  const logged = isLoggedBy(owner, context.pair.next);
  return inSequence(
    ...(isGiven ? [given] : []),
    ...(wasLogged(old, context) === logged ? [] : [alterExisting(change, { kind: 'set_logged', logged })]),
  );
}

/** Whether it is logged by the time it gets another owner. */
function wasLogged(old: ColumnReference | undefined, context: Context): boolean {
  if (old === undefined) return true;
  const now = context.pair.next.objects.get(tableNow(old, context));
  return now?.kind === 'table' ? !now.unlogged : isLoggedBy(old, context.pair.previous);
}

function isLoggedBy(owner: ColumnReference | undefined, model: Model): boolean {
  return owner === undefined || findTable(model, owner.schema, owner.table)?.unlogged !== true;
}

function tableOf({ schema, table }: ColumnReference): ObjectId {
  return idOf('table', [schema, table]);
}

function tableNow(owner: ColumnReference, context: Context): ObjectId {
  return context.to.id(tableOf(owner)) as ObjectId;
}

/** ALTER SEQUENCE takes SHARE ROW EXCLUSIVE: whoever draws from the sequence waits. */
function alterExisting(change: Alter<'sequence'>, action: SequenceAction): Draft {
  return { ...alter(change.next.value, change, action), locks: [change.next.id], timeouts: 'brief' };
}

function alter(value: Sequence, cause: Draft['cause'], action: SequenceAction): Draft {
  const { schema, name } = value;
  const owner = action.kind === 'owned_by' ? action.column : undefined;
  const id = idOf('sequence', [schema, name]);
  return draft({
    statement: { kind: 'alter_sequence', sequence: { schema, name }, action },
    cause,
    rank: 'table',
    group: id,
    needs: owner ? [columnId(owner), tableOf(owner)] : [],
  });
}

function columnId({ schema, table, column }: ColumnReference): Id {
  return partId('column', { schema, name: table }, column);
}

/** Whether the column that a sequence of the previous model belongs to is dropped. */
function ownerGoes(value: Sequence, context: Context): boolean {
  if (value.ownedBy === undefined) return false;
  const { schema, table, column } = value.ownedBy;
  const owner = context.to.relation({ schema, name: table });
  const next = findTable(context.pair.next, owner.schema, owner.name);
  const name = context.to.column({ schema, name: table }, column);
  return next === undefined || !next.columns.some((candidate) => candidate.name === name);
}

function withoutOwner(value: Sequence): Sequence {
  const { ownedBy: _, ...rest } = value;
  return rest;
}
