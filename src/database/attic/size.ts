import type pg from 'pg';
import { atticSchema } from './format.ts';

/** How much the attic holds. */
export type AtticSize = {
  /** Tables, columns and sequences. */
  readonly entries: number;
  /** With indexes and all. */
  readonly bytes: number;
};

/** Also where there is no attic, and nothing in it. */
export async function atticSize(client: pg.Client): Promise<AtticSize> {
  const { rows: found } = await client.query<{ attic: boolean }>(
    "SELECT to_regclass('learnr_schema.attic') IS NOT NULL AS attic",
  );
  if (found[0]?.attic !== true) return { entries: 0, bytes: 0 };
  const { rows } = await client.query<{ entries: number; bytes: string }>(
    // A sequence is kept in no table, and what somebody has dropped by hand takes no room.
    `SELECT count(*)::integer AS entries,
  coalesce(sum(pg_total_relation_size(to_regclass(quote_ident($1) || '.' || quote_ident(kept_as)))), 0)::text AS bytes
FROM learnr_schema.attic WHERE state IN ('copying', 'kept')`,
    [atticSchema],
  );
  const { entries = 0, bytes = '0' } = rows[0] ?? {};
  return { entries, bytes: Number(bytes) };
}
