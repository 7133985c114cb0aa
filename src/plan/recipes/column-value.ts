import type { Alter } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, idOf, objectId, type PartKind, partsOf } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { ColumnValue, Table } from '../../model/schema-object.ts';
import type { TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, usesOf } from '../context.ts';
import { type Draft, draft, persistenceOf, type Resource, relationName } from '../draft.ts';
import { alterTable, hazard, onExisting } from './common.ts';
import { sequenceNameNow } from './inner-names.ts';
import { joinedTables } from './joined-tables.ts';
import { begin } from './sequence.ts';
import { standingAfter } from './sequence-bounds.ts';

/**
 * Whether the column has to be dropped and added again: PostgreSQL can make no existing column a generated one, and before 17 it cannot
 * change what one is generated from. A virtual column has no stored values that could stay, and beside checks it keeps what it is generated
 * from (ATExecSetExpression in tablecmds.c).
 */
export function remakesColumn(change: Alter<'column'>, context: Context): boolean {
  const [old, value] = [change.previous.value.value, change.next.value.value];
  if (value.kind === 'generated') {
    const stuck = context.major < 17 || (!value.stored && hasChecks(change));
    return old.kind !== 'generated' || old.stored !== value.stored || stuck;
  }
  return old.kind === 'generated' && !old.stored;
}

function hasChecks({ previous, next }: Alter<'column'>): boolean {
  return [previous, next].some(({ owner }) => owner.kind === 'table' && owner.checks.length > 0);
}

/** Whether a column keeps what was computed and stands on nothing any more: DROP EXPRESSION comes before whatever happens below it. */
export function givesUpExpression(previous: Element, next: Element): boolean {
  return (
    previous.kind === 'column' &&
    next.kind === 'column' &&
    previous.value.value.kind === 'generated' &&
    previous.value.value.stored &&
    next.value.value.kind !== 'generated'
  );
}

/** What the steps of a change stand on that come after its expression is given up: the expression no more. */
export function usesAfterExpression(
  { previous, next }: Alter<'column'>,
  context: Context,
): readonly Resource[] {
  if (!givesUpExpression(previous, next)) return usesOf(previous, context);
  const plain: Element<'column'> = { ...previous, value: { ...previous.value, value: { kind: 'none' } } };
  return usesOf(plain, context);
}

/**
 * Whether a column gets another type between two sources of values of which one does not go with both types: what the old source leaves
 * goes first, and what the new one brings comes after. A sequence counts for every type that two columns with sequences can have.
 */
export function retypesBetweenSources({ previous, next, attributes }: Alter<'column'>): boolean {
  const [old, value] = [previous.value.value, next.value.value];
  return (
    attributes.includes('value') &&
    (attributes.includes('type') || attributes.includes('collation')) &&
    old.kind !== value.kind &&
    !(isPlain(old) && isPlain(value)) &&
    !(isCounter(old) && isCounter(value))
  );
}

function isCounter(value: ColumnValue): boolean {
  return value.kind === 'serial' || value.kind === 'identity';
}

/** What has to go before the type changes; a default, also one from a sequence, goes in the statement that changes it. */
export function leaveBeforeType(change: Alter<'column'>, context: Context): readonly Draft[] {
  const old = change.previous.value.value;
  return old.kind === 'identity' || old.kind === 'generated' ? leave(old, change, context) : [];
}

/** What is left to do once the type has changed, its default included. */
export function enterAfterType(change: Alter<'column'>, context: Context): readonly Draft[] {
  const [old, value] = [change.previous.value.value, change.next.value.value];
  const left = old.kind === 'serial' ? [dropOwnSequence(change, context)] : [];
  const entered = isPlain(value) ? [] : enter(value, change, context, old);
  return inOneTransaction(change, [...left, ...entered]);
}

/** From one source of values to another; the steps in order, the caller chains them. */
export function changeValue(change: Alter<'column'>, context: Context): readonly Draft[] {
  const [old, value] = [change.previous.value.value, change.next.value.value];
  if (old.kind === 'identity' && value.kind === 'identity') {
    return changeIdentity(change, context, old, value);
  }
  if (old.kind === 'generated' && value.kind === 'generated') {
    const owner = objectId(change.next.owner);
    const set = step(
      change,
      context,
      { kind: 'set_expression', column: change.next.value.name, expression: value.expression },
      [hazard('rewrite', `${change.next.owner.name} is written anew while nobody can read or write it`)],
    );
    return [{ ...set, locks: [...new Set([owner, ...joinedTables(change.previous, context)])] }];
  }
  const inTheWay =
    old.kind === 'default' && calledRoutines(change, context).some((id) => context.anew.has(id as Id));
  // A type change has put the default aside and set the new one.
  if (
    isPlain(old) &&
    isPlain(value) &&
    (change.attributes.includes('type') || hasRemadeType(change, context))
  ) {
    return inTheWay && !change.attributes.includes('type') ? [dropDefault(change, context)] : [];
  }
  if (inTheWay && value.kind === 'default') {
    const set = {
      kind: 'set_default',
      column: change.next.value.name,
      expression: value.expression,
    } as const;
    return [dropDefault(change, context), { ...step(change, context, set), uses: [] }];
  }
  return inOneTransaction(change, [...leave(old, change, context), ...enter(value, change, context, old)]);
}

