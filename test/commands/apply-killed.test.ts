import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, type Running, start, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;
/** A session beside the one that looks at the catalog. */
let other: pg.Client;

beforeAll(async () => {
  toy = await makeToy(2);
});

afterAll(() => toy.remove());

beforeEach(async () => {
  database = await freshDatabase(17);
  const target = { kind: 'url', url: parseTargetUrl(database.url, '--database-url') } as const;
  const request = { project: toy.project, target, onEvent: () => {} };
  await apply(request, { kind: 'release', name: '001' }, usualSettings);
  other = new pg.Client(database.url);
  await other.connect();
});

afterEach(async () => {
  await other.end();
  await database.drop();
});

const deploy = (): Running => start(toy.folder, ['apply', '--database-url', database.url]);

async function until(condition: string): Promise<void> {
  while ((await database.client.query(`SELECT WHERE ${condition}`)).rowCount === 0);
}

async function kill(running: Running): Promise<void> {
  running.kill('SIGKILL');
  expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
}

/** The release, its index, and the journal, each once. */
async function expectDone(): Promise<void> {
  const { rows } = await database.client.query(`
    SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = 'idx_users_email'::regclass) AS valid,
      (SELECT max(number) FROM learnr_schema.release) AS at,
      (SELECT array_agg(step.number || ' ' || state ORDER BY step.number) FROM learnr_schema.step JOIN learnr_schema.run ON run = run.id
        WHERE release = 2 AND run.finished_at IS NOT NULL) AS steps`);
  expect(rows).toEqual([{ valid: true, at: 2, steps: ['1 done', '2 done', '3 done'] }]);
}

it('goes on where one was killed that waited for a table', async () => {
  await other.query('BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
  const killed = deploy();
  await killed.printed('2/3 ALTER TABLE users ADD COLUMN name text');
  await until(`EXISTS (SELECT FROM pg_locks WHERE relation = 'users'::regclass AND NOT granted)`);
  await kill(killed);
  const next = deploy();
  await other.query('COMMIT');
  expect(await next.ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^001 → 002: 1 release/) });
  await expectDone();
});

it('waits for what the server still does of one that was killed, and takes that for done', async () => {
  await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
  const killed = deploy();
  await until(`EXISTS (SELECT FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots')`);
  await kill(killed);
  const next = deploy();
  await next.printed('waiting: postgres works on the target since');
  await other.query('COMMIT');
  const ended = await next.ended;
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^001 → 002: 1 release/) });
  expect(ended.stderr).toContain(
    'applying 002 Posts & more: 3 steps, 2 of them done before\n  3/3 CREATE INDEX',
  );
  const { rows } = await database.client.query(
    "SELECT attempts FROM learnr_schema.step WHERE hash = (SELECT hash FROM learnr_schema.step WHERE title ~ 'CONCURRENTLY')",
  );
  expect(rows).toEqual([{ attempts: 1 }]);
  await expectDone();
});
