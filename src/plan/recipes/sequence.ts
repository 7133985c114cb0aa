import type { Alter } from '../../diff/change.ts';
import { findTable, idOf, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { ColumnReference, Sequence } from '../../model/schema-object.ts';
import type { SequenceAction } from '../../sql/statement.ts';
import { type Context, needsOf } from '../context.ts';
import { type Draft, draft, sequence as inSequence } from '../draft.ts';
import { changeComment, commentOn, hazard } from './common.ts';
import { dropObject, relationNames, renameObject } from './objects.ts';
import { nothing, type Recipe } from './recipe.ts';

export const sequence: Recipe<'sequence'> = {
  add: (change, context) =>
    inSequence(
      draft({
        statement: { kind: 'create_sequence', sequence: withoutOwner(change.next.value) },
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
  rename: renameObject,
  replace: nothing,
  redefine: nothing,
  alter: {
    type: (change) => [alterExisting(change, { kind: 'set_type', type: change.next.value.type })],
    options: (change) => [
      alterExisting(change, {
        kind: 'set_options',
        type: change.next.value.type,
        options: change.next.value.options,
      }),
    ],
    ownedBy: (change) => {
      const step = alterExisting(change, {
        kind: 'owned_by',
        ...(change.next.value.ownedBy === undefined ? {} : { column: change.next.value.ownedBy }),
      });
      // A column that goes would take it along.
      const owner = change.previous.value.ownedBy;
      return [owner === undefined ? step : { ...step, uses: [columnId(owner)] }];
    },
    comment: changeComment,
  },
};

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
    needs: owner ? [columnId(owner)] : [],
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
