import type pg from 'pg';
import type { StepState } from './journal.ts';
import type { Direction, ReleaseIdentity } from './passage.ts';

/** Something that changed which releases a target has, in the order in which it began. */
export type PastEntry = PastRun | Stamping;

/** A way from one release to the next or back, however often it was interrupted. */
export type PastRun = {
  readonly kind: 'run';
  readonly release: PastRelease;
  readonly direction: Direction;
  /**
   * - `finished`: the release is there, or gone.
   * - `interrupted`: it is to be continued; at most one is.
   * - `given up`: it was interrupted, and `stamp --force` has put an end to it.
   */
  readonly outcome: 'finished' | 'interrupted' | 'given up';
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt?: Date;
  readonly toolVersion: string;
  /** Of its plan. */
  readonly of: number;
  /** What was begun of it, in order. */
  readonly steps: readonly PastStep[];
};

/** A release that was recorded without a run, by `stamp` or `adopt`. What they take away leaves no trace. */
export type Stamping = {
  readonly kind: 'stamp';
  readonly release: PastRelease;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly toolVersion: string;
};

/** The title is known of releases that the target has now. */
export type PastRelease = Pick<ReleaseIdentity, 'number' | 'slug' | 'checksum'> & { readonly title?: string };

export type PastStep = {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  /** Absent where it has not ended, or has not begun. */
  readonly milliseconds?: number;
  readonly attempts: number;
  /** SQLSTATE of the last attempt that failed. */
  readonly errorCode?: string;
  readonly toolVersion: string;
};

/** Reads all that the journal, which must be there, remembers; the oldest first. */
export async function readHistory(client: pg.Client): Promise<readonly PastEntry[]> {
  const { rows } = await client.query<{ release: ReleaseRow[]; run: RunRow[]; step: StepRow[] }>(
    // One statement, so that what it sees is of one moment. Whole rows, so that journals of older formats can be read as well.
    `SELECT
  (SELECT coalesce(json_agg(release ORDER BY number), '[]') FROM learnr_schema.release) AS release,
  (SELECT coalesce(json_agg(run ORDER BY id), '[]') FROM learnr_schema.run) AS run,
  (SELECT coalesce(json_agg(step ORDER BY run, number), '[]') FROM learnr_schema.step) AS step`,
  );
  const { release, run, step } = rows[0] as { release: ReleaseRow[]; run: RunRow[]; step: StepRow[] };
  const entries = [
    ...run.map((row) =>
      toRun(
        row,
        release.find((candidate) => isSame(candidate, row)),
        step.filter((candidate) => candidate.run === row.id),
      ),
    ),
    ...release.filter((row) => !run.some((candidate) => ledTo(candidate, row))).map(toStamping),
  ];
  // Sorting is stable: where times are equal, runs keep their order, and so do releases.
  return entries.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

type ReleaseRow = ReleaseIdentity & {
  readonly applied_at: string;
  readonly applied_by: string;
  readonly tool_version: string;
};

type RunRow = {
  readonly id: number;
  readonly release: number;
  readonly slug: string;
  readonly checksum: string;
  readonly direction: Direction;
  readonly steps: number;
  readonly started_at: string;
  readonly started_by: string;
  readonly finished_at: string | null;
  readonly tool_version: string;
};

type StepRow = {
  readonly run: number;
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly attempts: number;
  readonly error_code: string | null;
  readonly tool_version: string;
  /** Absent in journals of format 1. */
  readonly was_deferred?: boolean;
};

function isSame({ number, checksum }: ReleaseRow, run: RunRow): boolean {
  return number === run.release && checksum === run.checksum;
}

/** The end of a run is the time that its release was applied at, to the microsecond. */
function ledTo(run: RunRow, release: ReleaseRow): boolean {
  return run.direction === 'forward' && isSame(release, run) && run.finished_at === release.applied_at;
}

function toRun(row: RunRow, known: ReleaseRow | undefined, steps: readonly StepRow[]): PastRun {
  const { slug, checksum, direction, steps: of } = row;
  return {
    kind: 'run',
    release: { number: row.release, slug, checksum, ...(known === undefined ? {} : { title: known.title }) },
    direction,
    outcome: outcomeOf(row, steps),
    startedAt: new Date(row.started_at),
    startedBy: row.started_by,
    ...(row.finished_at === null ? {} : { finishedAt: new Date(row.finished_at) }),
    toolVersion: row.tool_version,
    of,
    steps: steps.map(toStep),
  };
}

/** A step that was put off was recorded by the run that finished without it. */
function outcomeOf({ finished_at, steps: of }: RunRow, steps: readonly StepRow[]): PastRun['outcome'] {
  if (finished_at === null) return 'interrupted';
  const recorded = steps.filter(({ state, was_deferred }) => state === 'done' || was_deferred === true);
  return recorded.length < of ? 'given up' : 'finished';
}

function toStep(row: StepRow): PastStep {
  const { number, title, state, attempts, error_code: errorCode } = row;
  const hasRun = row.finished_at !== null && state !== 'deferred';
  return {
    ...{ number, title, state },
    ...(hasRun ? { milliseconds: between(row.started_at, row.finished_at) } : {}),
    attempts,
    ...(errorCode === null ? {} : { errorCode }),
    toolVersion: row.tool_version,
  };
}

function between(start: string, end: string): number {
  return new Date(end).getTime() - new Date(start).getTime();
}

function toStamping(row: ReleaseRow): Stamping {
  const { number, slug, checksum, title } = row;
  return {
    kind: 'stamp',
    release: { number, slug, checksum, title },
    startedAt: new Date(row.applied_at),
    startedBy: row.applied_by,
    toolVersion: row.tool_version,
  };
}
