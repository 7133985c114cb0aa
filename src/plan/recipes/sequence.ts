import type { Alter, Change, Drop, Rename } from '../../diff/change.ts';
import { type Element, findTable, idOf, objectsOf, partId } from '../../model/element.ts';
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
    ownerGoes(change.previous.value, context) ? [] : dropSequence(change, context),
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

function dropSequence(change: Drop<'sequence'>, context: Context): readonly Draft[] {
  const { previous } = change;
  const dropped = dropObject(change, context).map((step) => ({
    ...step,
    hazards: [hazard('data-loss', `where ${previous.value.name} stands is lost`)],
  }));
  const first = ownerLeaves(previous.value, context) || ownerIsRemade(previous.value, context);
  return first ? inSequence(release(previous, previous.id, change, context), ...dropped) : dropped;
}

/**
 * The sequences that stay with a column that is made anew: they would go with it, so that they belong to nobody meanwhile. What moves
 * or changes hands at the same time is released for that.
 */
export function throughRemade(
  column: Alter<'column'>,
  context: Context,
): { readonly before: readonly Draft[]; readonly after: readonly Draft[] } {
  const id = column.next.id;
  const kept = objectsOf(context.pair.previous, 'sequence').flatMap((previous) => {
    const { ownedBy } = previous;
    const next = context.pair.next.objects.get(context.to.id(sequenceId(previous)) as ObjectId);
    if (ownedBy === undefined || columnNow(ownedBy, context) !== id || next?.kind !== 'sequence') return [];
    const stays = next.ownedBy !== undefined && columnId(next.ownedBy) === id;
    return stays && !isReleased(previous, next, context) ? [next] : [];
  });
  return {
    before: kept.map((value) => ({
      ...alter(value, column, { kind: 'owned_by' }),
      ...brief(value),
      needs: [sequenceId(value)],
    })),
    after: kept.map((value) => ({
      ...alter(value, column, { kind: 'owned_by', ...(value.ownedBy && { column: value.ownedBy }) }),
      ...brief(value),
    })),
  };
}

function brief(value: Sequence): Pick<Draft, 'locks' | 'timeouts'> {
  return { locks: [sequenceId(value)], timeouts: 'brief' };
}

/** Whether the column that a sequence of the previous model belongs to is made anew. */
function ownerIsRemade({ ownedBy }: Sequence, context: Context): boolean {
  return ownedBy !== undefined && context.anew.has(columnNow(ownedBy, context));
}

function renameSequence(change: Rename<'sequence'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const renamed = renameObject(change, context);
  if (!isReleased(previous.value, next.value, context)) return renamed;
  const { ownedBy: owner } = next.value;
  const isGivenLater = context.changes.some(
    (other) => other.type === 'alter' && other.next.id === next.id && other.attributes.includes('ownedBy'),
  );
  return inSequence(
    release(previous, next.id, change, context),
    ...renamed,
    ...(owner === undefined || isGivenLater
      ? []
      : [alter(next.value, change, { kind: 'owned_by', column: owner })]),
  );
}

/**
 * Whether a sequence that stays belongs to nobody for a while: PostgreSQL moves one that belongs to a column with its table only, and the table
 * never without it.
 */
function isReleased(previous: Sequence, next: Sequence, context: Context): boolean {
  if (previous.ownedBy === undefined) return false;
  return context.to.schema(previous.schema) !== next.schema || ownerLeaves(previous, context);
}

/** Whether the table that a sequence of the previous model belongs to moves into another schema. */
function ownerLeaves({ ownedBy }: Sequence, context: Context): boolean {
  if (ownedBy === undefined) return false;
  const { schema, table } = ownedBy;
  return context.to.relation({ schema, name: table }).schema !== context.to.schema(schema);
}

/** @param id of the sequence in plans */
function release(previous: Element<'sequence'>, id: Id, cause: Change, context: Context): Draft {
  const { ownedBy: old, name } = previous.value;
  const schema = context.to.schema(previous.value.schema);
  return draft({
    statement: { kind: 'alter_sequence', sequence: { schema, name }, action: { kind: 'owned_by' } },
    cause,
    rank: 'rename',
    group: id,
    needs: [renamedTo(idOf('schema', [schema]))],
    // Its table would take it along.
    uses:
      old === undefined
        ? []
        : [columnNow(old, context), relationName(context.to.schema(old.schema), old.table)],
    locks: [id],
  });
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
  // One that is released belongs to nobody by then.
  const released = isReleased(previous.value, next.value, context);
  const given: Draft = {
    ...step,
    // A table takes its sequences along when it becomes logged or unlogged.
    needs: [...step.needs, ...tables.map(persistenceOf)],
    // A column that goes would take it along.
    uses: old === undefined || released ? [] : [columnNow(old, context)],
  };
  const isRenamed = context.changes.some((other) => other.type === 'rename' && other.next.id === next.id);
  const logged = isLoggedBy(owner, context.pair.next);
  return inSequence(
    ...(released && !isRenamed ? [release(previous, next.id, change, context)] : []),
    ...(owner !== undefined || !released ? [given] : []),
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

/** The column of the previous model as plans name it. */
function columnNow(owner: ColumnReference, context: Context): Id {
  return context.to.id(columnId(owner));
}

/** ALTER SEQUENCE takes SHARE ROW EXCLUSIVE: whoever draws from the sequence waits. */
function alterExisting(change: Alter<'sequence'>, action: SequenceAction): Draft {
  return { ...alter(change.next.value, change, action), locks: [change.next.id], timeouts: 'brief' };
}

function alter(value: Sequence, cause: Draft['cause'], action: SequenceAction): Draft {
  const { schema, name } = value;
  const owner = action.kind === 'owned_by' ? action.column : undefined;
  return draft({
    statement: { kind: 'alter_sequence', sequence: { schema, name }, action },
    cause,
    rank: 'table',
    group: sequenceId(value),
    needs: owner ? [columnId(owner), tableOf(owner)] : [],
  });
}

function sequenceId({ schema, name }: Sequence): Id {
  return idOf('sequence', [schema, name]);
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
