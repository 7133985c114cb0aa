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
    at: { number: 1, slug: 'initial', title: 'Users' },
    applied: [
      {
        ...{ number: 1, slug: 'initial', title: 'Users', checksum: expect.stringMatching(/^sha256:/) },
        ...{ appliedAt: expect.any(String), appliedBy: 'postgres', milliseconds: expect.any(Number) },
        toolVersion: expect.any(String),
      },
    ],
    pending: [{ number: 2, slug: 'posts', title: 'Posts & more' }],
    problems: [],
  });
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
