import { InternalError } from '../../../diagnostic/diagnostic.ts';
import type { Index, MaterializedView, Table, Trigger, View } from '../../../model/schema-object.ts';
import { byName } from '../../../spec/read/reader.ts';
import type { Rows } from '../rows/queries.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { SequenceRow } from '../rows/sequences.ts';
import { ColumnNames } from './column-names.ts';
import type { Context } from './context.ts';
import { buildIndex, indexNames } from './indexes.ts';
import { groupBy, present } from './lists.ts';
import { tableBuilder } from './tables.ts';
import { buildTrigger } from './triggers.ts';
import { buildMaterializedView, buildView } from './views.ts';

export type BuiltRelations = {
  readonly objects: readonly (Table | View | MaterializedView)[];
  readonly columns: ColumnNames;
  /** Sequences that serial and identity columns have for themselves. */
  readonly consumed: ReadonlySet<SequenceRow>;
};

/** Tables and views with all their parts. */
export function buildRelations(
  rows: Rows,
  isRead: (relation: number) => boolean,
  context: Context,
): BuiltRelations {
  const columns = new ColumnNames(rows.columns);
  const names = indexNames(rows, columns);
  const tables = tableBuilder(rows, columns, names, context);
  const queries = new Map(rows.views.map((row) => [row.oid, row.query]));
  const indexes = groupBy(withoutConstraints(rows), ({ relation }) => relation);
  const triggers = groupBy(rows.triggers, ({ relation }) => relation);

  const indexesOf = (row: RelationRow): readonly Index[] =>
    (indexes.get(row.oid) ?? [])
      .map((index) => buildIndex(index, row, names, context))
      .filter(present)
      .sort(byName);
  const triggersOf = (row: RelationRow): readonly Trigger[] =>
    (triggers.get(row.oid) ?? [])
      .map((trigger) => buildTrigger(trigger, row, columns, context))
      .filter(present)
      .sort(byName);
  const build = (row: RelationRow): Table | View | MaterializedView | undefined => {
    noteColumns(row, columns, context);
    const query = queries.get(row.oid) ?? '';
    switch (row.kind) {
      case 'r':
        return { ...tables.build(row), indexes: indexesOf(row), triggers: triggersOf(row) };
      case 'v':
        return buildView(row, query, triggersOf(row), columns, context);
      case 'm':
        return buildMaterializedView(row, query, indexesOf(row), columns, context);
      default:
        throw new InternalError(`${row.name} is read and not covered`);
    }
  };
  const objects = rows.relations
    .filter(({ oid }) => isRead(oid))
    .map(build)
    .filter(present);
  return { objects, columns, consumed: tables.consumed };
}

function withoutConstraints(rows: Rows): Rows['indexes'] {
  // Foreign keys name an index, too: the one of the key that they lead to.
  const behind = new Set(rows.constraints.filter(({ type }) => type !== 'f').map(({ index }) => index));
  return rows.indexes.filter(({ oid }) => !behind.has(oid));
}

function noteColumns(row: RelationRow, columns: ColumnNames, context: Context): void {
  for (const { name, not_covered: kinds } of columns.of(row.oid))
    for (const kind of kinds ?? []) context.note(kind, [row.schema, row.name, name]);
}
