import type { Table } from '../../../model/schema-object.ts';
import type { Rows } from '../rows/queries.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { SequenceRow } from '../rows/sequences.ts';
import type { ColumnNames } from './column-names.ts';
import { buildColumn } from './columns.ts';
import { buildConstraints } from './constraints.ts';
import type { Context } from './context.ts';
import type { IndexNames } from './indexes.ts';
import { groupBy, indexBy, partKey } from './lists.ts';
import { storageParameters } from './parameters.ts';

/** Makes tables without their indexes and triggers. */
export type TableBuilder = {
  build(row: RelationRow): Omit<Table, 'indexes' | 'triggers'>;
  /** Sequences that serial and identity columns of the tables so far have for themselves. */
  readonly consumed: ReadonlySet<SequenceRow>;
};

export function tableBuilder(
  rows: Rows,
  columns: ColumnNames,
  names: IndexNames,
  context: Context,
): TableBuilder {
  const expressions = new Map(
    rows.columnExpressions.map((row) => [partKey(row.relation, row.number), row.expression]),
  );
  const invalidNotNulls = new Set(rows.invalidNotNulls.map((row) => partKey(row.relation, row.number)));
  const sequences = groupBy(rows.sequences, ({ owner }) => owner ?? 0);
  const constraints = groupBy(rows.constraints, ({ relation }) => relation);
  const indexes = indexBy(rows.indexes, ({ oid }) => oid);
  const consumed = new Set<SequenceRow>();

  const columnsOf = (row: RelationRow): Table['columns'] => {
    const owned = sequences.get(row.oid) ?? [];
    return columns.of(row.oid).map((column) => {
      const key = partKey(row.oid, column.number);
      const parts = {
        expression: expressions.get(key) ?? undefined,
        sequences: owned.filter((sequence) => sequence.owner_column === column.number),
        notNullIsValid: !invalidNotNulls.has(key),
      };
      const built = buildColumn(column, row, parts, context);
      for (const sequence of built.consumed) consumed.add(sequence);
      return built.column;
    });
  };
  return {
    consumed,
    build: (row) => ({
      kind: 'table',
      schema: row.schema,
      name: row.name,
      unlogged: row.unlogged,
      columns: columnsOf(row),
      ...buildConstraints(constraints.get(row.oid) ?? [], row, indexes, names, context),
      storageParameters: storageParameters(row.options, row.toast_options),
      ...context.commented('pg_class', row.oid),
      hints: {},
    }),
  };
}
