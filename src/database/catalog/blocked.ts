import type pg from 'pg';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { dotted } from '../../model/id.ts';
import { visible } from '../target/visible.ts';
import { lockTimeout } from './transaction.ts';

/** Someone who keeps others from reading a table, or waits to do so. */
type Blocker = {
  readonly schema: string;
  readonly relation: string;
  readonly pid: number;
  readonly user: string | null;
  readonly application: string | null;
  /** Of its transaction, in seconds; null where this role may not see it. */
  readonly age: number | null;
  readonly state: string | null;
  readonly granted: boolean;
};

/** The strongest lock is the only one that keeps readers out. Who waits for it does, too. */
const blockers = `
SELECT n.nspname AS schema, c.relname AS relation, l.pid, a.usename AS "user", a.application_name AS application,
  extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.query_start))::integer AS age, a.state, l.granted
FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND n.nspname !~ '^pg_' AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
ORDER BY l.granted DESC, age DESC NULLS LAST, n.nspname, c.relname LIMIT 10`;

/** What to say when a lock was not got: who has it, as far as that can still be seen. */
export async function blockedError(client: pg.Client): Promise<DiagnosticError> {
  const { rows } = await client.query<Blocker>(blockers);
  const diagnostics = rows.map(diagnosticOf);
  const unknown: Diagnostic = {
    code: 'target-locked',
    message: `a table could not be read within ${lockTimeout} s, because someone had locked it`,
    help: 'Try again.',
  };
  return new DiagnosticError(diagnostics.length === 0 ? [unknown] : diagnostics);
}

function diagnosticOf({
  schema,
  relation,
  pid,
  user,
  application,
  age,
  state,
  granted,
}: Blocker): Diagnostic {
  const who = [
    `process ${pid}`,
    ...(user === null ? [] : [`of ${visible(user)}`]),
    ...(application === null || application === '' ? [] : [`(${visible(application)})`]),
  ].join(' ');
  const what = granted ? 'holds' : 'waits for';
  const since = age === null ? '' : `, in a transaction of ${age} s`;
  const idle = state?.startsWith('idle in transaction') === true ? ' that does nothing now' : '';
  return {
    code: 'target-locked',
    message: `${visible(dotted(schema, relation))} could not be read within ${lockTimeout} s: ${who} ${what} an exclusive lock on it${since}${idle}`,
    help: `Wait until that is done and try again, or end it with SELECT pg_terminate_backend(${pid}).`,
  };
}
