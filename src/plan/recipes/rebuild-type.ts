import type { Alter } from '../../diff/change.ts';
import { type Element, objectId, objectsOf, partId } from '../../model/element.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { Statement, TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, previousTable } from '../context.ts';
import { type Draft, draft, sequence, typeOfColumn } from '../draft.ts';
import { temporaryName } from '../temporary-name.ts';
import { alterTable, commentOn, hazard, onExisting } from './common.ts';

/**
 * Makes an enum or a domain anew where PostgreSQL cannot alter it: the old one steps aside under another name, the new one is made,
 * every column of the type is converted by way of text, the old one goes. All in one transaction.
 */
export function rebuildType(
  change: Alter<'enum'> | Alter<'domain'>,
  context: Context,
  create: Statement,
): readonly Draft[] {
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
    // One statement a table: it is written anew only once.
    ...columnsOf(change.next.value, context).map(({ table, columns }) =>
      onExisting(objectId(table), {
        statement: alterTable(table, ...columns.flatMap(convert)),
        cause: change,
        group: change.next.id,
        rank: 'type',
        provides: columns.map((column) => partId('column', table, column.name)),
        removes: columns.map((column) => typeOfColumn(partId('column', table, column.name))),
        hazards: [
          hazard('rewrite', `${table.name} is written anew while nobody can read or write it`),
          hazard(
            'backward-incompatible',
            `a row of ${table.name} with a value that the new type does not have makes this fail`,
          ),
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

type Users = { readonly table: Table; readonly columns: readonly Column[] };

/** The tables with columns of the type that were there before and stay. */
function columnsOf(
  type: { readonly schema: string; readonly name: string },
  context: Context,
): readonly Users[] {
  return objectsOf(context.pair.next, 'table').flatMap((table): readonly Users[] => {
    const previous = previousTable(table, context);
    const before = new Set(
      previous?.columns
        .filter((old) => isOf(context.to.type(old.type), type))
        .map((old) => context.to.column(previous, old.name)),
    );
    const columns = table.columns.filter((column) => before.has(column.name) && isOf(column.type, type));
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}

function isOf(type: DataType, { schema, name }: { readonly schema: string; readonly name: string }): boolean {
  return type.schema === schema && type.name === name;
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
