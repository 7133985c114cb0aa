import type pg from 'pg';
import type { QualifiedName, Statement } from '../../sql/statement.ts';
import type { Oid } from './existing.ts';
import type { LockMode } from './lock-mode.ts';

/** What PostgreSQL's documentation says that a statement takes, whether or not anybody saw it. */
export type Documented = {
  readonly lock: LockMode;
  /** The table, or an index of it. */
  readonly on: QualifiedName;
};

/**
 * The statements that run outside a transaction, by the lists of the section "Table-Level Locks" and the pages of CREATE INDEX and
 * DROP INDEX.
 */
export function documentedLock(statement: Statement): Documented | undefined {
  switch (statement.kind) {
    case 'create_index':
      return {
        lock: statement.concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
        on: statement.table,
      };
    case 'drop_index':
      return {
        lock: statement.concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
        on: statement.index,
      };
    case 'backfill':
      return { lock: 'ROW EXCLUSIVE', on: statement.backfill.table };
    default:
      return undefined;
  }
}

/** The oid of a table by its name, or that of the table of an index. */
export async function tableOf(client: pg.Client, { schema, name }: QualifiedName): Promise<Oid | undefined> {
  const { rows } = await client.query<{ oid: Oid }>(
    `SELECT coalesce(indrelid, pg_class.oid)::text AS oid
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
LEFT JOIN pg_index ON indexrelid = pg_class.oid
WHERE nspname = $1 AND relname = $2`,
    [schema, name],
  );
  return rows[0]?.oid;
}

/** Modes by the relation that is locked. */
export type Sample = ReadonlyMap<Oid, ReadonlySet<string>>;

/**
 * Looks at the locks of a session from another one for as long as a statement runs there, without a pause.
 *
 * @param run starts the statement
 * @throws what the statement throws
 */
export async function sampling(
  watcher: pg.Client,
  pid: number,
  run: () => Promise<unknown>,
): Promise<Sample> {
  const seen = new Map<Oid, Set<string>>();
  let running = true;
  const statement = run().finally(() => {
    running = false;
  });
  // Its error is thrown below, when nothing is under way in the watcher any more.
  statement.catch(() => {});
  try {
    while (running) {
      for (const { oid, mode } of await locksOf(watcher, pid)) {
        const modes = seen.get(oid);
        if (modes === undefined) seen.set(oid, new Set([mode]));
        else modes.add(mode);
      }
    }
  } finally {
    await statement;
  }
  return seen;
}

async function locksOf(
  watcher: pg.Client,
  pid: number,
): Promise<readonly { readonly oid: Oid; readonly mode: string }[]> {
  const { rows } = await watcher.query<{ oid: Oid; mode: string }>({
    name: 'learnr_schema_sample',
    text: `SELECT relation::text AS oid, mode FROM pg_locks
WHERE pid = $1 AND locktype = 'relation' AND granted AND relation >= 16384`,
    values: [pid],
  });
  return rows;
}
