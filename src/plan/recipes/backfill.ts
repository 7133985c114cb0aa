import type { Change } from '../../diff/change.ts';
import { type Element, objectId, partId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Table } from '../../model/schema-object.ts';
import type { Sql } from '../../model/sql.ts';
import type { DataType } from '../../model/type.ts';
import { type Context, needsOfExpression, previousTable, usesOf } from '../context.ts';
import { absenceOf, type Draft, draft, type Resource, valuesOf } from '../draft.ts';
import { takenKinds } from './column-dropped.ts';
import { hazard, idNow } from './common.ts';

/** How many rows one transaction of a backfill fills: short enough for its row locks to go unnoticed. */
const batchSize = 10_000;

/** Existing rows get the values of an expression, batch by batch along the table's key, outside of any transaction. */
export function backfill(
  element: Element<'column'>,
  expression: Sql,
  cause: Change,
  context: Context,
): Draft {
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
export function refill(element: Element<'column'>, cause: Change, context: Context): readonly Draft[] {
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
