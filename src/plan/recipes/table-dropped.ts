import type { Drop } from '../../diff/change.ts';
import { type Element, partsOf } from '../../model/element.ts';
import type { Table } from '../../model/schema-object.ts';
import { type Context, nameNow, usesOf } from '../context.ts';
import { type Draft, draft, type Resource, relationName } from '../draft.ts';
import { alterTable, hazard } from './common.ts';
import { innerNames } from './inner-names.ts';
import { referencedTable } from './joined-tables.ts';
import { relationNames } from './objects.ts';
import { withoutOwn } from './without-own.ts';

/** One DROP TABLE takes everything that is the table's own; only what closes a cycle of foreign keys has to go before. */
export function dropTable(change: Drop<'table'>, context: Context): readonly Draft[] {
  const { value, id } = change.previous;
  const parts = partsOf(value);
  const early = parts.filter((part) => context.earlyForeignKeys.has(part.id));
  const inside = parts.filter((part) => !early.includes(part));
  const uses = inside.flatMap((part) => usesOf(part, context));
  return [
    ...early.map((part) =>
      draft({
        statement: alterTable(nameNow(value, context), { kind: 'drop_constraint', name: part.value.name }),
        cause: change,
        rank: 'drop',
        group: id,
        uses: usesOf(part, context),
        removes: [part.id],
        locks: [id, ...(part.kind === 'foreign_key' ? referencedTable(part.value, context) : [])],
      }),
    ),
    draft({
      statement: { kind: 'drop', target: { kind: 'table', name: nameNow(value, context) } },
      cause: change,
      rank: 'drop',
      group: id,
      uses: withoutOwn(
        id,
        [...usesOf(change.previous, context), ...uses, ...early.map((part) => part.id)],
        inside,
      ),
      removes: [
        id,
        ...inside.map((part) => part.id),
        ...relationNames(change.previous, context),
        ...innerNames(value).map((name) => relationName(context.to.schema(value.schema), name)),
        ...ownedSequences(value, context),
      ],
      locks: [
        id,
        ...value.foreignKeys
          .filter((key) => !early.some((part) => part.value === key))
          .flatMap((key) => referencedTable(key, context)),
      ],
      hazards: [
        hazard('data-loss', `every row of ${value.name} is lost`),
        hazard('backward-incompatible', `programs that use ${value.name} fail`),
      ],
    }),
  ];
}

/** What DROP TABLE takes along although it is no part of the table. */
function ownedSequences(value: Table, context: Context): readonly Resource[] {
  return droppedSequences(context.changes).flatMap((sequence) => {
    const owner = sequence.value.ownedBy;
    return owner?.schema === value.schema && owner.table === value.name
      ? [sequence.id, ...relationNames(sequence, context)]
      : [];
  });
}

const dropped = new WeakMap<Context['changes'], readonly Element<'sequence'>[]>();

/** Those that belonged to a column. */
function droppedSequences(changes: Context['changes']): readonly Element<'sequence'>[] {
  const known = dropped.get(changes);
  if (known !== undefined) return known;
  const sequences = changes.flatMap((change) =>
    change.type === 'drop' && change.previous.kind === 'sequence' && change.previous.value.ownedBy
      ? [change.previous]
      : [],
  );
  dropped.set(changes, sequences);
  return sequences;
}
