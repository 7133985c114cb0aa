import type { Client } from 'pg';

/** The rows of every table, by `schema.table`, each row as an object of texts; sorted by the whole row. */
export type Rows = ReadonlyMap<string, readonly Readonly<Record<string, string | null>>[]>;

export async function rowsOf(client: Client): Promise<Rows> {
  const tables = await client.query<{ schema: string; name: string; full: string }>(`
    SELECT n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS full
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'learnr_schema') ORDER BY 1, 2`);
  const rows = new Map<string, Readonly<Record<string, string | null>>[]>();
  for (const { schema, name, full } of tables.rows) {
    const result = await client.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${full} t`,
    );
    const texts = result.rows.map(({ row }) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, value === null ? null : JSON.stringify(value)]),
      ),
    );
    rows.set(
      `${schema}.${name}`,
      texts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    );
  }
  return rows;
}
