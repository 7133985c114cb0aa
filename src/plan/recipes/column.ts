import type { Alter, Change, Rename } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, objectId, type PartKind, partId, partsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Column, ColumnValue, Exclusion, Table } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import type { TableAction } from '../../sql/statement.ts';
import {
  type Context,
  isBoundToTypes,
  needsOf,
  needsOfExpression,
  previousTable,
  usesOf,
} from '../context.ts';
import {
  absenceOf,
  columnsOf,
  type Draft,
  draft,
  type Resource,
  relationName,
  sequence,
  typeOfColumn,
  valuesOf,
} from '../draft.ts';
import { changeType, hasNoConversion, recomputesForType } from './column-type.ts';
import {
  changeValue,
  enterAfterType,
  leaveBeforeType,
  remakesColumn,
  retypesBetweenSources,
} from './column-value.ts';
import {
  alterTable,
  changeComment,
  commentOn,
  hazard,
  idNow,
  onExisting,
  ownerNow,
  previousTarget,
} from './common.ts';
import { domainsOf } from './domains-of.ts';
import { drawsFromOwnSequence, sequenceNameNow } from './inner-names.ts';
import { setNotNull } from './not-null.ts';
import { nothing, type Recipe } from './recipe.ts';
import { referencedTable, renameSequence } from './table.ts';
import { isVolatile } from './volatility.ts';

/** How many rows one transaction of a backfill fills: short enough for its row locks to go unnoticed. */
const batchSize = 10_000;

export const column: Recipe<'column'> = {
  add: (change, context) => {
    const [added, ...rest] = addColumn(change.next, change, context);
    if (added === undefined) return [];
    return sequence({ ...added, prefers: [...added.prefers, ...addedBefore(change.next, context)] }, ...rest);
  },
  drop: (change, context) => [dropColumn(change.previous, change, context)],
  rename: (change, context) => renameColumn(change, context),
  replace: (change, context) =>
    sequence(
      { ...dropColumn(change.previous, change, context, change.next), rank: 'table', opens: change.next.id },
      ...addColumn(change.next, change, context).map((step, position) =>
        position === 0 ? { ...step, closes: change.next.id } : step,
      ),
    ),
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

/**
 * The new column that stands before this one in the spec. No ALTER TABLE moves a column afterwards, and a query of all columns shows where
 * it is.
 */
function addedBefore({ owner, value }: Element<'column'>, context: Context): readonly Resource[] {
  const table = owner as Table;
  const old = previousTable(table, context);
  const had = new Set(old?.columns.map(({ name }) => old && context.to.column(old, name)));
  return table.columns
    .slice(0, table.columns.indexOf(value))
    .filter(({ name }) => !had.has(name))
    .slice(-1)
    .map(({ name }) => partId('column', table, name));
}

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

/** The steps in order; the caller chains them. */
function addColumn(element: Element<'column'>, cause: Change, context: Context): readonly Draft[] {
  const { value } = element;
  const owner = element.owner as Table;
  const id = objectId(owner);
  const fill = fillExpression(value, context);
  const later = fill !== undefined || (value.notNull && isProvenLater(value.value));
  const first = later ? withoutLaterParts(value, fill !== undefined) : value;
  // As an action of its own the default is for new rows only; as part of the column it would be computed for all.
  const defaultLater: readonly TableAction[] =
    fill !== undefined && value.value.kind === 'default'
      ? [{ kind: 'set_default', column: value.name, expression: value.value.expression }]
      : [];
  return [
    onExisting(id, {
      statement: alterTable(owner, { kind: 'add_column', column: first }, ...defaultLater),
      cause,
      needs: needsOf(element, context),
      provides: [
        element.id,
        columnsOf(id),
        ...(drawsFromOwnSequence(value) ? [sequenceName(owner, value.name)] : []),
      ],
      hazards: addHazards(element, first, later, context),
    }),
    ...(fill === undefined ? [] : [backfill(element, fill, cause, context)]),
    ...(later && value.notNull ? setNotNull(element, cause, context, refill(element, cause, context)) : []),
    ...commentOn(element, cause),
  ];
}

/** Whether NOT NULL would have to read rows that ADD COLUMN leaves as they are. */
function isProvenLater(value: ColumnValue): boolean {
  return value.kind === 'none' || (value.kind === 'generated' && !value.stored);
}

/** What existing rows get in batches; undefined where the catalog alone can say it, or where nothing does. */
function fillExpression(value: Column, context: Context): Sql | undefined {
  if (value.hints.backfill !== undefined) return value.hints.backfill;
  if (value.value.kind !== 'default') return undefined;
  return isVolatile(value.value.expression, context.pair.next) ? value.value.expression : undefined;
}

/** NOT NULL comes once every row has a value, and the default once it can apply to new rows only. */
function withoutLaterParts(value: Column, filled: boolean): Column {
  const { comment: _, ...rest } = value;
  return { ...rest, notNull: false, value: filled ? { kind: 'none' } : value.value };
}

/** @param first the column as ADD COLUMN makes it */
function addHazards(element: Element<'column'>, first: Column, later: boolean, context: Context) {
  const { value } = element;
  const table = element.owner.name;
  const rewrites =
    drawsFromOwnSequence(value) ||
    (value.value.kind === 'generated' && value.value.stored) ||
    rewritesForDomain(first, context.pair.next);
  const empty = later && value.notNull && value.value.kind === 'none' && value.hints.backfill === undefined;
  return [
    ...(rewrites ? [hazard('rewrite', `${table} is written anew while nobody can read or write it`)] : []),
    ...(empty
      ? [
          hazard(
            'backward-incompatible',
            `rows that exist have no ${value.name}: this fails unless ${table} is empty; a default or a backfill would fill them`,
          ),
        ]
      : []),
  ];
}

/** Whether existing rows have to pass the constraints of the column's domain, or get its default one by one. */
function rewritesForDomain(column: Column, model: Model): boolean {
  const chain = domainsOf(column.type, model);
  if (chain.some((domain) => domain.notNull || domain.checks.length > 0)) return true;
  const inherited = chain.find((domain) => domain.default !== undefined)?.default;
  return column.value.kind === 'none' && inherited !== undefined && isVolatile(inherited, model);
}

function backfill(element: Element<'column'>, expression: Sql, cause: Change, context: Context): Draft {
  const owner = element.owner as Table;
  const previous = previousTable(owner, context);
  const key = previous === undefined ? [] : walkedKey(previous, owner, context);
  const own = new Set<Resource>([valuesOf(element.id)]);
  return draft({
    statement: {
      kind: 'backfill',
      backfill: {
        table: { schema: owner.schema, name: owner.name },
        column: element.value.name,
        expression,
        key,
        batchSize,
      },
    },
    cause,
    rank: 'table',
    group: objectId(owner),
    timeouts: 'patient',
    boundary: { kind: 'outside' },
    needs: [
      element.id,
      ...needsOfExpression(owner, expression, context).filter((resource) => !own.has(resource)),
    ],
    provides: [valuesOf(element.id)],
    // The values are those that the next constraints let in.
    prefers: context.changes.flatMap((change) =>
      change.type === 'drop' && holdsValues(change.previous, element, context)
        ? [absenceOf(change.previous.id)]
        : [],
    ),
    // A column that the plan drops can still be read before it goes.
    uses:
      previous === undefined ? [] : columnsNamed(previous, expression.mentions.columns).map(context.to.id),
    hazards:
      key.length === 0
        ? [
            hazard(
              'blocking',
              `${owner.name} has no primary key: all its rows are locked until every one is filled`,
            ),
          ]
        : [],
  });
}

/** Whether a constraint or index of the previous model speaks of what a column has for values. */
function holdsValues(part: Element, column: Element<'column'>, context: Context): boolean {
  if (!('owner' in part) || !takenKinds.has(part.kind)) return false;
  if (idNow(part.owner, context) !== objectId(column.owner)) return false;
  return usesOf(part, context).some((used) => used === column.id);
}

/** Rows that came without a value between the end of the backfill and what keeps them out, which they would make fail. */
function refill(element: Element<'column'>, cause: Change, context: Context): readonly Draft[] {
  const { hints, value } = element.value;
  if (hints.backfill === undefined || value.kind === 'default') return [];
  return [backfill(element, hints.backfill, cause, context)];
}

/** The primary key that the table has when the plan begins: its index is there, and its columns are filled. */
function walkedKey(
  previous: Table,
  next: Table,
  context: Context,
): readonly { name: string; type: DataType }[] {
  const columns = (previous.primaryKey?.columns ?? []).map((name) => {
    const now = context.to.column(previous, name);
    return next.columns.find((column) => column.name === now);
  });
  return columns.flatMap((column) =>
    column === undefined ? [] : [{ name: column.name, type: column.type }],
  );
}

function columnsNamed(owner: Table, names: readonly string[]): readonly Id[] {
  return owner.columns
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => partId('column', owner, name));
}

