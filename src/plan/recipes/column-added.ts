import type { Change } from '../../diff/change.ts';
import { defaultSequenceName } from '../../model/default-names.ts';
import { type Element, objectId, partId } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Column, ColumnValue, Table } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, previousTable } from '../context.ts';
import { columnsOf, type Draft, type Resource, relationName } from '../draft.ts';
import { backfill, refill } from './backfill.ts';
import { alterTable, commentOn, hazard, onExisting } from './common.ts';
import { domainsOf } from './domains-of.ts';
import { drawsFromOwnSequence } from './inner-names.ts';
import { setNotNull } from './not-null.ts';
import { isVolatile } from './volatility.ts';

/**
 * The new column that stands before this one in the spec. No ALTER TABLE moves a column afterwards, and a query of all columns shows where
 * it is.
 */
export function addedBefore({ owner, value }: Element<'column'>, context: Context): readonly Resource[] {
  const table = owner as Table;
  const old = previousTable(table, context);
  const had = new Set(old?.columns.map(({ name }) => old && context.to.column(old, name)));
  return table.columns
    .slice(0, table.columns.indexOf(value))
    .filter(({ name }) => !had.has(name))
    .slice(-1)
    .map(({ name }) => partId('column', table, name));
}

/** The steps in order; the caller chains them. */
export function addColumn(element: Element<'column'>, cause: Change, context: Context): readonly Draft[] {
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

function sequenceName(owner: Table, name: string): Resource {
  return relationName(owner.schema, defaultSequenceName(owner.name, name));
}
