import type { Alter, Change } from '../../diff/change.ts';
import { type Element, type Owner, objectId, type PartKind } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { QualifiedName, Statement, TableAction, Target } from '../../sql/statement.ts';
import { type Context, nameNow } from '../context.ts';
import { type Draft, type DraftParts, draft } from '../draft.ts';
import type { Hazard } from '../plan.ts';
import { partNameNow } from './inner-names.ts';
import { targetOf } from './target.ts';

/** The id that an object of the previous model has in plans. */
export function idNow(owner: Owner, context: Context): Id {
  return context.to.id(objectId(owner));
}

/** The owner of a part that goes, under the name that it has once the renames are done. */
export function ownerNow(owner: Owner, context: Context): QualifiedName {
  return nameNow(owner, context);
}

/** A part of the previous model as statements name it after the renames of its owner. */
export function previousTarget(element: Element<PartKind>, context: Context): Target {
  return {
    ...targetOf(element, ownerNow(element.owner, context)),
    name: partNameNow(element, context),
  } as Target;
}

export function alterTable(table: QualifiedName, ...actions: readonly TableAction[]): Statement {
  return { kind: 'alter_table', table: { schema: table.schema, name: table.name }, actions };
}

/** A step on a relation that existed before the plan, under a lock that others can queue behind. */
export function onExisting(
  relation: Id,
  parts: Omit<DraftParts, 'group' | 'rank'> & Partial<Pick<Draft, 'group' | 'rank'>>,
): Draft {
  return draft({ rank: 'table', group: relation, locks: [relation], timeouts: 'brief', ...parts });
}

/** COMMENT ON an element, where it has a comment; takes no lock that readers or writers notice. */
export function commentOn(element: Element, cause: Change): readonly Draft[] {
  const comment = element.value.comment;
  return comment === undefined ? [] : [commentStep(element, cause, comment)];
}

/** The rule for the attribute `comment` of every kind. */
export function changeComment(change: Alter): readonly Draft[] {
  return [commentStep(change.next, change, change.next.value.comment)];
}

function commentStep(element: Element, cause: Change, comment: string | undefined): Draft {
  return draft({
    statement: { kind: 'comment', target: targetOf(element), ...(comment === undefined ? {} : { comment }) },
    cause,
    rank: 'comment',
    group: 'owner' in element ? objectId(element.owner) : element.id,
    needs: [element.id, ...('owner' in element ? [objectId(element.owner)] : [])],
  });
}

export function hazard(kind: Hazard['kind'], message: string): Hazard {
  return { kind, message };
}
