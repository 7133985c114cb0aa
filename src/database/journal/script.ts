import { stem } from '../../release/file-name.ts';
import { dollarQuote, quoteText } from '../../sql/quote.ts';
import { formatVersion, journalCreation, upgrades } from './format.ts';
import type { DoneStep } from './journal.ts';
import { lockKey } from './lock.ts';
import type { Passage, ReleaseIdentity } from './passage.ts';

/**
 * What a script does with the journal, as statements: the same entries that journal.ts makes. Each is whole, with its semicolon.
 * They need a session in which {@link takeLock} and {@link makeEntries} have run.
 */
type Entry = Pick<DoneStep, 'number' | 'title' | 'hash'>;

/** Keeps other deployers out until the session ends, or fails. */
export function takeLock(): string {
  return block(
    'lock',
    `
BEGIN
  IF NOT pg_try_advisory_lock(${lockKey}) THEN
    ${raise('somebody else works on this database', '`learnr-schema unlock` shows who.')}
  END IF;
END
`,
  );
}

export function freeLock(): string {
  return block('lock', `\nBEGIN\n  PERFORM pg_advisory_unlock(${lockKey});\nEND\n`);
}

/** @param postgresql the oldest major version that may run the script */
export function requireServer(postgresql: number): string {
  return block(
    'server',
    `
BEGIN
  IF current_setting('server_version_num')::integer < ${postgresql}0000 THEN
    ${raise(`this script is for PostgreSQL ${postgresql} and later`, 'Run it on such a server.')}
  END IF;
END
`,
  );
}

/** Makes the journal where there is none, and brings an older one up to the format of this program. */
export function ensureJournalHere(toolVersion: string): string {
  const tool = quoteText(toolVersion);
  const older = upgrades.map(
    (upgrade, index) => `  IF format <= ${index + 1} THEN
${indented(upgrade)};
  END IF;`,
  );
  return block(
    'journal',
    `
DECLARE
  format integer;
BEGIN
  IF to_regclass('learnr_schema.format') IS NULL THEN
    IF EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('learnr_schema')) THEN
      ${raise('there is a schema learnr_schema, and it is not the journal of learnr-schema', 'Rename that schema.', '      ')}
    END IF;
${indented(journalCreation)};
    INSERT INTO learnr_schema.format (version, tool_version) VALUES (${formatVersion}, ${tool});
  END IF;
  SELECT version INTO format FROM learnr_schema.format;
  IF format > ${formatVersion} THEN
    ${raise('the journal has a newer format than this script', 'Make the script with a newer learnr-schema.')}
  END IF;
${older.join('\n')}
  UPDATE learnr_schema.format SET version = ${formatVersion}, tool_version = ${tool} WHERE version < ${formatVersion};
END
`,
  );
}

/**
 * Fails unless the database has exactly these releases, nothing of them is half done or put off, and nothing is kept that the passages
 * would have to put back.
 */
export function requirePosition(releases: readonly ReleaseIdentity[], passages: readonly Passage[]): string {
  const at = releases[releases.length - 1];
  const place = quoteText(at === undefined ? 'base' : `release ${stem(at)}`);
  const expected = releases.map(({ number, checksum }) => `${number} ${checksum}`);
  return block(
    'position',
    `
DECLARE
  expected CONSTANT text[] := ARRAY[${expected.map(quoteText).join(', ')}]::text[];
  found text[];
  at text;
BEGIN
  IF EXISTS (SELECT FROM learnr_schema.run WHERE finished_at IS NULL) THEN
    ${raise('a run on this database was interrupted', 'Finish it with `learnr-schema apply` or `rollback`; `learnr-schema status` shows it.')}
  END IF;
  IF EXISTS (
    SELECT FROM learnr_schema.step JOIN learnr_schema.run ON run.id = step.run
    JOIN learnr_schema.release ON release.number = run.release
    WHERE was_deferred AND state <> 'done' AND direction = 'forward'
      AND run.id = (SELECT max(id) FROM learnr_schema.run AS later WHERE later.release = run.release)
  ) THEN
    ${raise('steps of a release were put off on this database', 'Run them first, with `learnr-schema apply`.')}
  END IF;
  IF EXISTS (
    SELECT FROM learnr_schema.attic
    WHERE state = 'kept' AND (release, checksum, direction) IN (${keptFor(passages)})
  ) THEN
    ${raise('data of these releases is kept in the attic, and a script does not put it back', 'Run `learnr-schema apply` or `rollback` instead.')}
  END IF;
  SELECT coalesce(array_agg(format('%s %s', number, checksum) ORDER BY number), '{}') INTO found
  FROM learnr_schema.release;
  IF found <> expected THEN
    SELECT format('release %s_%s', lpad(number::text, greatest(3, length(number::text)), '0'), slug) INTO at
    FROM learnr_schema.release ORDER BY number DESC LIMIT 1;
    RAISE EXCEPTION 'this script starts at %, and the database is at %', ${place}, coalesce(at, 'base')
      USING HINT = CASE WHEN coalesce(at, 'base') = ${place}
        THEN 'The files of the releases differ from those that were applied.'
        ELSE 'Make a script that starts there, with --from.' END;
  END IF;
END
`,
  );
}

