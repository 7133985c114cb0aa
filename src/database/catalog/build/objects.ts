import type { SchemaObject, Sequence } from '../../../model/schema-object.ts';
import type { Rows } from '../rows/queries.ts';
import type { Context } from './context.ts';
import { groupBy, indexBy, present } from './lists.ts';
import { type BuiltRelations, buildRelations } from './relations.ts';
import { buildRoutine } from './routines.ts';
import { buildSequence } from './sequences.ts';
import { buildDomain, buildEnum, buildExtension, buildSchema } from './simple-objects.ts';

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

/**
 * Those that are objects of their own. What belongs to a table that is not read is not read either, and named: other tables may draw
 * from it. A sequence of an identity column, or of a table of bookkeeping, is nobody else's.
 */
function buildSequences(
  rows: Rows,
  isRead: (relation: number) => boolean,
  { columns, consumed }: BuiltRelations,
  context: Context,
): readonly Sequence[] {
  const relations = indexBy(rows.relations, ({ oid }) => oid);
  return rows.sequences.flatMap((row) => {
    if (consumed.has(row)) return [];
    if (row.owner === null) return [buildSequence(row, undefined, context)];
    const owner = relations.get(row.owner);
    if (owner === undefined || !isRead(owner.oid)) {
      const isBookkeeping = owner !== undefined && owner.not_covered === null;
      if (row.ownership === 'a' && !isBookkeeping)
        context.note('sequence of a table that is not covered', [row.schema, row.name]);
      return [];
    }
    const ownedBy = {
      schema: owner.schema,
      table: owner.name,
      column: columns.at(owner.oid, row.owner_column ?? 0).name,
    };
    return [buildSequence(row, ownedBy, context)];
  });
}
