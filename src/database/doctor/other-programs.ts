import type pg from 'pg';
import { quoteName } from '../../sql/quote.ts';

/** Another program that migrates databases, known by the table in which it keeps where it is. */
export type OtherProgram = {
  readonly program: string;
  readonly schema: string;
  readonly table: string;
  /** Where it is, if that can be read. */
  readonly at?: string;
};

/** The table of each, and the column that says where it is, of those that keep only that. */
const programs: Readonly<Record<string, { readonly program: string; readonly column?: string }>> = {
  alembic_version: { program: 'Alembic', column: 'version_num' },
  flyway_schema_history: { program: 'Flyway' },
  databasechangelog: { program: 'Liquibase' },
  django_migrations: { program: 'Django' },
  _prisma_migrations: { program: 'Prisma' },
  knex_migrations: { program: 'Knex' },
};

export async function otherProgram(client: pg.Client): Promise<OtherProgram | undefined> {
  const { rows } = await client.query<{ schema: string; table: string; readable: boolean }>(
    `SELECT nspname AS schema, relname AS "table",
  has_schema_privilege(nspname, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT') AS readable
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND relname = ANY ($1) ORDER BY array_position($1, relname::text), nspname LIMIT 1`,
    [Object.keys(programs)],
  );
  const [row] = rows;
  const known = row && programs[row.table];
  if (row === undefined || known === undefined) return undefined;
  const { schema, table, readable } = row;
  const { program, column } = known;
  const at = column === undefined || !readable ? undefined : await newest(client, schema, table, column);
  return { program, schema, table, ...(at === undefined ? {} : { at }) };
}

async function newest(
  client: pg.Client,
  schema: string,
  table: string,
  column: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ at: string | null }>(
    // As one row, which lacks the column where the table is somebody else's.
    `SELECT max(to_jsonb(this) ->> $1) AS at FROM ${quoteName(schema)}.${quoteName(table)} AS this`,
    [column],
  );
  return rows[0]?.at ?? undefined;
}