function changeIdentity(
  change: Alter<'column'>,
  context: Context,
  old: Identity,
  next: Identity,
): readonly Draft[] {
  const {
    previous,
    next: { owner, value },
  } = change;
  const standing = standingAfter(
    { type: sequenceType(previous), options: old.options },
    { type: sequenceType(change.next), options: next.options },
  );
  const sequence = { schema: owner.schema, name: defaultSequenceName(owner.name, value.name) };
  const { always, options } = next;
  const set = { kind: 'set_identity', column: value.name, always, options } as const;
  return [
    ...(standing.kind === 'begins' ? [begin(sequence, standing, change, objectId(owner))] : []),
    step(change, context, standing.kind === 'restarts' ? { ...set, restart: true } : set),
  ];
}

type Identity = Extract<ColumnValue, { kind: 'identity' }>;

/** Where a sequence has to go on after the values that are there, nobody draws from it before that. */
function inOneTransaction(change: Alter<'column'>, steps: readonly Draft[]): readonly Draft[] {
  const closes = steps.some((each) => each.closes === change.next.id);
  return steps.map((each, position) =>
    closes && position === 0 ? { ...each, opens: change.next.id } : each,
  );
}

/** Before what the default calls is made anew. */
function dropDefault(change: Alter<'column'>, context: Context): Draft {
  return onExisting(objectId(change.next.owner), {
    statement: alterTable(change.next.owner, { kind: 'drop_default', column: change.next.value.name }),
    cause: change,
    uses: calledRoutines(change, context),
  });
}

function calledRoutines(change: Alter<'column'>, context: Context): readonly Resource[] {
  return usesOf(change.previous, context).filter((id) => id.startsWith('function '));
}

/** Whether the column's enum or domain is made anew: that converts the column, its default included. */
function hasRemadeType(change: Alter<'column'>, context: Context): boolean {
  const { schema, name } = change.next.value.type;
  return (
    schema !== undefined &&
    (['enum', 'domain'] as const).some((kind) => context.anew.has(idOf(kind, [schema, name])))
  );
}

export function isPlain(value: ColumnValue): boolean {
  return value.kind === 'none' || value.kind === 'default';
}

function leave(old: ColumnValue, change: Alter<'column'>, context: Context): readonly Draft[] {
  const column = change.next.value.name;
  const next = change.next.value.value;
  switch (old.kind) {
    case 'none':
      return [];
    case 'default':
      return next.kind === 'default' ? [] : [step(change, context, { kind: 'drop_default', column })];
    case 'serial':
      return [
        ...(next.kind === 'default' ? [] : [step(change, context, { kind: 'drop_default', column })]),
        ...(next.kind === 'default'
          ? [step(change, context, { kind: 'set_default', column, expression: next.expression })]
          : []),
        dropOwnSequence(change, context),
      ];
    case 'identity':
      return [dropIdentity(change, context)];
    case 'generated':
      return [dropExpression(change, context)];
  }
}

/** Needs nothing that the next source of values stands on, and comes before whatever happens to what the expression stands on. */
function dropExpression(change: Alter<'column'>, context: Context): Draft {
  const { owner, id, value } = change.next;
  return onExisting(objectId(owner), {
    statement: alterTable(owner, { kind: 'drop_expression', column: value.name }),
    cause: change,
    needs: [objectId(owner)],
    uses: usesOf(change.previous, context).filter((used) => used !== objectId(owner)),
    provides: [id],
  });
}

/** The sequence goes along, once it has the name that a sequence of the column's own is to take. */
function dropIdentity(change: Alter<'column'>, context: Context): Draft {
  const { owner, value } = change.next;
  const dropped = step(change, context, { kind: 'drop_identity', column: value.name });
  if (value.value.kind !== 'serial') return dropped;
  const sequence = relationName(owner.schema, defaultSequenceName(owner.name, value.name));
  return { ...dropped, needs: [...dropped.needs, sequence] };
}

