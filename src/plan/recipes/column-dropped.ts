import type { Change } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, type PartKind, partsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Exclusion, Table } from '../../model/schema-object.ts';
import { type Context, isBoundToTypes, usesOf } from '../context.ts';
import { columnsOf, type Draft, type Resource, relationName, typeOfColumn } from '../draft.ts';
import { alterTable, hazard, idNow, onExisting, ownerNow } from './common.ts';
import { drawsFromOwnSequence } from './inner-names.ts';
import { referencedTable } from './joined-tables.ts';

/**
 * DROP COLUMN takes the table's own constraints and indexes that contain the column with it.
 * @param now the column as plans name it: one that is made anew has been renamed by then
 */
export function dropColumn(
  previous: Element<'column'>,
  cause: Change,
  context: Context,
  now: Element<'column'> = previous,
): Draft {
  const owner = previous.owner as Table;
  const id = idNow(owner, context);
  const taken = takenAlong(previous, context);
  const { schema } = ownerNow(owner, context);
  return onExisting(id, {
    statement: alterTable(ownerNow(owner, context), { kind: 'drop_column', column: now.value.name }),
    cause,
    rank: 'drop',
    needs: [id],
    uses: [...usesOf(previous, context), ...taken.flatMap((part) => usesOfTaken(part, context))].filter(
      (used) => used !== now.id && used !== id,
    ),
    provides: [columnsOf(id)],
    locks: [
      id,
      ...taken.flatMap((part) => (part.kind === 'foreign_key' ? referencedTable(part.value, context) : [])),
    ],
    removes: [
      now.id,
      typeOfColumn(now.id),
      ...taken.flatMap((part) => [part.id, relationName(schema, part.value.name)]),
      ...(drawsFromOwnSequence(previous.value)
        ? [relationName(schema, defaultSequenceName(owner.name, previous.value.name))]
        : []),
    ],
    hazards: [
      hazard('data-loss', `the values of ${owner.name}.${previous.value.name} are lost`),
      hazard('backward-incompatible', `programs that use ${owner.name}.${previous.value.name} fail`),
    ],
  });
}

/** Kinds of parts that DROP COLUMN takes with it. */
export const takenKinds: ReadonlySet<PartKind> = new Set([
  'primary_key',
  'unique',
  'check',
  'foreign_key',
  'exclusion',
  'index',
]);

/** The parts that the plan drops and that go with this column; a part with several dropped columns goes with the first of them. */
function takenAlong(previous: Element<'column'>, context: Context): readonly Element<PartKind>[] {
  return context.changes.flatMap((change) =>
    change.type === 'drop' && 'owner' in change.previous && carrier(change.previous, context) === previous.id
      ? [change.previous]
      : [],
  );
}

/** What stands in the way of a part that goes with a column; whichever of its columns goes first, takes it along. */
function usesOfTaken(part: Element<PartKind>, context: Context): readonly Resource[] {
  const gone = new Set(carriers(part, context).flatMap((column) => [column, typeOfColumn(column)]));
  return usesOf(part, context).filter((used) => !gone.has(used));
}

/** The dropped column that a dropped part goes with, if there is one. */
export function carrier(part: Element<PartKind>, context: Context): Id | undefined {
  return carriers(part, context)[0];
}

/** The dropped columns of which each takes the part along. */
function carriers(part: Element<PartKind>, context: Context): readonly Id[] {
  if (!takenKinds.has(part.kind)) return [];
  const ids = usesOf(part, context);
  // What has to go before another column gets its next type does not wait for a column that may have to go after that.
  if (isBoundToTypes(part) && ids.some((id) => context.retyped.has(id as Id))) return [];
  const uses = new Set<Resource>(ids);
  return partsOf(part.owner)
    .filter((candidate) => candidate.kind === 'column' && uses.has(context.to.id(candidate.id)))
    .filter((candidate) => takesAlong(part, candidate.value.name))
    .map((candidate) => candidate.id)
    .filter((id) => isDropped(id, context))
    .sort();
}

/**
 * Of its columns those that take a part along. What only an expression or WHERE of an exclusion constraint mentions does not: its index keeps
 * the column from going; nor does a column that a foreign key refers to.
 */
function takesAlong(part: Element<PartKind>, column: string): boolean {
  if (part.kind === 'foreign_key') return part.value.columns.includes(column);
  return part.kind !== 'exclusion' || hasColumn(part.value, column);
}

function hasColumn({ elements, include }: Exclusion, name: string): boolean {
  return include.includes(name) || elements.some(({ key }) => key.kind === 'column' && key.name === name);
}

const dropped = new WeakMap<Context['changes'], ReadonlySet<Resource>>();

function isDropped(id: Resource, context: Context): boolean {
  let ids = dropped.get(context.changes);
  if (ids === undefined) {
    ids = new Set(context.changes.flatMap((change) => (change.type === 'drop' ? [change.previous.id] : [])));
    dropped.set(context.changes, ids);
  }
  return ids.has(id);
}
