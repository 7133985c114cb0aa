import type pg from 'pg';

/** How many tables a database has, without PostgreSQL's own and those of the journal. */
export async function tableCount(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p') AND nspname <> 'information_schema' AND nspname !~ '^(pg_|learnr_schema)'`,
  );
  return rows[0]?.count ?? 0;
}
