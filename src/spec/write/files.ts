import type { Model } from '../../model/model.ts';
import type { SchemaObject, Table } from '../../model/schema-object.ts';
import { FileNames } from './file-names.ts';
import { home } from './names.ts';
import { familiesOf } from './table-families.ts';
import { keyText } from './yaml/inline-scalar.ts';

/** Which objects stand in a file. */
export type FilePlan = {
  readonly name: string;
  /** What it holds, as a phrase. */
  readonly title: string;
  readonly objects: readonly SchemaObject[];
};

type InSchema = Exclude<SchemaObject, { readonly kind: 'schema' | 'extension' }>;

/** More tables than this are too many for one file. */
const mostTables = 40;

/**
 * Schemas and extensions in `database.yaml`, every schema in a file of its own, a large one in several: tables whose names
 * begin with the same word stand together.
 */
export function planFiles(model: Model): readonly FilePlan[] {
  const objects = [...model.objects.values()];
  const inSchemas = objects.filter((object): object is InSchema => !isOfDatabase(object));
  const ofDatabase = objects.filter(isOfDatabase);
  const names = new FileNames();
  const database = { name: names.choose('database'), title: 'Schemas and extensions', objects: ofDatabase };
  const schemas = [...new Set(inSchemas.map(({ schema }) => schema))].sort(homeFirst);
  const files = schemas.map((schema) => ({ schema, name: names.choose(schema) }));
  return [
    database,
    ...files.flatMap(({ schema, name }) =>
      filesOfSchema(
        schema,
        name,
        inSchemas.filter((object) => object.schema === schema),
        names,
      ),
    ),
  ].filter((file) => file.objects.length > 0);
}

function isOfDatabase(object: SchemaObject): boolean {
  return object.kind === 'schema' || object.kind === 'extension';
}

function filesOfSchema(
  schema: string,
  name: string,
  objects: readonly InSchema[],
  names: FileNames,
): readonly FilePlan[] {
  const title = `Schema ${keyText(schema)}`;
  const tables = objects.filter((object): object is Table => object.kind === 'table');
  const families = tables.length > mostTables ? familiesOf(tables) : [];
  const elsewhere = new Set<SchemaObject>(families.flatMap((family) => family.tables));
  return [
    { name, title, objects: objects.filter((object) => !elsewhere.has(object)) },
    ...families.map((family) => ({
      name: names.choose(...(schema === home ? [family.word] : []), `${schema}_${family.word}`),
      title: `${title}: tables of ${keyText(family.word)}`,
      objects: family.tables,
    })),
  ];
}

function homeFirst(a: string, b: string): number {
  if (a === home || b === home) return a === home ? -1 : 1;
  return a < b ? -1 : 1;
}
