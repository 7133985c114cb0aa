import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { listOfAttic } from '../../src/operations/attic/list.ts';
import { purgeAttic } from '../../src/operations/attic/purge.ts';
import { restoreFromAttic } from '../../src/operations/attic/restore.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { diagnosticsOf } from '../support/project.ts';
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
const distance = { kind: 'default' } as const;
const { signal } = new AbortController();

it('shows what a rollback took away, puts back what fits then, and destroys it when it is told to', async () => {
  const target = { kind: 'url', url: parseTargetUrl(database.url, '--database-url') } as const;
  const told: unknown[] = [];
  const request = { project: toy.project, target, onEvent: (event: unknown) => void told.push(event) };
  await apply(request, distance, usualSettings);
  const { client } = database;
  await client.query(
    `INSERT INTO users (email, name) VALUES ('a', 'A'), ('b', 'B'); INSERT INTO posts (user_id) VALUES (1), (2)`,
  );
  await rollback(request, distance, usualSettings);
  const { code, stdout } = await command('attic');
  expect({ code, lines: stdout.split('\n').slice(1) }).toEqual({
    code: 0,
    lines: expect.arrayContaining([
      expect.stringMatching(/^\d {2}2 rows of public\.posts, [\d.]+ kB, learnr_schema_attic\.k\d+_posts$/),
      expect.stringMatching(
        /^\d {2}2 values of public\.users\.name, \d+ kB, learnr_schema_attic\.k\d+_users_name$/,
      ),
      expect.stringMatching(/^ {3}taken by 002_posts, on the way back from it, step \d+, \d{4}-/),
    ]),
  });
  const { entries } = await listOfAttic(request);
  const posts = entries.find(({ kind }) => kind === 'table')?.id ?? '';

  expect(await diagnosticsOf(() => restoreFromAttic(request, posts, signal))).toMatchObject([
    { code: 'attic-no-place', message: expect.stringContaining('no table public.posts') },
  ]);
  await client.query(`DELETE FROM users WHERE email = 'b'`);
  await apply(request, distance, usualSettings);
  expect(told).toContainEqual(expect.objectContaining({ kind: 'put_back', what: 'table', rows: 1, left: 1 }));

  expect(await command('attic', 'restore', posts)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('put back 0 rows of public.posts\n1 did not fit and stay in the attic'),
  });
  await client.query(`INSERT INTO users (id, email) VALUES (2, 'b')`);
  expect(await restoreFromAttic(request, posts, signal)).toMatchObject({ moved: 1, left: 0 });
  expect((await client.query('SELECT user_id FROM posts ORDER BY 1')).rows).toEqual([
    { user_id: 1 },
    { user_id: 2 },
  ]);

  expect(await command('attic', 'purge', '--all')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nobody can be asked'),
  });
  const ways = { confirm: async () => {}, signal, now: Date.now() };
  expect(
    await diagnosticsOf(() => purgeAttic(request, { ...ways, choice: { kind: 'ids', ids: ['77'] } })),
  ).toMatchObject([{ code: 'attic-unknown' }]);
  const old = { kind: 'older', milliseconds: 60_000 } as const;
  expect(await purgeAttic(request, { ...ways, choice: old })).toMatchObject({ entries: [] });
  expect(await command('attic', 'purge', '--all', '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^destroyed\n {2}1 value of public\.users\.name/),
  });
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE relnamespace = 'learnr_schema_attic'::regnamespace`,
  );
  expect(rows).toEqual([]);
});
