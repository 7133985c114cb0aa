import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { dependencies, relationNamed } from '../../model/dependencies.ts';
import { objectElement, objectId, objectsOf } from '../../model/element.ts';
import type { ObjectId } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import type { Column, SchemaObject, Table } from '../../model/schema-object.ts';
import { originOf } from './origins.ts';

/**
 * Columns that have the row type of a table or view that cannot be made before their own table, because it has a row of that in turn or
 * shows it. Whichever is made first does not find the type of the other. A table with a row of itself is told of where its columns are read.
 */
export function checkRowTypes(model: Model): readonly Diagnostic[] {
  return objectsOf(model, 'table').flatMap((table) =>
    table.columns.flatMap((column) => {
      const other = rowOf(column, model);
      if (other === undefined || other === table || !leadsTo(table, other, model)) return [];
      const site = originOf(model, objectId(table))?.site;
      return site === undefined
        ? []
        : [site.diagnosticAt(problemOf(table, column, other), ['columns', column.name, 'type'])];
    }),
  );
}

function problemOf(table: Table, column: Column, other: SchemaObject) {
  return {
    code: 'column-own-row-type',
    message: `the type of ${column.name} is the row type of ${other.name}, which cannot be made before ${table.name}`,
    help: 'Give one of the columns in this circle another type.',
  } as const;
}

function rowOf({ type }: Column, model: Model): SchemaObject | undefined {
  if (type.schema === undefined) return undefined;
  const object = relationNamed(model, { schema: type.schema, name: type.name });
  return object?.kind === 'sequence' ? undefined : object;
}

/** Whether something cannot be made before a table. */
function leadsTo(table: Table, start: SchemaObject, model: Model): boolean {
  const seen = new Set<SchemaObject>([start]);
  for (const object of seen) {
    if (object === table) return true;
    for (const below of standsOn(object, model)) seen.add(below);
  }
  return false;
}

/** What has to be there when a table or a view is made, as far as row types can depend on it. */
function standsOn(object: SchemaObject, model: Model): readonly SchemaObject[] {
  switch (object.kind) {
    case 'table':
      return object.columns.flatMap((column) => rowOf(column, model) ?? []);
    case 'view':
    case 'materialized_view':
      return dependencies(objectElement(object), model).flatMap(
        (id) => model.objects.get(id as ObjectId) ?? [],
      );
    default:
      return [];
  }
}