function enter(
  value: ColumnValue,
  change: Alter<'column'>,
  context: Context,
  old: ColumnValue,
): readonly Draft[] {
  const column = change.next.value.name;
  switch (value.kind) {
    case 'none':
    case 'generated':
      return [];
    case 'default':
      return old.kind === 'serial'
        ? []
        : [step(change, context, { kind: 'set_default', column, expression: value.expression })];
    case 'serial':
      return giveSequence(change, context);
    case 'identity':
      return [
        step(change, context, { kind: 'add_identity', column, always: value.always, options: value.options }),
        advance(change, context),
      ];
  }
}

/** What `serial` is short for, on a column that exists: a sequence of its own that goes on after the values that are there. */
function giveSequence(change: Alter<'column'>, context: Context): readonly Draft[] {
  const element = change.next;
  const owner = element.owner as Table;
  const column = element.value.name;
  const sequence = { schema: owner.schema, name: defaultSequenceName(owner.name, column) };
  const id = objectId(owner);
  return [
    draft({
      statement: {
        kind: 'create_sequence',
        sequence: { kind: 'sequence', ...sequence, type: sequenceType(element), options: {}, hints: {} },
        ...(owner.unlogged ? { unlogged: true } : {}),
      },
      cause: change,
      rank: 'table',
      group: id,
      needs: [persistenceOf(id)],
      provides: [relationName(sequence.schema, sequence.name)],
    }),
    draft({
      statement: {
        kind: 'alter_sequence',
        sequence,
        action: { kind: 'owned_by', column: { schema: owner.schema, table: owner.name, column } },
      },
      cause: change,
      rank: 'table',
      group: id,
      needs: [element.id],
    }),
    onExisting(id, {
      statement: alterTable(owner, { kind: 'set_default_from_sequence', column, sequence }),
      cause: change,
    }),
    advance(change, context),
  ];
}

/** Rows that come before the lock would be missed, so it is held; the end of an index spares it the table. */
function advance(change: Alter<'column'>, context: Context): Draft {
  const owner = change.next.owner as Table;
  const column = change.next.value.name;
  const index = leadingIndex(change.previous, context);
  return draft({
    statement: {
      kind: 'advance_sequence',
      sequence: { schema: owner.schema, name: defaultSequenceName(owner.name, column) },
      table: { schema: owner.schema, name: owner.name },
      column,
    },
    cause: change,
    rank: 'table',
    group: objectId(owner),
    closes: change.next.id,
    ...(index === undefined
      ? { work: `every row of ${owner.name} is read for the greatest ${column}` }
      : { uses: [index] }),
  });
}

/** The id of an index that begins with the column and stays, so that the greatest value stands at its end. */
function leadingIndex({ owner, value: { name } }: Element<'column'>, context: Context): Id | undefined {
  return partsOf(owner)
    .filter((part) => firstColumn(part) === name)
    .map(({ id }) => context.to.id(id))
    .find((id) => !context.anew.has(id));
}

/** The first column of a btree index with all rows. */
function firstColumn(part: Element<PartKind>): string | undefined {
  switch (part.kind) {
    case 'primary_key':
    case 'unique':
      return part.value.columns[0];
    case 'index': {
      const { method, where, invalid, elements } = part.value;
      const key = elements[0]?.key;
      const usable = method === 'btree' && where === undefined && invalid !== true;
      return usable && key?.kind === 'column' ? key.name : undefined;
    }
    default:
      return undefined;
  }
}

function sequenceType(element: Element<'column'>): 'smallint' | 'integer' | 'bigint' {
  const { name } = element.value.type;
  return name === 'smallint' || name === 'integer' ? name : 'bigint';
}

/** The sequence has followed the new names of table and column only where the next column draws from one of its own, too. */
function dropOwnSequence(change: Alter<'column'>, context: Context): Draft {
  const { previous, next } = change;
  const owner = next.owner;
  const old = sequenceNameNow(previous.owner as Table, previous.value.name, context);
  const current =
    next.value.value.kind === 'identity' ? defaultSequenceName(owner.name, next.value.name) : old;
  const name = { schema: owner.schema, name: current };
  const resource = relationName(name.schema, name.name);
  return draft({
    statement: { kind: 'drop', target: { kind: 'sequence', name } },
    cause: change,
    rank: 'table',
    group: objectId(owner),
    // Nobody draws from it any more, but whoever still looks at it would keep the whole transaction waiting.
    timeouts: 'brief',
    ...(current === old ? { removes: [resource] } : { needs: [resource] }),
  });
}

function step(
  change: Alter<'column'>,
  context: Context,
  action: TableAction,
  hazards: Draft['hazards'] = [],
): Draft {
  return onExisting(objectId(change.next.owner), {
    statement: alterTable(change.next.owner, action),
    cause: change,
    hazards,
    needs: needsOf(change.next, context),
    uses: usesAfterExpression(change, context),
    provides: [change.next.id],
  });
}
