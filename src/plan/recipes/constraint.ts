import type { Add, Alter, Change, Drop, Rename } from '../../diff/change.ts';
import { dependencies, supportingKey } from '../../model/dependencies.ts';
import { type Element, findTable, idOf, objectId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Constraint, TableAction } from '../../sql/statement.ts';
import { type Context, mustStepAside, needsOf, usesOf } from '../context.ts';
import {
  absenceOf,
  constraintName,
  type Draft,
  draft,
  type Resource,
  relationName,
  sequence,
} from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { carrier } from './column-dropped.ts';
import { alterTable, commentOn, idNow, onExisting, ownerNow, previousTarget } from './common.ts';
import { partNameNow } from './inner-names.ts';
import { existingTarget, referencedTable } from './joined-tables.ts';

export type ConstraintKind = Constraint['kind'];

/** DROP CONSTRAINT, unless a column goes that takes the constraint along. */
export function dropConstraint<K extends ConstraintKind>(
  change: Drop<K>,
  context: Context,
): readonly Draft[] {
  const previous = change.previous as Element<ConstraintKind>;
  if (carrier(previous, context) !== undefined) return [];
  const id = idNow(previous.owner, context);
  const name = partNameNow(previous, context);
  return [
    onExisting(id, {
      statement: alterTable(ownerNow(previous.owner, context), { kind: 'drop_constraint', name }),
      cause: change as Change,
      rank: 'drop',
      needs: [id],
      uses: usesOf(previous, context).filter((used) => used !== id),
      removes: [
        previous.id,
        relationName(ownerNow(previous.owner, context).schema, name),
        constraintName(id, name),
      ],
      locks: [id, ...(previous.kind === 'foreign_key' ? referencedTable(previous.value, context) : [])],
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
  const name = partNameNow(previous, context);
  return [
    onExisting(owner, {
      statement: { kind: 'rename', target: previousTarget(previous, context), to: next.value.name },
      cause: change as Change,
      rank: 'rename',
      needs: [owner],
      removes: [relationName(ownerNow(previous.owner, context).schema, name), constraintName(owner, name)],
      provides: [
        next.id,
        relationName(next.owner.schema, next.value.name),
        constraintName(owner, next.value.name),
      ],
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
  const before =
    change.previous.kind === 'foreign_key' ? referencedTable(change.previous.value, context) : [];
  const drop = { kind: 'drop_constraint', name: element.value.name } as const;
  const add = { kind: 'add_constraint', constraint, notValid: true } as const;
  if (!mustStepAside(change.previous, context) && rivals(element, context).length === 0) {
    const step = addStep(element, change, context, [drop, add]);
    const locks = [...new Set([...step.locks, ...before])];
    return sequence(
      { ...step, uses, removes: [element.id], locks },
      ...proven,
      ...commentOn(element, change),
    );
  }
  // What the constraint stands on is made anew itself: it has to be out of the way while that happens.
  const made = addStep(element, change, context, [add]);
  return sequence(
    {
      ...made,
      statement: alterTable(element.owner, drop),
      needs: builtBefore(change, context),
      provides: [],
      uses,
      removes: [element.id],
      locks: [...new Set([objectId(element.owner), ...before])],
      opens: element.id,
    },
    { ...made, closes: element.id },
    ...proven,
    ...commentOn(element, change),
  );
}

/**
 * The index of the key on which a foreign key will stand takes long to build: that comes before the foreign key goes. Where a column
 * gets another type or is made anew, the foreign key has to be out of the way before that, and the index comes after.
 */
function builtBefore(change: Alter<'check'> | Alter<'foreign_key'>, context: Context): readonly Resource[] {
  if (change.next.kind !== 'foreign_key') return [];
  const below = dependencies(change.previous, context.pair.previous).map(context.to.id);
  const isRemade = (id: Id) => context.retyped.has(id) || (id.startsWith('column ') && context.anew.has(id));
  if (below.some(isRemade)) return [];
  const { schema, table, columns } = change.next.value.references;
  const target = findTable(context.pair.next, schema, table);
  const key = target && supportingKey(target, columns);
  const made = context.changes.find(
    (candidate): candidate is Add | Alter =>
      (candidate.type === 'add' || candidate.type === 'alter') && candidate.next.id === key,
  );
  if (made === undefined) return [];
  const { name } = made.next.value;
  if (made.type === 'alter') return [relationName(schema, temporaryName(schema, [name], 'new', context))];
  // A key that takes over the name of the one before it cannot be built while that is there.
  const old = context.changes.some(
    (candidate) =>
      candidate.type === 'drop' &&
      candidate.previous.value.name === name &&
      below.includes(context.to.id(candidate.previous.id)),
  );
  return old ? [] : [relationName(schema, name)];
}

/**
 * PostgreSQL lets a foreign key stand on the oldest key that fits. Those that go or are made anew have to do so before.
 */
function rivals(element: Element<'check' | 'foreign_key'>, context: Context): readonly Resource[] {
  if (element.kind !== 'foreign_key') return [];
  const { schema, table, columns } = element.value.references;
  const target = idOf('table', [schema, table]);
  return context.changes.flatMap((change): readonly Resource[] => {
    if (change.type !== 'drop' && change.type !== 'alter') return [];
    const { previous } = change;
    if (!('owner' in previous) || context.to.id(objectId(previous.owner)) !== target) return [];
    const names = keyColumns(previous)?.map((name) => context.to.column(previous.owner, name));
    if (names?.length !== columns.length || !columns.every((name) => names.includes(name))) return [];
    if (change.type === 'drop') return [absenceOf(previous.id)];
    return context.anew.has(change.next.id) ? [change.next.id] : [];
  });
}

/** The columns of a key or of an index that a foreign key can stand on. */
function keyColumns(element: Element): readonly string[] | undefined {
  switch (element.kind) {
    case 'primary_key':
    case 'unique':
      return element.value.columns;
    case 'index': {
      const columns = element.value.elements.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : []));
      const plain = element.value.where === undefined && columns.length === element.value.elements.length;
      return element.value.unique && plain ? columns : undefined;
    }
    default:
      return undefined;
  }
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
    needs: [...needsOf(element, context), ...rivals(element, context)],
    provides: [element.id, constraintName(owner, element.value.name)],
    locks: [...new Set([owner, ...target])],
  });
}
