import { dotted } from '../../../model/id.ts';
import type { LeftOut } from '../catalog.ts';
import { bookkeeping, bookkeepingSchemas } from '../left-out.ts';
import type { RelationRow } from '../rows/relations.ts';

/** The bookkeeping of migration tools. */
export type Bookkeeping = {
  readonly leftOut: readonly LeftOut[];
  readonly tables: ReadonlySet<number>;
  /** Schemas with nothing else in them. */
  readonly schemas: ReadonlySet<string>;
};

export function findBookkeeping(relations: readonly RelationRow[]): Bookkeeping {
  const tables = relations.filter(({ kind, name }) => kind === 'r' && bookkeeping.has(name));
  const oids = new Set(tables.map(({ oid }) => oid));
  const schemas = new Set(
    [...bookkeepingSchemas.keys()].filter(
      (schema) =>
        tables.some((table) => table.schema === schema) &&
        relations.every((relation) => relation.schema !== schema || oids.has(relation.oid)),
    ),
  );
  const leftOut = tables.map(({ schema, name }) => ({
    name: dotted(schema, name),
    tool: bookkeeping.get(name) ?? '',
  }));
  return { leftOut: leftOut.sort((a, b) => (a.name < b.name ? -1 : 1)), tables: oids, schemas };
}
