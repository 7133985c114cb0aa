import type { Alter } from '../../diff/change.ts';
import type { Enum } from '../../model/schema-object.ts';
import type { Context } from '../context.ts';
import { type Draft, draft, type Resource, sequence } from '../draft.ts';
import { changeComment, hazard } from './common.ts';
import { createObject, dropObject, renameObject } from './objects.ts';
import { rebuildType } from './rebuild-type.ts';
import { nothing, type Recipe } from './recipe.ts';

export const enumeration: Recipe<'enum'> = {
  add: (change, context) =>
    createObject(change, context, { kind: 'create_enum', enum: change.next.value }, 'type'),
  drop: dropObject,
  rename: renameObject,
  replace: (change, context) => {
    const renamed = renamedValues(change.previous.value, change.next.value);
    return sequence(
      // Columns are converted by way of the text of their values, which therefore has to be the next one.
      ...renameValues(change, renamed, context).map((step) => ({ ...step, needs: [], provides: [] })),
      ...rebuildType(change, context, { kind: 'create_enum', enum: change.next.value }),
    );
  },
  redefine: nothing,
  alter: { values: changeValues, comment: changeComment },
};

function changeValues(change: Alter<'enum'>, context: Context): readonly Draft[] | 'replace' {
  const renamed = renamedValues(change.previous.value, change.next.value);
  const kept = change.previous.value.values.map(({ value }) => renamed.get(value) ?? value);
  const next = change.next.value.values.map(({ value }) => value);
  const stays = new Set(kept);
  // ALTER TYPE can neither remove a value nor move one.
  if (next.filter((value) => stays.has(value)).join('\0') !== kept.join('\0')) return 'replace';
  return sequence(...renameValues(change, renamed, context), ...addValues(change, next, stays));
}

function renameValues(
  change: Alter<'enum'>,
  renamed: ReadonlyMap<string, string>,
  context: Context,
): readonly Draft[] {
  const prefers = columnsLeaving(change.previous.value, context);
  return [...renamed].map(([from, to]) =>
    draft({
      statement: { kind: 'rename_enum_value', type: nameOf(change.next.value), from, to },
      cause: change,
      rank: 'type',
      group: change.next.id,
      needs: [change.next.id],
      prefers,
      provides: [change.next.id],
      hazards: [hazard('backward-incompatible', `programs that write '${from}' fail`)],
    }),
  );
}

/** Columns that get another type: their values become what they are called now, or the way back would not lead to what there was. */
function columnsLeaving({ schema, name }: Enum, context: Context): readonly Resource[] {
  return context.changes.flatMap((change) => {
    if (change.type !== 'alter' || change.previous.kind !== 'column' || change.next.kind !== 'column')
      return [];
    const { type } = change.previous.value;
    const leaves = type.schema === schema && type.name === name && change.attributes.includes('type');
    return leaves ? [change.next.id] : [];
  });
}

/** A new value cannot be used before the transaction that adds it has committed, so the values have one of their own. */
function addValues(
  change: Alter<'enum'>,
  next: readonly string[],
  stays: ReadonlySet<string>,
): readonly Draft[] {
  const present = next.filter((value) => stays.has(value));
  return next
    .filter((value) => !stays.has(value))
    .map((value) => {
      const position = positionOf(value, next, present);
      present.splice(
        0,
        present.length,
        ...next.filter((other) => present.includes(other) || other === value),
      );
      return draft({
        statement: {
          kind: 'add_enum_value',
          type: nameOf(change.next.value),
          value,
          ...(position ? { position } : {}),
        },
        cause: change,
        rank: 'type',
        group: change.next.id,
        boundary: { kind: 'own', key: change.next.id },
        needs: [change.next.id],
        provides: [change.next.id],
      });
    });
}

/** Where a value goes among those that are there already; at the end needs no word. */
function positionOf(value: string, next: readonly string[], present: readonly string[]) {
  const position = next.indexOf(value);
  const before = next.slice(0, position).findLast((other) => present.includes(other));
  const after = next.slice(position + 1).find((other) => present.includes(other));
  if (after === undefined) return undefined;
  return before === undefined
    ? { side: 'before' as const, neighbour: after }
    : { side: 'after' as const, neighbour: before };
}

/** From previous to next value; a hint acts only where the old value is there and the new one is not. */
function renamedValues(previous: Enum, next: Enum): ReadonlyMap<string, string> {
  const had = new Set(previous.values.map(({ value }) => value));
  const has = new Set(next.values.map(({ value }) => value));
  const forward = next.values.flatMap(({ value, hints }) => {
    const old = hints.renamedFrom;
    return old !== undefined && had.has(old) && !had.has(value) && !has.has(old)
      ? [[old, value] as const]
      : [];
  });
  // On the way back the hints stand in the previous model.
  const backward = previous.values.flatMap(({ value, hints }) => {
    const old = hints.renamedFrom;
    return old !== undefined && has.has(old) && !has.has(value) && !had.has(old)
      ? [[value, old] as const]
      : [];
  });
  return new Map([...forward, ...backward]);
}

function nameOf(value: Enum) {
  return { schema: value.schema, name: value.name };
}
