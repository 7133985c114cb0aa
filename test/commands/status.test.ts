import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy, targetLock } from './target-support.ts';

let toy: Toy;
let older: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  [toy, older] = await Promise.all([makeToy(2), makeToy(1)]);
});

afterAll(() => Promise.all([toy.remove(), older.remove()]));

beforeEach(async () => {
  database = await freshDatabase(17);
});

afterEach(() => database.drop());

const command = (...args: readonly string[]) => run(toy.folder, [...args, '--database-url', database.url]);

it('shows a target on which nothing was ever run, and leaves it so', async () => {
  const { code, stdout, stderr } = await command('status');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').slice(1)).toEqual([
    'at      base',
    'pending 2 releases',
    '        001 Users',
    '        002 Posts & more',
    '',
  ]);
  const { rows } = await database.client.query(`SELECT to_regnamespace('learnr_schema') AS journal`);
  expect(rows).toEqual([{ journal: null }]);
});

it('shows where a target is, since when, by whom, and what is to come', async () => {
  await command('apply', '001');
  const { stdout } = await command('status');
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^target {2}postgresql:\/\/.*, PostgreSQL 17\.\d+$/),
    'at      001 Users',
    expect.stringMatching(/^applied \d{4}-\d\d-\d\dT[\d:.]+Z by postgres in \d+ ms$/),
    'drift   none',
    'pending 1 release',
    '        002 Posts & more',
    '',
  ]);
});

it('prints JSON', async () => {
  await command('apply', '001');
  const { stdout, stderr } = await command('status', '--json');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    target: database.url,
    server: expect.stringMatching(/^17\./),
    at: { number: 1, name: '001_initial', slug: 'initial', title: 'Users' },
    applied: [
      {
        ...{
          number: 1,
          name: '001_initial',
          slug: 'initial',
          title: 'Users',
          checksum: expect.stringMatching(/^sha256:/),
        },
        ...{ appliedAt: expect.any(String), appliedBy: 'postgres', milliseconds: expect.any(Number) },
        toolVersion: expect.any(String),
      },
    ],
    pending: [{ number: 2, name: '002_posts', slug: 'posts', title: 'Posts & more' }],
    drift: { differences: [], unclear: 0 },
    deferred: [],
    kept: { entries: 0, bytes: 0 },
    problems: [],
  });
});

it('shows steps that were put off, and what the attic holds', async () => {
  await command('apply');
  await database.client.query(`
    UPDATE learnr_schema.step SET state = 'deferred', was_deferred = true WHERE title LIKE 'CREATE INDEX%';
    CREATE TABLE IF NOT EXISTS learnr_schema.attic (id integer);
    DROP TABLE learnr_schema.attic;
    CREATE TABLE learnr_schema.attic (kept_as text, state text);
    CREATE SCHEMA IF NOT EXISTS learnr_schema_attic;
    CREATE TABLE learnr_schema_attic.t AS SELECT 1;
    INSERT INTO learnr_schema.attic VALUES ('t', 'kept'), (NULL, 'kept'), ('gone', 'kept'), ('t', 'purged')`);
  const { stdout, stderr } = await command('current');
  expect(stderr).toBe('');
  expect(stdout.split('\n').slice(3)).toEqual([
    'put off 1 step; to run them: learnr-schema apply',
    expect.stringMatching(/^ {8}002 step \d: CREATE INDEX CONCURRENTLY idx_users_email ON users \(email\)$/),
    'drift   none',
    'kept    3 tables, columns and sequences in the attic, 8192 bytes; to see them: learnr-schema attic',
    'pending none',
    '',
  ]);
  const { deferred, kept } = JSON.parse((await command('status', '--json')).stdout);
  expect(deferred).toMatchObject([{ release: 2, state: 'deferred' }]);
  expect(kept).toEqual({ entries: 3, bytes: 8192 });
});

it('shows drift, without what was put off', async () => {
  await command('apply');
  await database.client.query(`
    DROP INDEX idx_users_email;
    UPDATE learnr_schema.step SET state = 'deferred', was_deferred = true WHERE title LIKE 'CREATE INDEX%'`);
  expect((await command('status')).stdout).toContain('\ndrift   none\n');
  await database.client.query('ALTER TABLE users DROP COLUMN name, ALTER COLUMN email DROP NOT NULL');
  expect((await command('status')).stdout).toContain(
    '\ndrift   1 missing, 1 different; to see it: learnr-schema verify\n',
  );
});

it('says that somebody works on it', async () => {
  await database.client.query('SELECT pg_advisory_lock($1)', [targetLock]);
  expect((await command('status')).stdout).toMatch(
    /^postgres works on it now, since .* \(server process \d+\)$/m,
  );
});

it('says what does not fit, and exits with 1', async () => {
  await command('apply');
  const text = await run(older.folder, ['status', '--database-url', database.url]);
  expect(text).toMatchObject({ code: 1, stdout: expect.stringContaining('[target-ahead]') });
  expect(text.stdout).toContain('at      002 Posts & more');
  const json = await run(older.folder, ['status', '--json', '--database-url', database.url]);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ pending: [], problems: [{ code: 'target-ahead' }] });
});
