import type { Alter } from '../../diff/change.ts';
import { dependencies } from '../../model/dependencies.ts';
import {
  type Element,
  objectElement,
  objectId,
  objectsOf,
  partElement,
  partId,
} from '../../model/element.ts';
import type { Column, Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { Statement, TableAction } from '../../sql/statement.ts';
import { type Context, needsOf, previousTable } from '../context.ts';
import { absenceOf, asideOf, type Draft, draft, type Resource, sequence, typeOfColumn } from '../draft.ts';
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
  const aside = temporaryName(schema, [name], 'old', context);
  const element: Element = change.next;
  const type = { cause: change, rank: 'type', group: change.next.id } as const;
  const kind = element.kind === 'domain' ? 'domain' : 'enum';
  const users = columnsOf(change.next.value, context);
  return sequence(
    draft({
      ...type,
      statement: { kind: 'rename', target: { kind, name: { schema, name } }, to: aside },
      // What has to be out of the way of a column's conversion goes before the transaction that does it all.
      removes: [
        change.next.id,
        ...users.flatMap(({ table, columns }) =>
          columns.map(({ next }) => typeOfColumn(partId('column', table, next.name))),
        ),
      ],
      opens: change.next.id,
    }),
    draft({ ...type, statement: create, needs: needsOf(element, context), provides: [change.next.id] }),
    ...commentOn(element, change),
    // One statement a table: it is written anew only once.
    ...users.map(({ table, columns }) =>
      onExisting(objectId(table), {
        statement: alterTable(table, ...columns.flatMap(convert)),
        cause: change,
        group: change.next.id,
        rank: 'type',
        needs: columns.flatMap(({ next }) => needsOf(partElement('column', table, next), context)),
        provides: columns.map((column) => partId('column', table, column.next.name)),
        removes: columns.map((column) => typeOfColumn(partId('column', table, column.next.name))),
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
      needs: domainsOver(change, context),
      removes: [asideOf(change.next.id)],
      closes: change.next.id,
    }),
  );
}

type Converted = { readonly previous: Column; readonly next: Column };
type Users = { readonly table: Table; readonly columns: readonly Converted[] };

/** The tables with columns of the type that were there before and stay, unless they are made anew themselves. */
function columnsOf(
  type: { readonly schema: string; readonly name: string },
  context: Context,
): readonly Users[] {
  return objectsOf(context.pair.next, 'table').flatMap((table): readonly Users[] => {
    const before = previousTable(table, context);
    const columns = (before?.columns ?? []).flatMap((previous): readonly Converted[] => {
      const name = before === undefined ? previous.name : context.to.column(before, previous.name);
      const next = table.columns.find((column) => column.name === name);
      if (context.anew.has(partId('column', table, name))) return [];
      const stays = next !== undefined && isOf(context.to.type(previous.type), type) && isOf(next.type, type);
      return stays ? [{ previous, next }] : [];
    });
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}

/** Domains over the type that are made anew as well: they let go of the old one only when their own old one goes. */
function domainsOver(change: Alter<'enum'> | Alter<'domain'>, context: Context): readonly Resource[] {
  return objectsOf(context.pair.previous, 'domain')
    .filter((domain) =>
      dependencies(objectElement(domain), context.pair.previous).includes(change.previous.id),
    )
    .map((domain) => context.to.id(objectId(domain)))
    .filter((id) => context.anew.has(id))
    .map((id) => absenceOf(asideOf(id)));
}

function isOf(type: DataType, { schema, name }: { readonly schema: string; readonly name: string }): boolean {
  return type.schema === schema && type.name === name;
}

/** A default has to step aside: it is an expression of the old type. */
function convert({ previous, next }: Converted): readonly TableAction[] {
  const column = next.name;
  return [
    ...(previous.value.kind === 'default' ? [{ kind: 'drop_default' as const, column }] : []),
    { kind: 'set_type', column, type: next.type, using: { kind: 'cast', byText: true } },
    ...(next.value.kind === 'default'
      ? [{ kind: 'set_default' as const, column, expression: next.value.expression }]
      : []),
  ];
}
