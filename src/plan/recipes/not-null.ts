import type { Change } from '../../diff/change.ts';
import { type Element, objectId } from '../../model/element.ts';
import type { Context } from '../context.ts';
import { type Draft, draft, valuesOf } from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { alterTable, hazard, onExisting } from './common.ts';

/**
 * Makes a column of an existing table NOT NULL without scanning it under a lock that blocks anybody. Up to PostgreSQL 17 by way of a
 * check that is validated first: SET NOT NULL skips its scan where a valid check proves that there are no nulls (documentation of
 * ALTER TABLE). From 18 on NOT NULL is itself a constraint that can be added NOT VALID.
 * @param refill what is done once no row can come without a value any more, before it is proven that there is none
 * @returns the steps in order; the caller chains them
 */
export function setNotNull(
  element: Element<'column'>,
  cause: Change,
  context: Context,
  refill: readonly Draft[],
): readonly Draft[] {
  const table = element.owner;
  const id = objectId(table);
  const column = element.value.name;
  const validate = (name: string) =>
    draft({
      statement: alterTable(table, { kind: 'validate_constraint', name }),
      cause,
      rank: 'table',
      group: id,
      timeouts: 'patient',
      boundary: { kind: 'own', key: `${id} ${name}` },
    });
  if (context.major >= 18) {
    const name = temporaryName(table.schema, [table.name, column], 'not_null', context);
    return [
      onExisting(id, {
        statement: alterTable(table, { kind: 'add_not_null', column, name, notValid: true }),
        cause,
        hazards: [incompatible(element)],
        needs: [element.id],
      }),
      ...refill,
      { ...validate(name), provides: [valuesOf(element.id)] },
    ];
  }
  const name = temporaryName(table.schema, [table.name, column], 'not_null_check', context);
  return [
    onExisting(id, {
      statement: alterTable(table, { kind: 'add_not_null_check', column, name }),
      cause,
      hazards: [incompatible(element)],
      needs: [element.id],
    }),
    ...refill,
    validate(name),
    onExisting(id, {
      statement: alterTable(table, { kind: 'set_not_null', column }),
      cause,
      provides: [valuesOf(element.id)],
    }),
    onExisting(id, { statement: alterTable(table, { kind: 'drop_constraint', name }), cause }),
  ];
}

function incompatible({ owner, value }: Element<'column'>) {
  return hazard(
    'backward-incompatible',
    value.value.kind === 'generated'
      ? `rows for which ${owner.name}.${value.name} is NULL make this fail`
      : `programs that leave ${owner.name}.${value.name} empty fail`,
  );
}
