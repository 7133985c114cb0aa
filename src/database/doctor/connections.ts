import { plural } from '../../output/words.ts';
import type { Check } from './facts.ts';

type Row = { readonly used: number; readonly usable: number };

/** The kind of a session is NULL where this role may not see it. */
const query = `
SELECT
  (SELECT count(*)::integer FROM pg_stat_activity 
    WHERE usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend') AS used,
  current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
    - coalesce(current_setting('reserved_connections', true)::integer, 0) AS usable`;

/** Fewer than these, and the next program that opens a pool takes them. */
const few = 5;

export const checkConnections: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  return [connectionsFinding(rows[0] as Row)];
};

export function connectionsFinding({ used, usable }: Row) {
  // Ours is given back.
  const free = Math.max(0, usable - used + 1);
  if (free < few)
    return {
      status: 'warning',
      title: `${plural(free, 'connection')} of ${usable} free`,
      help: 'A run needs one, and may find none: close some, or raise max_connections on the server.',
    } as const;
  return { status: 'ok', title: `${free} of ${usable} connections free` } as const;
}
