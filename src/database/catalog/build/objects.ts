import { InternalError } from '../../../diagnostic/diagnostic.ts';
import type { Index, SchemaObject, Sequence, Table, Trigger } from '../../../model/schema-object.ts';
import { byName } from '../../../spec/read/reader.ts';
import type { Rows } from '../rows/queries.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { SequenceRow } from '../rows/sequences.ts';
import { ColumnNames } from './column-names.ts';
import { buildColumn, buildSequence } from './columns.ts';
import { buildConstraints } from './constraints.ts';
import type { Context } from './context.ts';
import { buildIndex, indexNames } from './indexes.ts';
import { groupBy, indexBy, present } from './lists.ts';
import { storageParameters } from './parameters.ts';
import { buildRoutine } from './routines.ts';
import { buildDomain, buildEnum, buildExtension, buildSchema } from './simple-objects.ts';
import { buildTrigger } from './triggers.ts';
import { buildMaterializedView, buildView } from './views.ts';

/**
 * The objects of the rows.
 * @param isRead whether a table or view has its place in the model
 * @param isSchemaRead whether a schema has
 */
export function buildObjects(
  rows: Rows,
  isRead: (relation: number) => boolean,
  isSchemaRead: (name: string) => boolean,
  context: Context,
): readonly SchemaObject[] {
  const relations = buildRelations(rows, isRead, context);
  const checks = groupBy(rows.domainChecks, ({ domain }) => domain);
  return [
    ...rows.schemas
      .filter(({ name }) => name !== 'public' && isSchemaRead(name))
      .map((row) => buildSchema(row, context)),
    ...rows.extensions.map((row) => buildExtension(row, context)),
    ...rows.enums.map((row) => buildEnum(row, context)),
    ...rows.domains.map((row) => buildDomain(row, checks.get(row.oid) ?? [], context)),
    ...rows.routines.map((row) => buildRoutine(row, context)).filter(present),
    ...relations.objects,
    ...buildSequences(rows, isRead, relations, context),
  ];
}

type BuiltRelations = {
  readonly objects: readonly SchemaObject[];
  readonly columns: ColumnNames;
  /** Sequences that serial and identity columns have for themselves. */
  readonly consumed: ReadonlySet<SequenceRow>;
};

function buildRelations(rows: Rows, isRead: (relation: number) => boolean, context: Context): BuiltRelations {
  const columns = new ColumnNames(rows.columns);
  const names = indexNames(rows, columns);
  const queries = new Map(rows.views.map((row) => [row.oid, row.query]));
  const expressions = new Map(
    rows.columnExpressions.map((row) => [`${row.relation} ${row.number}`, row.expression]),
  );
  const invalidNotNulls = new Set(rows.invalidNotNulls.map((row) => `${row.relation} ${row.number}`));
  const sequences = groupBy(rows.sequences, ({ owner }) => owner ?? 0);
  const constraints = groupBy(rows.constraints, ({ relation }) => relation);
  const indexesByOid = indexBy(rows.indexes, ({ oid }) => oid);
  const behindConstraints = new Set(
    rows.constraints.filter(({ type }) => type !== 'f').map(({ index }) => index),
  );
  const indexes = groupBy(
    rows.indexes.filter(({ oid }) => !behindConstraints.has(oid)),
    ({ relation }) => relation,
  );
  const triggers = groupBy(rows.triggers, ({ relation }) => relation);
  const consumed = new Set<SequenceRow>();

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
  const table = (row: RelationRow): Table => {
    const owned = sequences.get(row.oid) ?? [];
    return {
      kind: 'table',
      schema: row.schema,
      name: row.name,
      unlogged: row.unlogged,
      columns: columns.of(row.oid).map((column) => {
        const key = `${row.oid} ${column.number}`;
        const parts = {
          expression: expressions.get(key) ?? undefined,
          sequences: owned.filter((sequence) => sequence.owner_column === column.number),
          notNullIsValid: !invalidNotNulls.has(key),
        };
        const built = buildColumn(column, row, parts, context);
        for (const sequence of built.consumed) consumed.add(sequence);
        return built.column;
      }),
      ...buildConstraints(constraints.get(row.oid) ?? [], row, indexesByOid, names, context),
      indexes: indexesOf(row),
      triggers: triggersOf(row),
      storageParameters: storageParameters(row.options, row.toast_options),
      ...context.commented('pg_class', row.oid),
      hints: {},
    };
  };
  const noteColumns = (row: RelationRow) => {
    for (const { name, not_covered: kinds } of columns.of(row.oid))
      for (const kind of kinds ?? []) context.note(kind, [row.schema, row.name, name]);
  };
  const build = (row: RelationRow): SchemaObject | undefined => {
    noteColumns(row);
    if (row.kind === 'r') return table(row);
    const query = queries.get(row.oid) ?? '';
    if (row.kind === 'v') return buildView(row, query, triggersOf(row), columns, context);
    if (row.kind === 'm') return buildMaterializedView(row, query, indexesOf(row), columns, context);
    throw new InternalError(`${row.name} is read and not covered`);
  };
  const objects = rows.relations
    .filter(({ oid }) => isRead(oid))
    .map(build)
    .filter(present);
  return { objects, columns, consumed };
}

/** Those that are objects of their own. What belongs to a table that is not read is not read either. */
function buildSequences(
  rows: Rows,
  isRead: (relation: number) => boolean,
  { columns, consumed }: BuiltRelations,
  context: Context,
): readonly Sequence[] {
  const relations = indexBy(rows.relations, ({ oid }) => oid);
  return rows.sequences.flatMap((row) => {
    const owner = row.owner === null ? undefined : relations.get(row.owner);
    if (consumed.has(row) || (owner !== undefined && !isRead(owner.oid))) return [];
    const ownedBy = owner && {
      schema: owner.schema,
      table: owner.name,
      column: columns.at(owner.oid, row.owner_column ?? 0).name,
    };
    return [buildSequence(row, ownedBy, context)];
  });
}
