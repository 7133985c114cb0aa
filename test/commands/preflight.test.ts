import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
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

const command = (...args: readonly string[]) =>
  run(project.folder, args, { DATABASE_URL: database.url, COLUMNS: '80' });

it('shows all that is in the way on one page, and exits with 1', async () => {
  await command('apply', '001');
  await database.client.query(`INSERT INTO users
  SELECT n, CASE WHEN n % 3 > 0 THEN 'e' || n / 2 || '@x' END, repeat('r', n) FROM generate_series(1, 12) n;
INSERT INTO posts VALUES (1, 1), (2, 77)`);
  const { code, stdout, stderr } = await command('preflight');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout.split('\n').slice(2)).toEqual([
    '',
    'Release 002_strict',
    '  error   column public.users.email becomes NOT NULL, and 4 rows have no value',
    '          [preflight-null]',
    '            such as id 3, 6, 9, 12',
    '          help: Give these rows a value, or give the column a backfill in the',
    '                spec.',
    '  error   unique constraint public.users.users_email_key: 2 values stand in more',
    '          than one row [preflight-duplicate]',
    '            such as id 10 and 11, 4 and 5',
    '          help: Change or delete all but one of the rows that share a value.',
    '  error   column public.users.role becomes varchar(8), and 4 values do not fit',
    '          [preflight-cut]',
    '            such as id 9, 10, 11, 12',
    '          help: Shorten these values, or keep a type that holds them.',
    '  error   foreign key public.posts.posts_author_fkey: 1 row refers to nothing in',
    '          public.users [preflight-orphan]',
    '            such as id 2',
    '          help: Delete these rows, give them NULL, or add the rows that they refer',
    '                to.',
    '',
    '4 errors. The rows were asked 4 questions; nothing was changed.',
    '',
  ]);
});

it('exits with 0 where nothing is in the way, and says so as JSON', async () => {
  const text = await command('preflight');
  expect(text).toMatchObject({ code: 0, stderr: '' });
  expect(text.stdout).toContain('way    base → 002_strict\n');
  expect(text.stdout).toContain('nothing that a step would fail of.');
  const { code, stdout } = await command('preflight', '001', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    target: database.url,
    ...{ from: 'base', to: '001_initial', releases: ['001_initial'], checked: 0 },
    counts: { error: 0, warning: 0, unchecked: 0 },
    ...{ findings: [], unchecked: [] },
  });
});

it('looks at the way back, too', async () => {
  await command('apply');
  await database.client.query(`INSERT INTO users VALUES (1, 'a', 'b')`);
  const { code, stdout } = await command('preflight', 'base', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ from: '002_strict', to: 'base', counts: { error: 0 } });
  const nothing = await command('preflight');
  expect(nothing.stdout).toContain('way    at 002_strict\n');
});

it('says what is in the way without a release, such as a name that is taken', async () => {
  await database.client.query('CREATE TABLE users (id integer)');
  const { code, stdout } = await command('preflight', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout).findings).toEqual([
    expect.objectContaining({
      code: 'preflight-in-the-way',
      what: 'table users',
      message: 'table users is there already, and no release has made it',
    }),
  ]);
});