/** What the opposite of a passage has kept, it puts back. */
function keptFor(passages: readonly Passage[]): string {
  const rows = passages.map(({ release, direction }) => {
    const opposite = direction === 'forward' ? 'backward' : 'forward';
    return `(${release.number}, ${quoteText(release.checksum)}, ${quoteText(opposite)})`;
  });
  return rows.join(', ');
}

/** No text in them goes over several lines. */
function indented(statements: string): string {
  return statements.trim().replaceAll(/^(?=.)/gm, '    ');
}

function raise(message: string, hint: string, indent = '    '): string {
  return `RAISE EXCEPTION USING MESSAGE = ${quoteText(message)},\n${indent}  HINT = ${quoteText(hint)};`;
}

const unfinished = '(SELECT id FROM learnr_schema.run WHERE finished_at IS NULL)';

/** What the other entries call, in the session only. A run that is unfinished is the one that the script is at. */
export function makeEntries(toolVersion: string): readonly string[] {
  const tool = quoteText(toolVersion);
  return [
    procedure(
      'run_started(release integer, slug text, checksum text, direction text, steps integer)',
      `INSERT INTO learnr_schema.run (release, slug, checksum, direction, steps, started_at, started_by, tool_version)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp(), session_user, ${tool});`,
    ),
    procedure(
      'step_done(number integer, title text, hash text)',
      `INSERT INTO learnr_schema.step (run, number, title, hash, state, started_at, finished_at, attempts, tool_version)
  SELECT id, $1, $2, $3, 'done',
    greatest(now(), run.started_at, (SELECT max(finished_at) FROM learnr_schema.step WHERE run = id)),
    clock_timestamp(), 1, ${tool}
  FROM learnr_schema.run WHERE finished_at IS NULL;`,
    ),
    procedure(
      'step_started(number integer, title text, hash text)',
      `INSERT INTO learnr_schema.step (run, number, title, hash, state, started_at, attempts, tool_version)
  VALUES (${unfinished}, $1, $2, $3, 'started', clock_timestamp(), 1, ${tool});`,
    ),
    procedure(
      'step_finished(number integer)',
      `UPDATE learnr_schema.step SET state = 'done', finished_at = clock_timestamp()
  WHERE run = ${unfinished} AND number = $1;`,
    ),
    procedure(
      'release_applied(title text)',
      `WITH finished AS (
    UPDATE learnr_schema.run SET finished_at = clock_timestamp() WHERE finished_at IS NULL RETURNING *
  )
  INSERT INTO learnr_schema.release (number, slug, title, checksum, applied_at, applied_by, duration_ms, tool_version)
  SELECT release, slug, $1, checksum, finished_at, session_user,
    round(extract(epoch FROM finished_at - started_at) * 1000), ${tool}
  FROM finished;`,
    ),
    procedure(
      'release_removed()',
      `DELETE FROM learnr_schema.release
  WHERE number = (SELECT release FROM learnr_schema.run WHERE finished_at IS NULL);
  UPDATE learnr_schema.run SET finished_at = clock_timestamp() WHERE finished_at IS NULL;`,
    ),
  ];
}

/** The same as `startRun`. @param of steps of its plan */
export function runStarted({ release, direction }: Passage, of: number): string {
  const { number, slug, checksum } = release;
  return call('run_started', [number, slug, checksum, direction, of]);
}

/** The same as `recordDone` for one step: in the transaction of its effect. */
export function stepDone({ number, title, hash }: Entry): string {
  return call('step_done', [number, title, hash]);
}

/** The same as `recordStart`: before a step outside a transaction. */
export function stepStarted({ number, title, hash }: Entry): string {
  return call('step_started', [number, title, hash]);
}

/** The same as `recordEnd`: after a step outside a transaction. */
export function stepFinished({ number }: Pick<Entry, 'number'>): string {
  return call('step_finished', [number]);
}

/** The same as `finishRun`, in one transaction. */
export function runFinished({ release, direction }: Passage): string {
  return direction === 'forward' ? call('release_applied', [release.title]) : call('release_removed', []);
}

function procedure(signature: string, body: string): string {
  const quoted = dollarQuote(`\n  ${body}\n`, 'entry');
  return `CREATE OR REPLACE PROCEDURE pg_temp.${signature} LANGUAGE sql AS ${quoted};`;
}

function call(name: string, values: readonly (string | number)[]): string {
  const list = values.map((value) => (typeof value === 'number' ? String(value) : quoteText(value)));
  return `CALL pg_temp.${name}(${list.join(', ')});`;
}

function block(word: string, body: string): string {
  return `DO ${dollarQuote(body, word)};`;
}