function changeNotNull(change: Alter<'column'>, context: Context): readonly Draft[] {
  const { next } = change;
  const owner = objectId(next.owner);
  if (!next.value.notNull) {
    return [
      onExisting(owner, {
        statement: alterTable(next.owner, { kind: 'drop_not_null', column: next.value.name }),
        cause: change,
        // A primary key keeps its columns NOT NULL: it goes first.
        needs: [next.id, ...keysOn(change.previous, context)],
      }),
    ];
  }
  const fill = next.value.hints.backfill;
  return sequence(
    ...(fill === undefined ? [] : [backfill(next, fill, change, context)]),
    ...setNotNull(next, change, context, refill(next, change, context)),
  );
}

function keysOn(previous: Element<'column'>, context: Context): readonly Resource[] {
  const owner = previous.owner as Table;
  return partsOf(owner).flatMap((part) =>
    part.kind === 'primary_key' && part.value.columns.includes(previous.value.name)
      ? [absenceOf(context.to.id(part.id))]
      : [],
  );
}

/**
 * DROP COLUMN takes the table's own constraints and indexes that contain the column with it.
 * @param now the column as plans name it: one that is made anew has been renamed by then
 */
function dropColumn(
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

const takenKinds: ReadonlySet<PartKind> = new Set([
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
  const columns = new Set(carriers(part, context));
  return usesOf(part, context).filter((used) => !columns.has(used));
}

/** The dropped column that a dropped part goes with, if there is one. */
export function carrier(part: Element<PartKind>, context: Context): Resource | undefined {
  return carriers(part, context)[0];
}

/** The dropped columns of which each takes the part along. */
function carriers(part: Element<PartKind>, context: Context): readonly Resource[] {
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

function sequenceName(owner: Table, name: string): Resource {
  return relationName(owner.schema, defaultSequenceName(owner.name, name));
}
