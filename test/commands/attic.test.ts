import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  toy = await makeToy(2);
  database = await freshDatabase(17);
});
afterAll(async () => {
  await toy.remove();
  await database.drop();
});

const command = (...args: readonly string[]) => run(toy.folder, [...args, '--database-url', database.url]);

it('shows what a rollback took away, puts back what fits then, and destroys it when it is told to', async () => {
  await command('apply');
  const { client } = database;
  await client.query(
    `INSERT INTO users (email, name) VALUES ('a', 'A'), ('b', 'B'); INSERT INTO posts (user_id) VALUES (1), (2)`,
  );
  expect((await command('attic')).stdout).toMatch(/The attic is empty\.\n$/);
  const rollback = await command('rollback');
  expect(rollback.code).toBe(0);
  expect(rollback.stderr).toMatch(/kept 2 rows of public\.posts as learnr_schema_attic\.k\d+_posts/);

  const listed = await command('attic', 'list');
  expect(listed.stdout.split('\n').slice(1)).toEqual([
    expect.stringMatching(
      /^\d {2}2 values of public\.users\.name, \d+ kB, learnr_schema_attic\.k\d+_users_name$/,
    ),
    expect.stringMatching(/^ {3}taken by 002_posts, on the way back from it, step \d+, \d{4}-/),
    expect.stringMatching(/^\d {2}2 rows of public\.posts, [\d.]+ kB, learnr_schema_attic\.k\d+_posts$/),
    expect.stringMatching(/^ {3}taken by 002_posts, on the way back from it, step \d+, \d{4}-/),
    '',
  ]);
  const { entries } = JSON.parse((await command('attic', '--json')).stdout);
  const posts = entries.find((entry: { kind: string }) => entry.kind === 'table').id;

  const early = await command('attic', 'restore', String(posts));
  expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no table public.posts') });
  await client.query(`DELETE FROM users WHERE email = 'b'`);
  const apply = await command('apply');
  expect(apply.stderr).toContain('put back 1 row of public.posts; 1 did not fit and stay in the attic');

  const still = await command('attic', 'restore', String(posts));
  expect(still).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('put back 0 rows of public.posts'),
  });
  await client.query(`INSERT INTO users (id, email) VALUES (2, 'b')`);
  const now = await command('attic', 'restore', String(posts));
  expect(now).toMatchObject({ code: 0, stdout: 'put back 1 row of public.posts\n' });
  expect((await client.query('SELECT user_id FROM posts ORDER BY 1')).rows).toEqual([
    { user_id: 1 },
    { user_id: 2 },
  ]);

  expect(await command('attic', 'purge', '--all')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nobody can be asked'),
  });
  const unknown = await command('attic', 'purge', '77', '--yes');
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('the attic has no number 77') });
  expect((await command('attic', 'purge', '--older-than', '1', '--yes')).stdout).toBe(
    'There was nothing to destroy.\n',
  );
  expect((await command('attic', 'purge', '--all', '--yes')).stdout).toMatch(
    /^destroyed\n {2}1 value of public\.users\.name/,
  );
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE relnamespace = 'learnr_schema_attic'::regnamespace`,
  );
  expect(rows).toEqual([]);
});
