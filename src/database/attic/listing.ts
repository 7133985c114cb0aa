import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import { type Entry, keptEntries } from './entry.ts';

/** Something in the attic, with the bytes that it takes: rows, what is stored beside them, and indexes. */
export type ListedEntry = Entry & { readonly bytes: number };

/** What is in the attic, the newest first; nothing where there is no journal that lists it. */
export async function listAttic(client: pg.Client): Promise<readonly ListedEntry[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('learnr_schema.attic') IS NOT NULL AS there`,
  );
  if (found[0]?.there !== true) return [];
  const entries = await keptEntries(client);
  const tables = entries.map(({ keptAs }) => (keptAs === undefined ? null : fullName(keptAs)));
  const { rows } = await client.query<{ bytes: string | null }>(
    `SELECT pg_total_relation_size(to_regclass(name)) AS bytes
FROM unnest($1::text[]) WITH ORDINALITY AS kept (name, place) ORDER BY place`,
    [tables],
  );
  return entries.map((entry, index) => ({ ...entry, bytes: Number(rows[index]?.bytes ?? 0) }));
}
