import type { Session } from '../target/session.ts';
import type { Check } from './facts.ts';

/** A server process that statements of one session ran in, one after the other. */
const asked = 3;

/**
 * A pooler between us and the server. Between transactions it may give the server process to somebody else: settings of the session
 * and the lock that keeps deployers apart would be another session's. It cannot say so itself, but it invents the process that it
 * announces, and a process that changes proves it.
 */
export const checkPooler: Check = async (session) => {
  const processes = await serverProcesses(session);
  const announced = (session.client as { readonly processID?: number | null }).processID;
  if (new Set(processes).size > 1)
    return [
      {
        status: 'problem',
        title: 'a pooler gives every transaction another server process',
        detail: [`three statements ran in processes ${processes.join(', ')}`],
        help: `Releases need a session of their own: name the server itself${hint(session)}, or a pool in session mode.`,
      },
    ];
  if (typeof announced === 'number' && !processes.includes(announced))
    return [
      {
        status: 'warning',
        title: 'a pooler stands between this program and the server',
        help: `In transaction mode it would take away the lock that keeps deployers apart: name the server itself${hint(session)}, or a pool in session mode.`,
      },
    ];
  return [];
};

async function serverProcesses({ client }: Session): Promise<readonly number[]> {
  const processes: number[] = [];
  for (let count = 0; count < asked; count += 1) {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    processes.push(...rows.map(({ pid }) => pid));
  }
  return processes;
}

function hint({ url }: Session): string {
  return url.port === 6432 ? ' (6432 is the port of PgBouncer, 5432 that of PostgreSQL)' : '';
}
