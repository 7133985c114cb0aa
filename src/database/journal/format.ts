import type pg from 'pg';
import { fail } from '../../diagnostic/diagnostic.ts';
import { quoteText } from '../../sql/quote.ts';
import { queryAll } from '../target/query-all.ts';
import { atticCreation } from './attic-table.ts';

/** Of the tables below; a program refuses journals of a format that is newer than what it knows, and brings older ones up to it. */
export const formatVersion = 2;

/**
 * A `run` is the way from one release to the next, or back, however often it was interrupted and by however many processes it
 * was continued: at most one is unfinished. Its steps are what was done of it. `release` holds the releases that the target
 * has; that is what it is at. Runs stay as history when releases go.
 */
export const journalCreation = `
CREATE SCHEMA IF NOT EXISTS learnr_schema;
COMMENT ON SCHEMA learnr_schema IS 'Journal of learnr-schema: what it ran on this database';

CREATE TABLE learnr_schema.format (
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  tool_version text NOT NULL
);
COMMENT ON TABLE learnr_schema.format IS 'Version of the tables of this schema, in its only row';
CREATE UNIQUE INDEX format_one_row ON learnr_schema.format ((true));

CREATE TABLE learnr_schema.release (
  number integer PRIMARY KEY CHECK (number > 0),
  slug text NOT NULL,
  title text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL,
  applied_by text NOT NULL,
  duration_ms bigint NOT NULL,
  tool_version text NOT NULL
);
COMMENT ON TABLE learnr_schema.release IS 'Releases that are applied; the last is the one that this database is at';

CREATE TABLE learnr_schema.run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  release integer NOT NULL,
  slug text NOT NULL,
  checksum text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('forward', 'backward')),
  steps integer NOT NULL,
  started_at timestamptz NOT NULL,
  started_by text NOT NULL,
  finished_at timestamptz,
  tool_version text NOT NULL
);
COMMENT ON TABLE learnr_schema.run IS 'Ways from one release to the next (forward) or back (backward)';
CREATE UNIQUE INDEX run_one_unfinished ON learnr_schema.run ((true)) WHERE finished_at IS NULL;

CREATE TABLE learnr_schema.step (
  run bigint NOT NULL REFERENCES learnr_schema.run ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL,
  hash text NOT NULL,
  state text NOT NULL CONSTRAINT step_state_check CHECK (state IN ('started', 'failed', 'done', 'deferred')),
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  attempts integer NOT NULL,
  error_code text,
  tool_version text NOT NULL,
  progress text,
  was_deferred boolean NOT NULL DEFAULT false,
  PRIMARY KEY (run, number),
  CHECK ((state = 'started') = (finished_at IS NULL))
);
COMMENT ON TABLE learnr_schema.step IS 'Steps of a run. In a transaction a step is written with its effect; outside one, before and after';
COMMENT ON COLUMN learnr_schema.step.hash IS 'SHA-256 of the statement';
COMMENT ON COLUMN learnr_schema.step.error_code IS 'SQLSTATE of the last attempt that failed';
COMMENT ON COLUMN learnr_schema.step.progress IS 'Of a backfill: the last key that is done, as a JSON array of texts';
COMMENT ON COLUMN learnr_schema.step.was_deferred IS 'Whether the release was recorded without it, for a later run';
${atticCreation}`;

/** What brings a journal from each format to the next, from the first on. */
export const upgrades = [
  `
ALTER TABLE learnr_schema.step DROP CONSTRAINT step_state_check,
  ADD CONSTRAINT step_state_check CHECK (state IN ('started', 'failed', 'done', 'deferred'));
ALTER TABLE learnr_schema.step ADD COLUMN progress text, ADD COLUMN was_deferred boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN learnr_schema.step.progress IS 'Of a backfill: the last key that is done, as a JSON array of texts';
COMMENT ON COLUMN learnr_schema.step.was_deferred IS 'Whether the release was recorded without it, for a later run';
${atticCreation}`,
] as const;

/**
 * Whether the target has a journal that this program can read, of this format or an older one.
 *
 * @throws DiagnosticError `journal-foreign` where the schema is somebody else's, `journal-newer`
 */
export async function hasJournal(client: pg.Client): Promise<boolean> {
  return (await journalFormat(client)) !== undefined;
}

/**
 * @returns the format of the target's journal, or undefined where there is none
 * @throws DiagnosticError as {@link hasJournal} does
 */
export async function journalFormat(client: pg.Client): Promise<number | undefined> {
  const { rows: found } = await client.query<{ schema: boolean; format: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('learnr_schema')) AS schema,
  to_regclass('learnr_schema.format') IS NOT NULL AS format`,
  );
  if (found[0]?.schema !== true) return undefined;
  if (found[0].format !== true)
    fail(
      'journal-foreign',
      'the target has a schema learnr_schema, and it is not the journal of this program',
      'Rename that schema, or name another database.',
    );
  const { rows } = await client.query<{ version: number; tool_version: string }>(
    'SELECT version, tool_version FROM learnr_schema.format',
  );
  const { version, tool_version: tool } = rows[0] ?? { version: 0, tool_version: '' };
  if (version < 1 || version > formatVersion)
    fail(
      'journal-newer',
      `the journal of the target has format ${version}, and this program knows ${formatVersion}`,
      `Use the version of learnr-schema that made it (${tool}) or a newer one.`,
    );
  return version;
}

/**
 * Makes the journal where there is none, and brings an older one up to this format. Only with the lock of the target.
 *
 * @param format that it has, as {@link journalFormat} said with that lock
 */
export async function ensureJournal(
  client: pg.Client,
  toolVersion: string,
  format: number | undefined,
): Promise<void> {
  if (format === formatVersion) return;
  const statements =
    format === undefined
      ? [
          journalCreation,
          `INSERT INTO learnr_schema.format (version, tool_version) VALUES (${formatVersion}, ${quoteText(toolVersion)})`,
        ]
      : [
          ...upgrades.slice(format - 1),
          `UPDATE learnr_schema.format SET version = ${formatVersion}, tool_version = ${quoteText(toolVersion)}`,
        ];
  try {
    await queryAll(client, ['BEGIN', ...statements, 'COMMIT']);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
