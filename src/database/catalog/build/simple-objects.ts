import type { Domain, DomainCheck, Enum, Extension, Schema } from '../../../model/schema-object.ts';
import { byName } from '../../../spec/read/reader.ts';
import type { ExtensionRow, SchemaRow } from '../rows/schemas.ts';
import type { DomainCheckRow, DomainRow, EnumRow } from '../rows/types.ts';
import type { Context } from './context.ts';

export function buildSchema(row: SchemaRow, context: Context): Schema {
  return { kind: 'schema', name: row.name, ...context.commented('pg_namespace', row.oid), hints: {} };
}

export function buildExtension(row: ExtensionRow, context: Context): Extension {
  const { comment } = context.commented('pg_extension', row.oid);
  return {
    kind: 'extension',
    name: row.name,
    schema: row.schema,
    version: row.version,
    ...(comment === undefined || comment === row.comment ? {} : { comment }),
    hints: {},
  };
}

export function buildEnum(row: EnumRow, context: Context): Enum {
  return {
    kind: 'enum',
    schema: row.schema,
    name: row.name,
    values: row.values.map((value) => ({ value, hints: {} })),
    ...context.commented('pg_type', row.oid),
    hints: {},
  };
}

export function buildDomain(row: DomainRow, checks: readonly DomainCheckRow[], context: Context): Domain {
  const address = [row.schema, row.name];
  if (row.hidden_collation === true) context.note('collation that needs its schema', address);
  const standard =
    row.default === null ? undefined : context.read(context.grammar.expression(row.default), address);
  return {
    kind: 'domain',
    schema: row.schema,
    name: row.name,
    type: context.type(row.type, row.type_text),
    ...(row.collation === null ? {} : { collation: row.collation }),
    ...(standard === undefined ? {} : { default: standard }),
    notNull: row.not_null,
    checks: checks.flatMap((check) => domainCheck(check, [...address, check.name], context)).sort(byName),
    ...context.commented('pg_type', row.oid),
    hints: {},
  };
}

function domainCheck(
  row: DomainCheckRow,
  address: readonly string[],
  context: Context,
): readonly DomainCheck[] {
  if (!row.validated) context.note('domain constraint that is not valid', address);
  const expression = context.read(context.grammar.expression(row.expression), address);
  return expression === undefined ? [] : [{ name: row.name, expression, hints: {} }];
}
