import type pg from 'pg';
import type { Direction, Passage, ReleaseIdentity } from './passage.ts';

/** What the target says of itself. */
export type Journal = {
  /** In the order of their numbers; the last is the one that the target is at. */
  readonly releases: readonly AppliedRelease[];
  /** A run that was interrupted: the target is between two releases. */
  readonly unfinished?: Run;
  /** Steps that were put off when their release was applied, in the order in which they are to run. */
  readonly deferred: readonly DeferredStep[];
};

/** A step of a release that the target has, which is still to be run. */
export type DeferredStep = {
  /** The run that put it off. */
  readonly run: string;
  /** Number of its release. */
  readonly release: number;
  /** Of the plan, counted from 1. */
  readonly number: number;
  readonly title: string;
  readonly hash: string;
  /** `started`, `failed`: a later run has tried. */
  readonly state: Exclude<StepState, 'done'>;
};

export type AppliedRelease = ReleaseIdentity & {
  readonly appliedAt: Date;
  readonly appliedBy: string;
  readonly milliseconds: number;
  readonly toolVersion: string;
};

export type Run = {
  readonly id: string;
  readonly release: Pick<ReleaseIdentity, 'number' | 'slug' | 'checksum'>;
  readonly direction: Direction;
  /** Of its plan. */
  readonly of: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly toolVersion: string;
  /** What was begun of it, by number. */
  readonly steps: ReadonlyMap<number, StepRecord>;
};

export type StepRecord = {
  readonly number: number;
  readonly title: string;
  readonly hash: string;
  /** `started`: nobody knows whether its effect came to be. `failed`: it did not. */
  readonly state: StepState;
  readonly attempts: number;
  readonly errorCode?: string;
  /** Of a backfill: the last key that is done, each of its columns as text. */
  readonly progress?: readonly string[];
};

/** `deferred`: it was put off, and its release recorded without it. */
export type StepState = 'started' | 'failed' | 'done' | 'deferred';

/** What a target without a journal says. */
export const emptyJournal: Journal = { releases: [], deferred: [] };

/** Reads the journal, which must be there. */
export async function readJournal(client: pg.Client): Promise<Journal> {
  const { rows } = await client.query<JournalRow>(
    // One statement, so that what it sees is of one moment.
    `WITH unfinished AS (SELECT * FROM learnr_schema.run WHERE finished_at IS NULL)
SELECT
  (SELECT coalesce(json_agg(release ORDER BY number), '[]') FROM learnr_schema.release) AS release,
  (SELECT to_json(unfinished) FROM unfinished) AS run,
  (SELECT coalesce(json_agg(step ORDER BY number), '[]')
    FROM learnr_schema.step WHERE run = (SELECT id FROM unfinished)) AS step,
  -- Of the last run of a release only: what came before it is history; a way back that is not at its end takes nothing away yet.
  -- As JSON, since journals of format 1 have no such column.
  (SELECT coalesce(json_agg(json_build_object('run', run.id::text, 'release', run.release, 'number', step.number,
      'title', step.title, 'hash', hash, 'state', state) ORDER BY run.release, step.number), '[]')
    FROM learnr_schema.step JOIN learnr_schema.run ON run.id = step.run
    JOIN learnr_schema.release ON release.number = run.release AND release.checksum = run.checksum
    WHERE (to_jsonb(step) ->> 'was_deferred')::boolean AND state <> 'done' AND direction = 'forward'
      AND run.id = (SELECT max(id) FROM learnr_schema.run AS later
        WHERE later.release = run.release AND (later.direction = 'forward' OR later.finished_at IS NOT NULL))) AS deferred`,
  );
  const { release, run, step, deferred } = rows[0] as JournalRow;
  return {
    releases: release.map(toRelease),
    ...(run === null ? {} : { unfinished: toRun(run, step) }),
    deferred,
  };
}

type JournalRow = {
  readonly release: ReleaseRow[];
  readonly run: RunRow | null;
  readonly step: StepRow[];
  readonly deferred: DeferredStep[];
};

type ReleaseRow = ReleaseIdentity & {
  readonly applied_at: string;
  readonly applied_by: string;
  readonly duration_ms: number;
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
  readonly tool_version: string;
};

type StepRow = Omit<StepRecord, 'errorCode' | 'progress'> & {
  readonly error_code: string | null;
  /** Absent in journals of format 1. */
  readonly progress?: string | null;
};

function toRelease(row: ReleaseRow): AppliedRelease {
  const { number, slug, title, checksum } = row;
  return {
    ...{ number, slug, title, checksum },
    appliedAt: new Date(row.applied_at),
    appliedBy: row.applied_by,
    milliseconds: row.duration_ms,
    toolVersion: row.tool_version,
  };
}

function toRun(row: RunRow, steps: readonly StepRow[]): Run {
  return {
    id: String(row.id),
    release: { number: row.release, slug: row.slug, checksum: row.checksum },
    direction: row.direction,
    of: row.steps,
    startedAt: new Date(row.started_at),
    startedBy: row.started_by,
    toolVersion: row.tool_version,
    steps: new Map(steps.map((step) => [step.number, toStep(step)])),
  };
}

function toStep({
  number,
  title,
  hash,
  state,
  attempts,
  error_code: errorCode,
  progress,
}: StepRow): StepRecord {
  return {
    ...{ number, title, hash, state, attempts },
    ...(errorCode === null ? {} : { errorCode }),
    ...(typeof progress === 'string' ? { progress: JSON.parse(progress) as readonly string[] } : {}),
  };
}

