import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { LockHolder, OnEvent } from '../target/events.ts';

/** `learnr_s` in ASCII. Advisory locks are of one database, so deployers of different databases do not meet. */
export const lockKey = 0x6c6561726e725f73n.toString();

const pollMs = 250;

/**
 * Waits until no other deployer works on this database, and keeps others out until the session ends.
 *
 * The lock is of the session that does the work and no other: it is held for exactly as long as the server may still be at a
 * statement of ours, also when our process was killed and the server has not noticed. Polled, since a session that blocks in
 * pg_advisory_lock has a snapshot, for which CREATE INDEX CONCURRENTLY in the session that holds the lock would wait: for ever.
 *
 * @throws AbortError where `signal` aborts while it waits
 */
export async function lockTarget(client: pg.Client, onEvent: OnEvent, signal?: AbortSignal): Promise<void> {
  let shown: number | undefined;
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1::bigint) AS locked',
      [lockKey],
    );
    if (rows[0]?.locked === true) return;
    const holder = await lockHolder(client);
    if (shown === undefined || (holder !== undefined && holder.pid !== shown)) {
      onEvent({ kind: 'waiting', ...(holder === undefined ? {} : { holder }) });
      shown = holder?.pid ?? 0;
    }
    await pause(pollMs, undefined, { signal });
  }
}

/** Who works on this database, or undefined where nobody does. */
export async function lockHolder(client: pg.Client): Promise<LockHolder | undefined> {
  const { rows } = await client.query<{ pid: number; user: string; address: string | null; since: Date }>(
    `SELECT pid, coalesce(usename, 'another user') AS user, host(client_addr) AS address,
  coalesce(backend_start, clock_timestamp()) AS since
FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = $1::bigint >> 32 AND objid::bigint = $1::bigint & 4294967295`,
    [lockKey],
  );
  const [holder] = rows;
  if (holder === undefined) return undefined;
  const { address, ...rest } = holder;
  return address === null ? rest : { ...rest, address };
}
