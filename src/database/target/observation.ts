import type pg from 'pg';
import { visible } from './visible.ts';

/** What another session sees of one that is at work. */
export type Observation = {
  /** Whom it waits for; none where it waits for nobody. */
  readonly blockers: readonly Blocker[];
  /** How far the statement has come, where the server says. */
  readonly progress?: StatementProgress;
};

export type Blocker = {
  readonly pid: number;
  /** As far as this role may see it. */
  readonly user?: string;
  readonly application?: string;
  /** As in pg_stat_activity: `idle in transaction`. */
  readonly state?: string;
  /** Age of its transaction, or of its session where it is in none. */
  readonly milliseconds?: number;
  /** The beginning of what it runs or ran last, on one line. */
  readonly query?: string;
};

export type StatementProgress = {
  /** In the server's words: `building index: scanning table`. */
  readonly phase: string;
  readonly done: number;
  readonly outOf: number;
};

/** Of a query, since all of it may be long. */
const shownCharacters = 80;

// pg_stat_progress_create_index: a phase counts blocks, tuples, lockers or partitions, and leaves the others at 0.
const query = `
SELECT
  (SELECT coalesce(json_agg(json_build_object(
      'pid', blocker.pid, 'user', usename, 'application', application_name, 'state', state,
      'milliseconds', round(extract(epoch FROM clock_timestamp() - coalesce(xact_start, backend_start)) * 1000),
      'query', left(query, ${4 * shownCharacters})) ORDER BY blocker.pid), '[]')
    FROM (SELECT DISTINCT unnest(pg_blocking_pids($1)) AS pid) AS blocker
    LEFT JOIN pg_stat_activity ON pg_stat_activity.pid = blocker.pid) AS blockers,
  (SELECT json_build_object('phase', phase,
      'done', CASE WHEN lockers_total > 0 THEN lockers_done WHEN tuples_total > 0 THEN tuples_done ELSE blocks_done END,
      'outOf', CASE WHEN lockers_total > 0 THEN lockers_total WHEN tuples_total > 0 THEN tuples_total ELSE blocks_total END)
    FROM pg_stat_progress_create_index WHERE pid = $1) AS progress`;

type Row = {
  readonly blockers: readonly { readonly [key in keyof Blocker]: Blocker[key] | null }[];
  readonly progress: StatementProgress | null;
};

/** @param pid of the session to look at */
export async function observe(client: pg.Client, pid: number): Promise<Observation> {
  const { rows } = await client.query<Row>(query, [pid]);
  const { blockers, progress } = rows[0] as Row;
  return {
    // A prepared transaction blocks with 0 for its process.
    blockers: blockers.map(({ pid: blocking, user, application, state, milliseconds, query: text }) => ({
      pid: Number(blocking),
      ...(user ? { user: visible(user) } : {}),
      ...(application ? { application: visible(application) } : {}),
      ...(state ? { state } : {}),
      ...(milliseconds === null || milliseconds === undefined ? {} : { milliseconds }),
      ...(text ? { query: cut(visible(text)) } : {}),
    })),
    ...(progress === null ? {} : { progress }),
  };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters - 1).join('')}…` : text;
}
