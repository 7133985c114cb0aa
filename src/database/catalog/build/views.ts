import type { Index, MaterializedView, Trigger, View } from '../../../model/schema-object.ts';
import type { Sql } from '../../../model/sql.ts';
import type { RelationRow } from '../rows/relations.ts';
import type { ColumnNames } from './column-names.ts';
import type { Context } from './context.ts';
import { split, storageParameters } from './parameters.ts';

/** Undefined where its query cannot be read. */
export function buildView(
  row: RelationRow,
  query: string,
  triggers: readonly Trigger[],
  columns: ColumnNames,
  context: Context,
): View | undefined {
  const sql = queryOf(row, query, context);
  const options = new Map((row.options ?? []).map(split));
  const checkOption = options.get('check_option');
  return (
    sql && {
      kind: 'view',
      schema: row.schema,
      name: row.name,
      query: sql,
      columns: [],
      securityBarrier: isTrue(options.get('security_barrier')),
      securityInvoker: isTrue(options.get('security_invoker')),
      ...(checkOption === 'local' || checkOption === 'cascaded' ? { checkOption } : {}),
      columnComments: columnComments(row, columns, context),
      triggers,
      ...context.commented('pg_class', row.oid),
      hints: {},
    }
  );
}

export function buildMaterializedView(
  row: RelationRow,
  query: string,
  indexes: readonly Index[],
  columns: ColumnNames,
  context: Context,
): MaterializedView | undefined {
  const sql = queryOf(row, query, context);
  return (
    sql && {
      kind: 'materialized_view',
      schema: row.schema,
      name: row.name,
      query: sql,
      columns: [],
      storageParameters: storageParameters(row.options, row.toast_options),
      indexes,
      columnComments: columnComments(row, columns, context),
      withData: row.populated,
      ...context.commented('pg_class', row.oid),
      hints: {},
    }
  );
}

function queryOf(row: RelationRow, query: string, context: Context): Sql | undefined {
  const parsed = context.grammar.query(query.replace(/;\s*$/, ''));
  return context.read(parsed, [row.schema, row.name])?.sql;
}

/** As the server reads a boolean: any beginning of a word that is no beginning of another. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(t|tr|tru|true|y|ye|yes|on|1)$/i.test(value);
}

function columnComments(row: RelationRow, columns: ColumnNames, context: Context): View['columnComments'] {
  return columns
    .of(row.oid)
    .flatMap(({ name, number }) => {
      const { comment } = context.commented('pg_class', row.oid, number);
      return comment === undefined ? [] : [{ column: name, comment }];
    })
    .sort((a, b) => (a.column < b.column ? -1 : a.column > b.column ? 1 : 0));
}
