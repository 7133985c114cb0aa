import type pg from 'pg';
import { quoteName } from '../../src/sql/quote.ts';
import type { QualifiedName, Statement } from '../../src/sql/statement.ts';

/**
 * Where a statement that is CONCURRENTLY waits for others, having committed a part of what it does. CREATE INDEX has committed the index
 * before the first, built it before the second, and completed it before the last. DROP INDEX has taken its use before the first, and
 * its upkeep before the last.
 */
export type Wait =
  | 'writers before build'
  | 'writers before validation'
  | 'old snapshots'
  | 'users'
  | 'last users';

export function waitsOf(statement: Statement, ofTable: boolean): readonly Wait[] {
  if (statement.kind === 'create_index' && statement.concurrently)
    // Nothing but REFRESH writes a materialized view, and that would keep the statement from starting.
    return [
      ...(ofTable ? (['writers before build', 'writers before validation'] as const) : []),
      'old snapshots',
    ];
  return statement.kind === 'drop_index' && statement.concurrently ? ['users', 'last users'] : [];
}

/** Has a statement wait at a place, for as long as is wished. */
export type Obstacle = {
  /** Before the statement starts. */
  putUp(): Promise<void>;
  /** Resolves once the statement waits there. */
  reached(backend: number): Promise<void>;
  /** Lets the statement go on. */
  remove(): Promise<void>;
};

/** @param connect opens sessions on the database; {@link Obstacle.remove} ends them */
export async function obstacle(
  connect: () => Promise<pg.Client>,
  statement: Statement,
  wait: Wait,
): Promise<Obstacle> {
  const watcher = await connect();
  const first = await connect();
  const second = await connect();
  const remove = async () => {
    await Promise.all([watcher, first, second].map((client) => client.end().catch(() => {})));
  };
  const waits = async (backend: number, condition: string, values: readonly string[] = []) => {
    const text = `SELECT FROM pg_locks WHERE pid = $1 AND locktype = 'virtualxid' AND NOT granted AND ${condition}`;
    while ((await watcher.query(text, [backend, ...values])).rowCount === 0);
  };
  if (wait === 'old snapshots')
    return {
      putUp: async () => {
        await first.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
      },
      reached: (backend) => waits(backend, `${phase} = 'waiting for old snapshots'`),
      remove,
    };

  let lock = '';
  let ofIndex: string[] = [];
  return {
    putUp: async () => {
      const table = await tableOf(watcher, statement);
      // Reading is what DROP INDEX waits for, also on a materialized view, which LOCK TABLE does not take.
      lock = wait.startsWith('writers')
        ? `BEGIN; LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`
        : `BEGIN; SELECT FROM ${table} LIMIT 0`;
      if (statement.kind === 'drop_index') ofIndex = [named(statement.index)];
      await first.query(lock);
    },
    reached: async (backend) => {
      await waits(backend, 'true');
      if (wait === 'writers before build' || wait === 'users') return;
      await second.query(lock);
      await first.query('COMMIT');
      if (wait === 'last users')
        await waits(
          backend,
          'EXISTS (SELECT FROM pg_index WHERE indexrelid = $2::regclass AND NOT indislive)',
          ofIndex,
        );
      else await waits(backend, `${phase} = 'waiting for writers before validation'`);
    },
    remove,
  };
}

const phase =
  '(SELECT phase FROM pg_stat_progress_create_index AS progress WHERE progress.pid = pg_locks.pid)';

async function tableOf(client: pg.Client, statement: Statement): Promise<string> {
  if (statement.kind === 'create_index') return named(statement.table);
  if (statement.kind !== 'drop_index') throw new TypeError(`${statement.kind} waits nowhere`);
  const { rows } = await client.query<{ table: string }>(
    `SELECT format('%I.%I', nspname, relname) AS table FROM pg_index
JOIN pg_class ON pg_class.oid = indrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE indexrelid = $1::regclass`,
    [named(statement.index)],
  );
  return rows[0]?.table ?? '';
}

function named({ schema, name }: QualifiedName): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}
