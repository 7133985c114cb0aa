import type pg from 'pg';
import { fail } from '../../diagnostic/diagnostic.ts';
import { explain, isServerError, sqlstate } from '../target/server-error.ts';
import { visible } from '../target/visible.ts';
import { lockKey } from './lock.ts';

/** The session that keeps other deployers out, as far as this role may look at it. */
export type Holder = {
  /** Of its backend. */
  readonly pid: number;
  readonly user: string;
  /** Where it is connected from; absent for a Unix socket, or where this role may not know. */
  readonly address?: string;
  readonly application: string;
  /** When it connected. */
  readonly since?: Date;
  readonly activity: HolderActivity;
};

export type HolderActivity =
  /** It waits for its program to say something. */
  | { readonly kind: 'idle'; readonly inTransaction: boolean; readonly milliseconds: number }
  /** It is at a statement, given in one line. */
  | { readonly kind: 'active'; readonly statement: string; readonly milliseconds: number }
  /** Only the same user, superusers and members of pg_read_all_stats may know. */
  | { readonly kind: 'hidden' };

/** Who holds the lock of deployers on this database and what it does, or undefined where nobody does. */
export async function inspectHolder(client: pg.Client): Promise<Holder | undefined> {
  const { rows } = await client.query<HolderRow>(
    `SELECT pid, coalesce(usename, 'another user') AS user, host(client_addr) AS address,
  coalesce(application_name, '') AS application, backend_start AS since, state, coalesce(query, '') AS query,
  (extract(epoch FROM clock_timestamp() - CASE WHEN state = 'active' THEN query_start ELSE state_change END) * 1000)::float8
    AS milliseconds
FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = $1::bigint >> 32 AND objid::bigint = $1::bigint & 4294967295`,
    [lockKey],
  );
  return rows[0] && toHolder(rows[0]);
}

type HolderRow = {
  readonly pid: number;
  readonly user: string;
  readonly address: string | null;
  readonly application: string;
  readonly since: Date | null;
  readonly state: string | null;
  readonly query: string;
  readonly milliseconds: number | null;
};

function toHolder({ pid, user, address, application, since, ...does }: HolderRow): Holder {
  return {
    pid,
    user: visible(user),
    ...(address === null ? {} : { address }),
    application: visible(application),
    ...(since === null ? {} : { since }),
    activity: activityOf(does),
  };
}

/** States as pg_stat_activity has them: `active`, `idle`, `idle in transaction` and its `(aborted)`; others are rare. */
function activityOf({
  state,
  query,
  milliseconds,
}: Pick<HolderRow, 'state' | 'query' | 'milliseconds'>): HolderActivity {
  if (state === null || milliseconds === null) return { kind: 'hidden' };
  return state.startsWith('idle')
    ? { kind: 'idle', inTransaction: state !== 'idle', milliseconds }
    : { kind: 'active', statement: visible(query), milliseconds };
}

/**
 * Whether a holder's program is gone, most likely: while it lives it says something at least every ten seconds, between two
 * attempts at a step. A session at a statement is none of those: the server ends it when the statement has.
 */
export function seemsDead({ activity }: Holder, idleLimitMs: number): boolean {
  return activity.kind === 'idle' && activity.milliseconds >= idleLimitMs;
}

/**
 * Ends the session that holds the lock, and waits until it is gone.
 *
 * @throws DiagnosticError `target-rights`; `lock-not-freed` where it did not end in time
 */
export async function endHolder(client: pg.Client, { pid, user }: Holder, timeoutMs: number): Promise<void> {
  let ended: boolean;
  try {
    // Only if it still is the holder: once it has ended, another session can have its number.
    const { rows } = await client.query<{ ended: boolean }>(
      `SELECT pg_terminate_backend(pid, $3) AS ended FROM pg_locks
WHERE pid = $2 AND locktype = 'advisory' AND granted AND objsubid = 1
  AND classid::bigint = $1::bigint >> 32 AND objid::bigint = $1::bigint & 4294967295`,
      [lockKey, pid, timeoutMs],
    );
    ended = rows[0]?.ended ?? true;
  } catch (error) {
    if (isServerError(error) && error.code === sqlstate.insufficientPrivilege)
      return fail(
        'target-rights',
        `the role may not end a session of ${user}: ${explain(error)}`,
        'Connect as that user, as a superuser where it is one, or have pg_signal_backend granted.',
      );
    throw error;
  }
  if (!ended)
    fail(
      'lock-not-freed',
      `server process ${pid} of ${user} has not ended within ${timeoutMs / 1000} s`,
      'It has been told to, and ends as soon as it can. Run the same command again to see whether it has.',
    );
}
