import type pg from 'pg';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Existing, Files, Oid } from './existing.ts';

/** What is locked at one moment, and where it is stored. */
export type Snapshot = ReadonlyMap<Oid, SnapshotRelation>;

export type SnapshotRelation = {
  /** As in `pg_locks`; none for a relation that was asked for. */
  readonly modes: readonly string[];
  /** Absent where the transaction has dropped it. */
  readonly now?: { readonly name: QualifiedName; readonly files: Files };
  /** Of the foreign keys asked for, those that refer from this table. */
  readonly foreignKeys: readonly string[];
};

type Row = {
  readonly oid: Oid;
  readonly modes: readonly string[] | null;
  readonly schema: string | null;
  readonly name: string | null;
  readonly file: string;
  readonly indexes: readonly string[];
  readonly foreign_keys: readonly string[];
};

/**
 * Between the two oids is what existed before the plan: below is what is PostgreSQL's own, of which this query itself locks some, and
 * above is what the plan makes.
 */
const query = `
WITH locked AS (
  SELECT relation, array_agg(mode) AS modes FROM pg_locks
  WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND relation BETWEEN 16384 AND $3
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  GROUP BY relation
), asked AS (
  SELECT relation FROM locked UNION SELECT $1::oid WHERE $1 IS NOT NULL
)
SELECT relation::text AS oid, modes, nspname AS schema, relname AS name, relfilenode::text AS file,
  ARRAY(SELECT relfilenode::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = relation) AS indexes,
  ARRAY(SELECT conname::text FROM pg_constraint
    WHERE conrelid = relation AND contype = 'f' AND conname = ANY ($2::name[])) AS foreign_keys
FROM asked LEFT JOIN locked USING (relation) LEFT JOIN pg_class ON pg_class.oid = relation
  LEFT JOIN pg_namespace ON pg_namespace.oid = relnamespace`;

/**
 * In one round trip, and prepared: it runs after every step. None where nothing existed that could be locked.
 *
 * @param table one that matters although it may not be locked any more
 * @param foreignKeys names of which the tables are wanted
 */
export async function takeSnapshot(
  client: pg.Client,
  { newest }: Existing,
  table: Oid | undefined,
  foreignKeys: readonly string[],
): Promise<Snapshot> {
  if (newest === undefined) return new Map();
  const values = [table ?? null, foreignKeys, newest];
  const { rows } = await client.query<Row>({ name: 'learnr_schema_ledger', text: query, values });
  return new Map(
    rows.map(({ oid, modes, schema, name, file, indexes, foreign_keys }) => [
      oid,
      {
        modes: modes ?? [],
        foreignKeys: foreign_keys,
        ...(schema === null || name === null
          ? {}
          : { now: { name: { schema, name }, files: { own: file, indexes } } }),
      },
    ]),
  );
}
