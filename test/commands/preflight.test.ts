import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeProject, type TestProject } from '../support/project.ts';
import { run } from './target-support.ts';

const first = `tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      email: text
      role: text
  posts:
    columns: {id: {type: integer, primary_key: true}, author: integer}
`;

const second = `tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      email: {type: text, not_null: true, unique: true}
      role: varchar(8)
  posts:
    columns: {id: {type: integer, primary_key: true}, author: {type: integer, references: users}}
`;

let project: TestProject;
let database: FreshDatabase;

beforeAll(async () => {
  project = await makeProject();
  await project.release('initial', first);
  await project.release('strict', second);
});
afterAll(() => project.remove());
beforeEach(async () => {
  database = await freshDatabase(17);
});
afterEach(() => database.drop());

const preflight = (...args: readonly string[]) =>
  run(project.folder, ['preflight', ...args], { DATABASE_URL: database.url, COLUMNS: '80' });

/** In this process, which is quicker. */
const goTo = (name: string) =>
  apply(
    {
      project,
      target: { kind: 'url', url: parseTargetUrl(database.url, 'DATABASE_URL') },
      onEvent: () => {},
    },
    { kind: 'release', name },
    usualSettings,
  );

it('shows all that is in the way on one page, and exits with 1', async () => {
  await goTo('001');
  await database.client.query(`INSERT INTO users
  SELECT n, CASE WHEN n % 3 > 0 THEN 'e' || n / 2 || '@x' END, repeat('r', n) FROM generate_series(1, 12) n;
INSERT INTO posts VALUES (1, 1), (2, 77)`);
  const { code, stdout, stderr } = await preflight();
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const lines = stdout.split('\n');
  expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.slice(1)).toEqual([
    'way    001_initial → 002_strict',
    '',
    'Release 002_strict',
    '  error   foreign key public.posts.posts_author_fkey: 1 row refers to nothing in',
    '          public.users [preflight-orphan]',
    '            such as id 2',
    '          help: Delete these rows, give them NULL, or add the rows that they',
    '                refer to.',
    '  error   column public.users.role becomes varchar(8), and 4 values do not fit',
    '          [preflight-cut]',
    '            such as id 9, 10, 11, 12',
    '          help: Shorten these values, or keep a type that holds them.',
    '  error   column public.users.email becomes NOT NULL, and 4 rows have no value',
    '          [preflight-null]',
    '            such as id 3, 6, 9, 12',
    '          help: Give these rows a value, or give the column a backfill in the',
    '                spec.',
    '  error   unique constraint public.users.users_email_key: 2 values stand in more',
    '          than one row [preflight-duplicate]',
    '            such as id 4 and 5, 10 and 11',
    '          help: Change or delete all but one of the rows that share a value.',
    '',
    '4 errors. The rows were asked 4 questions; nothing was changed.',
    '',
  ]);
});

it('exits with 0 where nothing is in the way, and prints JSON', async () => {
  const { code, stdout } = await preflight('001', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    target: database.url,
    ...{ from: 'base', to: '001_initial', releases: ['001_initial'], checked: 0 },
    counts: { error: 0, warning: 0, unchecked: 0 },
    ...{ findings: [], unchecked: [] },
  });
});

it('looks at the way back, too', async () => {
  await goTo('002');
  await database.client.query(`INSERT INTO users VALUES (1, 'a', 'b')`);
  const { code, stdout } = await preflight('base');
  expect(code).toBe(0);
  expect(stdout).toContain('way    002_strict → base\n');
  expect(stdout).toContain('\nnothing that a step would fail of.');
});

it('says what is in the way of all releases, such as a name that is taken', async () => {
  await database.client.query('CREATE TABLE users (id integer)');
  const { code, stdout } = await preflight('--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings).toEqual([
    expect.objectContaining({
      code: 'preflight-in-the-way',
      what: 'table users',
      message: 'table users is there already, and no release has made it',
    }),
  ]);
});
