import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { type Entry, removeEntry, setPurged } from './entry.ts';
import { forgetStatements } from './follow.ts';
import { inTransaction } from './transaction.ts';
import type { AtticWork } from './work.ts';

/** Destroys what the attic has of an entry, and what was to complete a copy that is not complete. */
export function purgeEntry(work: AtticWork, entry: Entry): Promise<void> {
  return destroy(work, entry, () => setPurged(work.client, entry));
}

/** Forgets a copy that nobody completes, whose column is where it was. */
export function abandonCopy(work: AtticWork, entry: Entry): Promise<void> {
  return destroy(work, entry, () => removeEntry(work.client, entry));
}

async function destroy(
  { client, tryAgain }: AtticWork,
  entry: Entry,
  note: () => Promise<void>,
): Promise<void> {
  await tryAgain(() =>
    inTransaction(client, async () => {
      await note();
      if (entry.state === 'copying')
        await client.query(forgetStatements(entry, await followedTable(client, entry)).join(';\n'));
      if (entry.keptAs !== undefined) await client.query(`DROP TABLE IF EXISTS ${fullName(entry.keptAs)}`);
    }),
  );
}

/** The table of users whose changes are written down for a copy. */
async function followedTable(client: pg.Client, { keptAs }: Entry): Promise<QualifiedName | undefined> {
  const { rows } = await client.query<QualifiedName>(
    `SELECT DISTINCT nspname AS schema, relname AS name
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE pronamespace = to_regnamespace($1) AND proname = $2`,
    [keptAs?.schema, `${keptAs?.name}_follow`],
  );
  return rows[0];
}
