import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { visible } from '../target/visible.ts';
import type { Check, Limits } from './facts.ts';
import { age, firstLines, list, shortQuery, shownName, shownRole, verb } from './words.ts';

export type SessionRow = {
  readonly pid: number;
  readonly user: string | null;
  readonly program: string | null;
  /** Null, like all after it, where this role may not see it. */
  readonly state: string | null;
  /** Since its transaction began, and since its state changed; null where it has none. */
  readonly transaction: number | null;
  readonly unchanged: number | null;
  readonly query: string | null;
  readonly hidden: boolean;
  /** The role that asks. */
  readonly asked: string;
  /** Relations that it holds locks on, which everyone may see. */
  readonly locks: readonly (readonly [schema: string, name: string])[];
};

/** Of a session that this role may not see, the kind is NULL, too. */
export const sessionsQuery = `
SELECT pid, usename AS user, application_name AS program, state,
  extract(epoch FROM clock_timestamp() - xact_start)::float8 AS transaction,
  extract(epoch FROM clock_timestamp() - state_change)::float8 AS unchanged,
  current_user AS asked, query, coalesce(query = '<insufficient privilege>', false) AS hidden,
  (SELECT coalesce(json_agg(DISTINCT jsonb_build_array(nspname, relname)), '[]')
    FROM pg_locks JOIN pg_class ON pg_class.oid = relation JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_locks.pid = pg_stat_activity.pid AND granted AND relkind IN ('r', 'p', 'm')
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND nspname !~ '^(pg_|information_schema$)') AS locks
FROM pg_stat_activity
WHERE datname = current_database() AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
  AND pid <> pg_backend_pid()
ORDER BY xact_start, pid`;

/**
 * Whoever has had a transaction open for long holds the locks of all that it touched, and CREATE INDEX CONCURRENTLY waits for
 * everyone who was there before.
 */
export const checkTransactions: Check = async ({ client }, { limits }) => {
  const { rows } = await client.query<SessionRow>(sessionsQuery);
  return transactionFindings(rows, limits);
};

export function transactionFindings(rows: readonly SessionRow[], limits: Limits): readonly Finding[] {
  const old = longTransactions(rows, limits);
  const hidden = rows.filter((row) => row.hidden);
  return [
    ...(old.length === 0
      ? [{ status: 'ok', title: `no transaction older than ${age(limits.transaction)}` } as const]
      : old),
    ...(hidden.length === 0
      ? []
      : [
          {
            status: 'warning',
            title: `what ${plural(hidden.length, 'session')} of other roles ${verb(hidden.length, 'does', 'do')} is hidden from this role`,
            detail: [
              ...hidden
                .filter(({ locks }) => locks.length > 0)
                .map(
                  ({ pid, user, locks }) =>
                    `process ${pid} of ${visible(user ?? 'nobody')} holds locks on ${relations(locks)}`,
                ),
            ].slice(0, 3),
            help: `To see more, as a superuser: GRANT pg_read_all_stats TO ${shownRole(hidden[0]?.asked ?? '')};`,
          } as const,
        ]),
  ];
}

/** Transactions that locks may have to wait for, as one finding; none where there are none. */
export function longTransactions(rows: readonly SessionRow[], limits: Limits): readonly Finding[] {
  const old = rows.filter((row) => isLong(row, limits));
  if (old.length === 0) return [];
  const [them, one] = old.length === 1 ? ['it', 'it'] : ['them', 'one'];
  return [
    {
      status: 'warning',
      title: `${plural(old.length, 'transaction')} in the way of locks that a release may need`,
      detail: firstLines(old.map(line)),
      help: `Wait for ${them}, or end ${one}: SELECT pg_terminate_backend(${old[0]?.pid});`,
    },
  ];
}

function isLong({ state, transaction, unchanged }: SessionRow, limits: Limits): boolean {
  if (transaction === null) return false;
  const idle = state?.startsWith('idle in transaction') === true && (unchanged ?? 0) >= limits.idle;
  return idle || transaction >= limits.transaction;
}

function line({ pid, user, program, state, transaction, query: text, locks }: SessionRow): string {
  const who = [user ?? 'nobody', ...(program === null || program === '' ? [] : [`(${program})`])].join(' ');
  const holds = locks.length === 0 ? '' : `; holds locks on ${relations(locks)}`;
  return `process ${pid} of ${visible(who)}, ${state ?? 'hidden'}, for ${age(transaction ?? 0)}: ${shortQuery(text ?? '')}${holds}`;
}

function relations(locks: SessionRow['locks']): string {
  return list(locks.map(([schema, name]) => shownName(schema, name)));
}
