import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
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

/**
 * Gives what is copied from a table to its owner, where that is another role than ours and can have it: whoever deploys as a member of the
 * owner may work on it then, as on the table.
 */
export async function giveToOwner(
  client: pg.Client,
  kept: QualifiedName,
  table: QualifiedName,
): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT quote_ident(rolname) AS owner FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
WHERE pg_class.oid = to_regclass($1) AND rolname <> current_user AND pg_has_role(relowner, 'MEMBER')
  AND has_schema_privilege(relowner, $2, 'CREATE')`,
    [fullName(table), atticSchema],
  );
  if (rows[0] !== undefined) await client.query(`ALTER TABLE ${fullName(kept)} OWNER TO ${rows[0].owner}`);
}
