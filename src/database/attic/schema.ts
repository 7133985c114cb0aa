import type pg from 'pg';
import { atticSchema } from './format.ts';

/** Makes the schema of the attic where there is none. */
export async function ensureSchema(client: pg.Client): Promise<void> {
  // CREATE SCHEMA IF NOT EXISTS asks for the right to make schemas also where there is nothing to make.
  const { rows } = await client.query<{ exists: boolean }>(
    'SELECT to_regnamespace($1) IS NOT NULL AS exists',
    [atticSchema],
  );
  if (rows[0]?.exists === true) return;
  await client.query(
    `CREATE SCHEMA ${atticSchema};
COMMENT ON SCHEMA ${atticSchema} IS 'Attic of learnr-schema: rows and values that plans would have destroyed, listed in learnr_schema.attic'`,
  );
}