/** The steps that were put off of a release. */
export function deferredOf(
  { deferred }: Pick<Journal, 'deferred'>,
  { number }: Pick<ReleaseIdentity, 'number'>,
): readonly DeferredStep[] {
  return deferred.filter(({ release }) => release === number);
}

/** Begins a run; gives its id. */
export async function startRun(
  client: pg.Client,
  passage: Passage,
  of: number,
  toolVersion: string,
): Promise<string> {
  const { number, slug, checksum } = passage.release;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO learnr_schema.run (release, slug, checksum, direction, steps, started_at, started_by, tool_version)
VALUES ($1, $2, $3, $4, $5, clock_timestamp(), session_user, $6) RETURNING id`,
    [number, slug, checksum, passage.direction, of, toolVersion],
  );
  return (rows[0] as { id: string }).id;
}

/** A step that ran in the transaction that is open now. */
export type DoneStep = {
  readonly number: number;
  readonly title: string;
  readonly hash: string;
  /** Milliseconds since the transaction began. */
  readonly startedMs: number;
  readonly finishedMs: number;
};

/** Writes the steps of a transaction into it, all in one statement. */
export async function recordDone(
  client: pg.Client,
  run: string,
  steps: readonly DoneStep[],
  attempt: number,
  toolVersion: string,
): Promise<void> {
  await client.query(
    `INSERT INTO learnr_schema.step (run, number, title, hash, state, started_at, finished_at, attempts, tool_version)
SELECT $1, number, title, hash, 'done', now() + started * interval '1 ms', now() + finished * interval '1 ms', $7, $8
FROM unnest($2::integer[], $3::text[], $4::text[], $5::float8[], $6::float8[]) AS done (number, title, hash, started, finished)`,
    [
      run,
      steps.map(({ number }) => number),
      steps.map(({ title }) => title),
      steps.map(({ hash }) => hash),
      steps.map(({ startedMs }) => startedMs),
      steps.map(({ finishedMs }) => finishedMs),
      attempt,
      toolVersion,
    ],
  );
}

/** Before a step outside a transaction: from now on there is doubt. */
export async function recordStart(
  client: pg.Client,
  run: string,
  step: Pick<DoneStep, 'number' | 'title' | 'hash'>,
  toolVersion: string,
): Promise<void> {
  await client.query(
    `INSERT INTO learnr_schema.step (run, number, title, hash, state, started_at, attempts, tool_version)
VALUES ($1, $2, $3, $4, 'started', clock_timestamp(), 1, $5)
ON CONFLICT (run, number) DO UPDATE SET state = 'started', started_at = excluded.started_at, finished_at = NULL,
  attempts = step.attempts + 1, tool_version = excluded.tool_version`,
    [run, step.number, step.title, step.hash, toolVersion],
  );
}

/** After a step outside a transaction: there is no doubt any more. */
export async function recordEnd(
  client: pg.Client,
  run: string,
  number: number,
  state: 'done' | 'failed',
  errorCode?: string,
): Promise<void> {
  await client.query(
    `UPDATE learnr_schema.step SET state = $3, finished_at = clock_timestamp(), error_code = coalesce($4, error_code)
WHERE run = $1 AND number = $2`,
    [run, number, state, errorCode ?? null],
  );
}

/** Writes how far a backfill has come, in the transaction of the rows that it filled last. */
export async function recordProgress(
  client: pg.Client,
  run: string,
  number: number,
  key: readonly string[],
): Promise<void> {
  await client.query('UPDATE learnr_schema.step SET progress = $3 WHERE run = $1 AND number = $2', [
    run,
    number,
    JSON.stringify(key),
  ]);
}

/** Writes that steps are put off, in the transaction that ends their run. */
export async function recordDeferred(
  client: pg.Client,
  run: string,
  steps: readonly Pick<DoneStep, 'number' | 'title' | 'hash'>[],
  toolVersion: string,
): Promise<void> {
  await client.query(
    `INSERT INTO learnr_schema.step (run, number, title, hash, state, started_at, finished_at, attempts, tool_version,
  was_deferred)
SELECT $1, number, title, hash, 'deferred', now(), now(), 0, $5, true
FROM unnest($2::integer[], $3::text[], $4::text[]) AS deferred (number, title, hash)`,
    [
      run,
      steps.map(({ number }) => number),
      steps.map(({ title }) => title),
      steps.map(({ hash }) => hash),
      toolVersion,
    ],
  );
}

/** Ends a run: forward the target has the release from now on, backward it has it no more. In one transaction. */
export async function finishRun(
  client: pg.Client,
  run: string,
  passage: Passage,
  toolVersion: string,
): Promise<void> {
  const { number, slug, title, checksum } = passage.release;
  if (passage.direction === 'backward') {
    await client.query(
      `WITH finished AS (UPDATE learnr_schema.run SET finished_at = clock_timestamp() WHERE id = $1)
DELETE FROM learnr_schema.release WHERE number = $2`,
      [run, number],
    );
    return;
  }
  await client.query(
    `WITH finished AS (
  UPDATE learnr_schema.run SET finished_at = clock_timestamp() WHERE id = $1 RETURNING started_at, finished_at
)
INSERT INTO learnr_schema.release (number, slug, title, checksum, applied_at, applied_by, duration_ms, tool_version)
SELECT $2, $3, $4, $5, finished_at, session_user, round(extract(epoch FROM finished_at - started_at) * 1000), $6
FROM finished`,
    [run, number, slug, title, checksum, toolVersion],
  );
}
