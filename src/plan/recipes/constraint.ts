import type { Alter, Change, Drop, Rename } from '../../diff/change.ts';
import { type Element, objectId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Constraint, TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, usesOf } from '../context.ts';
import { type Draft, draft, relationName, sequence } from '../draft.ts';
import { carrier } from './column.ts';
import { alterTable, commentOn, idNow, onExisting, ownerNow, previousTarget } from './common.ts';
import { existingTarget } from './table.ts';

export type ConstraintKind = Constraint['kind'];

/** DROP CONSTRAINT, unless a column goes that takes the constraint along. */
export function dropConstraint<K extends ConstraintKind>(
  change: Drop<K>,
  context: Context,
): readonly Draft[] {
  const previous = change.previous as Element<ConstraintKind>;
  if (carrier(previous, context) !== undefined) return [];
  const id = idNow(previous.owner, context);
  return [
    onExisting(id, {
      statement: alterTable(ownerNow(previous.owner, context), {
        kind: 'drop_constraint',
        name: previous.value.name,
      }),
      cause: change as Change,
      rank: 'drop',
      needs: [id],
      uses: usesOf(previous, context).filter((used) => used !== id),
      removes: [previous.id, relationName(previous.owner.schema, previous.value.name)],
      locks: [id, ...(previous.kind === 'foreign_key' ? existingTarget(previous.value, context) : [])],
    }),
  ];
}

export function renameConstraint<K extends ConstraintKind>(
  change: Rename<K>,
  context: Context,
): readonly Draft[] {
  const previous = change.previous as Element<ConstraintKind>;
  const next = change.next as Element<ConstraintKind>;
  const owner = objectId(next.owner);
  return [
    onExisting(owner, {
      statement: { kind: 'rename', target: previousTarget(previous, context), to: next.value.name },
      cause: change as Change,
      rank: 'rename',
      needs: [owner],
      removes: [relationName(previous.owner.schema, previous.value.name)],
      provides: [next.id, relationName(next.owner.schema, next.value.name)],
    }),
  ];
}

/** A check or foreign key holds for new rows at once, and is proven for the old ones in a transaction of its own that blocks nobody. */
export function addNotValid(
  element: Element<'check' | 'foreign_key'>,
  constraint: Constraint,
  cause: Change,
  context: Context,
): readonly Draft[] {
  return sequence(
    addStep(element, cause, context, [{ kind: 'add_constraint', constraint, notValid: true }]),
    ...(element.value.notValid ? [] : [validate(element, cause)]),
    ...commentOn(element, cause),
  );
}

/** The old constraint gives way to the new one in a single statement, so that there is always one of them. */
export function replaceNotValid(
  change: Alter<'check'> | Alter<'foreign_key'>,
  constraint: Constraint,
  context: Context,
): readonly Draft[] {
  const element: Element<'check' | 'foreign_key'> = change.next;
  const uses = usesOf(change.previous, context);
  const proven = element.value.notValid ? [] : [validate(element, change)];
  const drop = { kind: 'drop_constraint', name: element.value.name } as const;
  const add = { kind: 'add_constraint', constraint, notValid: true } as const;
  if (!uses.some((id) => context.anew.has(id as Id))) {
    const step = addStep(element, change, context, [drop, add]);
    return sequence({ ...step, uses, removes: [element.id] }, ...proven, ...commentOn(element, change));
  }
  // What the constraint stands on is made anew itself: it has to be out of the way while that happens.
  const made = addStep(element, change, context, [add]);
  return sequence(
    {
      ...made,
      statement: alterTable(element.owner, drop),
      needs: [],
      provides: [],
      uses,
      removes: [element.id],
      opens: element.id,
    },
    { ...made, closes: element.id },
    ...proven,
    ...commentOn(element, change),
  );
}

/** VALIDATE CONSTRAINT scans under SHARE UPDATE EXCLUSIVE, in a transaction that holds nothing stronger. */
export function validate(element: Element<'check' | 'foreign_key'>, cause: Change): Draft {
  const owner = objectId(element.owner);
  return draft({
    statement: alterTable(element.owner, { kind: 'validate_constraint', name: element.value.name }),
    cause,
    rank: 'table',
    group: owner,
    timeouts: 'patient',
    boundary: { kind: 'own', key: element.id },
    needs: [element.id],
  });
}

function addStep(
  element: Element<'check' | 'foreign_key'>,
  cause: Change,
  context: Context,
  actions: readonly TableAction[],
): Draft {
  const owner = objectId(element.owner);
  const target: readonly Id[] = element.kind === 'foreign_key' ? existingTarget(element.value, context) : [];
  return onExisting(owner, {
    statement: alterTable(element.owner, ...actions),
    cause,
    needs: needsOf(element, context),
    provides: [element.id],
    locks: [...new Set([owner, ...target])],
  });
}
