import type { Alter } from '../../diff/change.ts';
import { type Element, objectId, partsOf } from '../../model/element.ts';
import type { Table } from '../../model/schema-object.ts';
import type { Context } from '../context.ts';
import { absenceOf, type Draft, type Resource, sequence } from '../draft.ts';
import { backfill, refill } from './backfill.ts';
import { alterTable, onExisting } from './common.ts';
import { setNotNull } from './not-null.ts';

/** The steps in order. Rows are filled first, so that none is in the way. */
export function changeNotNull(change: Alter<'column'>, context: Context): readonly Draft[] {
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
