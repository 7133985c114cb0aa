import type { Alter } from '../../diff/change.ts';
import type { RoutineArgument } from '../../model/schema-object.ts';
import { type Context, needsOf, outlivesColumns, prefersOf, usesOf } from '../context.ts';
import { type Draft, draft, sequence } from '../draft.ts';
import { changeComment, commentOn } from './common.ts';
import { createObject, dropObject, renamedTarget, renameObject, typesSaid, withTypesNow } from './objects.ts';
import type { Recipe } from './recipe.ts';
import { targetOf } from './target.ts';

type Kind = 'function' | 'procedure';

export const routine: Recipe<Kind> = {
  add: (change, context) =>
    createObject(
      change,
      context,
      { kind: 'create_routine', routine: change.next.value, orReplace: false },
      'program',
    ),
  drop: dropObject,
  rename: renameObject,
  replace: (change, context) => {
    const target = targetOf(change.next);
    const old = withTypesNow(renamedTarget(change.previous, change.next.value), context);
    const types = typesSaid(change.previous, context);
    const step = { cause: change, group: change.next.id, rank: 'program' } as const;
    return sequence(
      draft({
        ...step,
        statement: { kind: 'save_privileges', targets: [old] },
        needs: types,
        removes: [change.next.id],
        opens: change.next.id,
      }),
      draft({
        ...step,
        statement: { kind: 'drop', target: old },
        needs: types,
        uses: usesOf(change.previous, context),
        removes: [change.next.id],
      }),
      draft({
        ...step,
        statement: { kind: 'create_routine', routine: change.next.value, orReplace: false },
        needs: needsOf(change.next, context),
        prefers: prefersOf(change.next, context),
        provides: [change.next.id],
      }),
      draft({
        ...step,
        statement: { kind: 'restore_privileges', targets: [target] },
        closes: change.next.id,
      }),
      ...commentOn(change.next, change),
    );
  },
  // Keeps the routine's identity, its privileges and whatever depends on it.
  redefine: (change, context) => [redefinition(change, context)],
  alter: {
    // CREATE OR REPLACE FUNCTION refuses another result, other names of arguments, and a default that goes.
    returns: 'replace',
    arguments: (change, context) =>
      sameShape(change.previous.value.arguments, change.next.value.arguments)
        ? redefinedOrMadeAnew(change, context)
        : 'replace',
    language: redefinedOrMadeAnew,
    volatility: redefinedOrMadeAnew,
    strict: redefinedOrMadeAnew,
    securityDefiner: redefinedOrMadeAnew,
    leakproof: redefinedOrMadeAnew,
    parallel: redefinedOrMadeAnew,
    cost: redefinedOrMadeAnew,
    rows: redefinedOrMadeAnew,
    set: redefinedOrMadeAnew,
    body: redefinedOrMadeAnew,
    comment: changeComment,
  },
};

function redefinedOrMadeAnew(change: Alter<Kind>, context: Context): 'redefine' | 'replace' {
  return outlivesColumns(change.previous, change.next, context) ? 'replace' : 'redefine';
}

function redefinition(change: Alter<Kind>, context: Context): Draft {
  return draft({
    statement: { kind: 'create_routine', routine: change.next.value, orReplace: true },
    cause: change,
    rank: 'program',
    group: change.next.id,
    needs: needsOf(change.next, context),
    prefers: prefersOf(change.next, context),
    uses: usesOf(change.previous, context),
    provides: [change.next.id],
  });
}

function sameShape(previous: readonly RoutineArgument[], next: readonly RoutineArgument[]): boolean {
  return (
    previous.length === next.length &&
    previous.every((old, position) => {
      const argument = next[position];
      return (
        argument !== undefined &&
        old.mode === argument.mode &&
        old.name === argument.name &&
        (old.default === undefined || argument.default !== undefined)
      );
    })
  );
}
