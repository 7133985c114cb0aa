import type { Alter } from '../../diff/change.ts';
import { type Element, objectId, objectsOf, partId } from '../../model/element.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { Statement, TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, previousTable } from '../context.ts';
import { type Draft, draft, sequence, typeOfColumn } from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { alterTable, commentOn, hazard, onExisting } from './common.ts';

/**
 * Makes an enum or a domain anew where PostgreSQL cannot alter it: the old one steps aside under another name, the new one is made,
 * every column of the type is converted by way of text, the old one goes. All in one transaction.
 */
export function rebuildType(change: Alter<'enum'> | Alter<'domain'>, context: Context, create: Statement): readonly Draft[] {
  const { schema, name } = change.next.value;
  const aside = temporaryName(name, 'old');
  const element: Element = change.next;
  const type = { cause: change, rank: 'type', group: change.next.id } as const;
  const kind = element.kind === 'domain' ? 'domain' : 'enum';
  return sequence(
    draft({
      ...type,
      statement: { kind: 'rename', target: { kind, name: { schema, name } }, to: aside },
      removes: [change.next.id],
      needs: [],
      opens: change.next.id,
    }),
    draft({ ...type, statement: create, needs: needsOf(element, context), provides: [change.next.id] }),
    ...commentOn(element, change),
    ...columnsOf(change.next.value, context).map(({ table, column }) =>
      onExisting(objectId(table), {
        statement: alterTable(table, ...convert(column)),
        cause: change,
        group: change.next.id,
        rank: 'type',
        provides: [partId('column', table, column.name)],
        removes: [typeOfColumn(partId('column', table, column.name))],
        hazards: [
          hazard('rewrite', `${table.name} is written anew while nobody can read or write it`),
          hazard('backward-incompatible', `a row of ${table.name} whose ${column.name} the new type does not have makes this fail`),
        ],
      }),
    ),
    draft({
      ...type,
      statement: { kind: 'drop', target: { kind, name: { schema, name: aside } } },
      closes: change.next.id,
    }),
  );
}

/** Columns of the type that were there before and stay. */
function columnsOf(type: { schema: string; name: string }, context: Context): readonly { table: Table; column: Column }[] {
  const found: { table: Table; column: Column }[] = [];
  for (const table of objectsOf(context.pair.next, 'table')) {
    const previous = previousTable(table, context);
    if (previous === undefined) continue;
    for (const old of previous.columns) {
      const before = context.to.type(old.type);
      if (before.schema !== type.schema || before.name !== type.name) continue;
      const column = table.columns.find((candidate) => candidate.name === context.to.column(previous, old.name));
      if (column?.type.schema === type.schema && column.type.name === type.name) found.push({ table, column });
    }
  }
  return found;
}

/** A default has to step aside: it is an expression of the old type. */
function convert(column: Column): readonly TableAction[] {
  const set: TableAction = {
    kind: 'set_type',
    column: column.name,
    type: column.type,
    using: { kind: 'cast', byText: true },
  };
  if (column.value.kind !== 'default') return [set];
  return [
    { kind: 'drop_default', column: column.name },
    set,
    { kind: 'set_default', column: column.name, expression: column.value.expression },
  ];
}
