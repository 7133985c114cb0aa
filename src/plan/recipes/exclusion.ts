import type { Change } from '../../diff/change.ts';
import { type Element, objectId } from '../../model/element.ts';
import type { TableAction } from '../../sql/statement.ts';
import { type Context, mustStepAside, needsOf, usesOf } from '../context.ts';
import { type Draft, relationName, sequence } from '../draft.ts';
import { alterTable, changeComment, commentOn, hazard, onExisting } from './common.ts';
import { dropConstraint, renameConstraint } from './constraint.ts';
import { nothing, type Recipe } from './recipe.ts';

export const exclusion: Recipe<'exclusion'> = {
  add: (change, context) =>
    sequence(build(change.next, change, context, []), ...commentOn(change.next, change)),
  drop: dropConstraint,
  rename: renameConstraint,
  replace: (change, context) => {
    const drop = { kind: 'drop_constraint', name: change.next.value.name } as const;
    const step = build(change.next, change, context, [drop]);
    if (mustStepAside(change.previous, context)) {
      const made = build(change.next, change, context, []);
      return sequence(
        onExisting(objectId(change.next.owner), {
          statement: alterTable(change.next.owner, drop),
          cause: change,
          uses: usesOf(change.previous, context),
          removes: [change.next.id],
        }),
        made,
        ...commentOn(change.next, change),
      );
    }
    return sequence(
      { ...step, uses: usesOf(change.previous, context), removes: [change.next.id] },
      ...commentOn(change.next, change),
    );
  },
  redefine: nothing,
  alter: {
    method: 'replace',
    elements: 'replace',
    include: 'replace',
    where: 'replace',
    deferral: 'replace',
    comment: changeComment,
  },
};

/** PostgreSQL can neither build an exclusion constraint's index concurrently nor take one that is there. */
function build(
  element: Element<'exclusion'>,
  cause: Change,
  context: Context,
  before: readonly TableAction[],
): Draft {
  const owner = objectId(element.owner);
  return onExisting(owner, {
    statement: alterTable(element.owner, ...before, {
      kind: 'add_constraint',
      constraint: { kind: 'exclusion', value: element.value },
      notValid: false,
    }),
    cause,
    boundary: { kind: 'own', key: element.id },
    needs: needsOf(element, context),
    provides: [element.id, relationName(element.owner.schema, element.value.name)],
    hazards: [hazard('blocking', `nobody can read or write ${element.owner.name} while the index is built`)],
  });
}
