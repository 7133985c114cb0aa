import type pg from 'pg';
import { dotted } from '../../model/id.ts';

/** The relations that were there before the plan, by oid: names change while a plan runs. */
export type Existing = {
  readonly relations: ReadonlyMap<Oid, ExistingRelation>;
  /** The table of each index. A lock on an index keeps people from its table: planning a query locks every index of its tables. */
  readonly indexes: ReadonlyMap<Oid, Oid>;
  /** The greatest oid of all of them; absent where there is nothing. */
  readonly newest?: Oid;
};

export type ExistingRelation = { readonly name: string; readonly hasRows: boolean; readonly files: Files };

/** An oid as text: it is only ever compared. */
export type Oid = string;

/** Where a relation and its indexes are stored: a rewrite or a build gives another relfilenode. */
export type Files = { readonly own: string; readonly indexes: readonly string[] };

type Row = {
  readonly oid: Oid;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly file: string;
  readonly table: Oid | null;
};

/** Reads the relations and indexes of every schema that is not PostgreSQL's own. */
export async function readExisting(client: pg.Client): Promise<Existing> {
  const { rows } = await client.query<Row>(`
SELECT c.oid::text AS oid, nspname AS schema, relname AS name, relkind AS kind, relfilenode::text AS file, indrelid::text AS table
FROM pg_class AS c
JOIN pg_namespace ON pg_namespace.oid = relnamespace
LEFT JOIN pg_index ON indexrelid = c.oid
WHERE relkind IN ('r', 'p', 'm', 'v', 'f', 'S', 'i', 'I') AND nspname !~ '^pg_' AND nspname <> 'information_schema'`);
  const indexFiles = new Map<Oid, string[]>();
  for (const { table, file } of rows) {
    if (table !== null) indexFiles.set(table, [...(indexFiles.get(table) ?? []), file]);
  }
  const relations = rows
    .filter(({ table }) => table === null)
    .map(
      ({ oid, schema, name, kind, file }) =>
        [
          oid,
          {
            name: dotted(schema, name),
            // A sequence has one row: to write it anew is no work.
            hasRows: kind !== 'S' && kind !== 'v',
            files: { own: file, indexes: indexFiles.get(oid) ?? [] },
          },
        ] as const,
    );
  const indexes = rows.flatMap(({ oid, table }) => (table === null ? [] : [[oid, table] as const]));
  const newest = rows.reduce((greatest, { oid }) => Math.max(greatest, Number(oid)), 0);
  return {
    relations: new Map(relations),
    indexes: new Map(indexes),
    ...(newest === 0 ? {} : { newest: String(newest) }),
  };
}
