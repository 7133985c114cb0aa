import type { Alter, Rename } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { objectId } from '../../model/element.ts';
import type { Table } from '../../model/schema-object.ts';
import type { Context } from '../context.ts';
import { columnsOf, type Draft, sequence } from '../draft.ts';
import { addColumn, addedBefore } from './column-added.ts';
import { dropColumn } from './column-dropped.ts';
import { changeNotNull } from './column-not-null.ts';
import { changeType, hasNoConversion, recomputesForType } from './column-type.ts';
import {
  changeValue,
  enterAfterType,
  leaveBeforeType,
  remakesColumn,
  retypesBetweenSources,
} from './column-value.ts';
import { changeComment, hazard, onExisting, previousTarget } from './common.ts';
import { drawsFromOwnSequence, sequenceNameNow } from './inner-names.ts';
import { nothing, type Recipe } from './recipe.ts';
import { throughRemade } from './sequence.ts';
import { renameSequence } from './table-renamed.ts';

export const column: Recipe<'column'> = {
  add: (change, context) => {
    const [added, ...rest] = addColumn(change.next, change, context);
    if (added === undefined) return [];
    return sequence({ ...added, prefers: [...added.prefers, ...addedBefore(change.next, context)] }, ...rest);
  },
  drop: (change, context) => [dropColumn(change.previous, change, context)],
  rename: (change, context) => renameColumn(change, context),
  replace: (change, context) => {
    const { before, after } = throughRemade(change, context);
    return sequence(
      ...before,
      { ...dropColumn(change.previous, change, context, change.next), rank: 'table', opens: change.next.id },
      ...addColumn(change.next, change, context).map((step, position) =>
        position === 0 ? { ...step, closes: change.next.id } : step,
      ),
      ...after,
    );
  },
  redefine: nothing,
  alter: {
    type: (change, context) =>
      recomputesForType(change, context) || hasNoConversion(change, context)
        ? 'replace'
        : retype(change, context),
    collation: (change, context) => (change.attributes.includes('type') ? [] : retype(change, context)),
    value: (change, context) =>
      remakesColumn(change, context)
        ? 'replace'
        : sequence(
            ...(notNullFirst(change) ? changeNotNull(change, context) : []),
            ...(retypesBetweenSources(change) ? enterAfterType : changeValue)(change, context),
          ),
    notNull: (change, context) => (notNullFirst(change) ? [] : changeNotNull(change, context)),
    comment: changeComment,
  },
};

/** Between what goes first and the other type nobody sees the column without a source of values. */
function retype(change: Alter<'column'>, context: Context): readonly Draft[] {
  const left = retypesBetweenSources(change) ? leaveBeforeType(change, context) : [];
  const retyped = changeType(change, context);
  if (left.length === 0) return retyped;
  const key = change.next.id;
  return [...left, ...retyped].map((step, position) => ({
    ...step,
    ...(position === 0 ? { opens: key } : {}),
    ...(position === left.length ? { closes: key } : {}),
  }));
}

/** PostgreSQL makes an identity column only of one that is NOT NULL; every other source of values is there before NOT NULL asks for it. */
function notNullFirst({ previous, next, attributes }: Alter<'column'>): boolean {
  return (
    attributes.includes('notNull') &&
    next.value.notNull &&
    next.value.value.kind === 'identity' &&
    previous.value.value.kind !== 'identity'
  );
}

function renameColumn(change: Rename<'column'>, context: Context): readonly Draft[] {
  const { previous, next } = change;
  const owner = objectId(next.owner);
  const renamed = onExisting(owner, {
    statement: { kind: 'rename', target: previousTarget(previous, context), to: next.value.name },
    cause: change,
    rank: 'rename',
    needs: [owner],
    provides: [next.id, columnsOf(owner)],
    hazards: [
      hazard(
        'backward-incompatible',
        `programs that say ${next.owner.name}.${previous.value.name} no longer find it`,
      ),
    ],
  });
  const sequenceStays = drawsFromOwnSequence(previous.value) && drawsFromOwnSequence(next.value);
  // Where the table is renamed as well, its own step renames the sequence.
  if (!sequenceStays || previous.owner.name !== next.owner.name) return [renamed];
  const from = sequenceNameNow(previous.owner as Table, previous.value.name, context);
  const to = defaultSequenceName(next.owner.name, next.value.name);
  return [renamed, renameSequence(change, next.owner.schema, from, to)];
}
