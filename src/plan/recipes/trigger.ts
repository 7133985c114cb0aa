import type { Add } from '../../diff/change.ts';
import { type Element, objectId } from '../../model/element.ts';
import { type Context, needsOf, usesOf } from '../context.ts';
import { type Draft, draft, renamedTo, sequence } from '../draft.ts';
import { alterTable, changeComment, commentOn, idNow, previousTarget } from './common.ts';
import { nothing, type Recipe } from './recipe.ts';
import { targetOf } from './target.ts';

export const trigger: Recipe<'trigger'> = {
  add: (change, context) => [
    ...sequence(...create(change.next, change, [objectId(change.next.owner)], context)),
    ...commentOn(change.next, change),
  ],
  drop: (change, context) => [
    draft({
      statement: { kind: 'drop', target: previousTarget(change.previous, context) },
      cause: change,
      rank: 'drop',
      group: idNow(change.previous.owner, context),
      needs: [renamedTo(idNow(change.previous.owner, context))],
      uses: usesOf(change.previous, context),
      removes: [change.previous.id],
      locks: [idNow(change.previous.owner, context)],
    }),
  ],
  rename: (change, context) => [
    draft({
      statement: {
        kind: 'rename',
        target: previousTarget(change.previous, context),
        to: change.next.value.name,
      },
      cause: change,
      rank: 'rename',
      group: objectId(change.next.owner),
      needs: [objectId(change.next.owner)],
      provides: [change.next.id],
      locks: [objectId(change.next.owner)],
    }),
  ],
  // CREATE OR REPLACE TRIGGER exists, but it cannot change a constraint trigger and keeps a trigger that was disabled disabled.
  replace: (change, context) => {
    const owner = objectId(change.next.owner);
    const step = { cause: change, group: owner, rank: 'program', locks: [owner] } as const;
    return sequence(
      draft({
        ...step,
        statement: { kind: 'drop', target: targetOf(change.next) },
        uses: usesOf(change.previous, context),
        removes: [change.next.id],
        opens: change.next.id,
      }),
      ...create(change.next, change, [owner], context).map((made, position, all) =>
        position === all.length - 1 ? { ...made, closes: change.next.id } : made,
      ),
      ...commentOn(change.next, change),
    );
  },
  redefine: nothing,
  alter: {
    timing: 'replace',
    events: 'replace',
    forEach: 'replace',
    when: 'replace',
    constraint: 'replace',
    referencing: 'replace',
    execute: 'replace',
    enabled: (change) => [
      draft({
        statement: alterTable(change.next.owner, {
          kind: 'set_trigger_state',
          trigger: change.next.value.name,
          enabled: change.next.value.enabled,
        }),
        cause: change,
        rank: 'program',
        group: objectId(change.next.owner),
        needs: [change.next.id],
        locks: [objectId(change.next.owner)],
      }),
    ],
    comment: changeComment,
  },
};

/** A trigger of a table or view that the plan makes. */
export function newTrigger(change: Add, element: Element<'trigger'>, context: Context): readonly Draft[] {
  return sequence(...create(element, change, [], context));
}

/** The steps in order; the caller chains them. */
function create(
  element: Element<'trigger'>,
  cause: Draft['cause'],
  locks: Draft['locks'],
  context: Context,
): readonly Draft[] {
  const { schema, name } = element.owner;
  const made = draft({
    statement: { kind: 'create_trigger', relation: { schema, name }, trigger: element.value },
    cause,
    rank: 'program',
    group: objectId(element.owner),
    needs: needsOf(element, context),
    provides: [element.id],
    locks,
  });
  if (element.value.enabled === 'origin') return [made];
  return [
    made,
    draft({
      statement: alterTable(element.owner, {
        kind: 'set_trigger_state',
        trigger: element.value.name,
        enabled: element.value.enabled,
      }),
      cause,
      rank: 'program',
      group: objectId(element.owner),
      locks,
    }),
  ];
}
