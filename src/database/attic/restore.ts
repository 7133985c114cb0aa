import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import type { Entry } from './entry.ts';
import { freeOfTypes } from './keep-table.ts';
import { type PutBack, putBack } from './put-back.ts';
import { inTransaction } from './transaction.ts';
import type { AtticWork } from './work.ts';

/** Whether what something of the attic belongs into is there. */
export async function hasHome(client: pg.Client, { detail: { home } }: Entry): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE oid = to_regclass($1) AND ($2::text IS NULL
  OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = $2 AND attnum > 0 AND NOT attisdropped))`,
    [fullName(home.relation), home.column ?? null],
  );
  return rows.length > 0;
}

/** Puts back what fits now, outside of any plan, into what {@link hasHome} has found. */
export async function restoreEntry(work: AtticWork, entry: Entry): Promise<PutBack> {
  const { home } = entry.detail;
  if (entry.kind === 'table') await inTransaction(work.client, () => freeOfTypes(work.client, entry));
  return putBack(work, entry, { ...home, now: (column) => column, replaces: false, others: [] });
}
