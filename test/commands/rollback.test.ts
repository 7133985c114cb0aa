import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, publicTables, run, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;
let client: pg.Client;

beforeAll(async () => {
  toy = await makeToy(2);
});

afterAll(() => toy.remove());

beforeEach(async () => {
  database = await freshDatabase(16);
  client = database.client;
});

afterEach(() => database.drop());

const command = (...args: readonly string[]) => run(toy.folder, [...args, '--database-url', database.url]);

async function applied(): Promise<readonly number[]> {
  const { rows } = await client.query<{ number: number }>(
    'SELECT number FROM learnr_schema.release ORDER BY 1',
  );
  return rows.map(({ number }) => number);
}

it('goes back by one where nothing else is said', async () => {
  await command('apply');
  const back = await command('rollback');
  expect(back).toMatchObject({ code: 0, stdout: expect.stringMatching(/^002 → 001: 1 release in /) });
  expect(await publicTables(client)).toEqual(['users']);
  expect(await applied()).toEqual([1]);
});

it('keeps what is in tables and columns, and apply puts it back', async () => {
  await command('apply');
  await client.query(
    `INSERT INTO users (email, name) VALUES ('ada@example.com', 'Ada'), ('bob@example.com', NULL)`,
  );
  const back = await command('rollback', '001');
  expect(back).toMatchObject({ code: 0, stdout: expect.stringMatching(/^002 → 001: 1 release in /) });
  expect(back.stderr).toContain('kept 1 value of public.users.name as learnr_schema_attic.');
  // Nothing is in it.
  expect(back.stderr).not.toContain('public.posts');
  expect(await publicTables(client)).toEqual(['users']);

  const there = await command('apply');
  expect(there.stderr).toContain('put back 1 value of public.users.name\n');
  expect((await client.query('SELECT id, name FROM users ORDER BY id')).rows).toEqual([
    { id: 1, name: 'Ada' },
    { id: 2, name: null },
  ]);
});

it('destroys it where that is asked for', async () => {
  await command('apply');
  await client.query(`INSERT INTO users (email, name) VALUES ('ada@example.com', 'Ada')`);
  const done = await command('rollback', 'base', '--discard-data');
  expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^002 → base: 2 releases in /) });
  expect(done.stderr).toContain(
    'rolling back 002 Posts & more destroys:\n  column public.users.name\n  table public.posts\n',
  );
  expect(await publicTables(client)).toEqual([]);
  expect(await applied()).toEqual([]);
  expect((await client.query(`SELECT to_regnamespace('learnr_schema_attic') AS attic`)).rows).toEqual([
    { attic: null },
  ]);
});

it('goes forward again', async () => {
  await command('apply');
  await command('rollback', '--steps', '2', '--discard-data');
  expect(await command('apply')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^base → 002/) });
  expect(await publicTables(client)).toEqual(['posts', 'users']);
  const { rows } =
    await client.query(`SELECT string_agg(release || ' ' || direction, ', ' ORDER BY id) AS runs
FROM learnr_schema.run WHERE finished_at IS NOT NULL`);
  expect(rows).toEqual([{ runs: '1 forward, 2 forward, 2 backward, 1 backward, 1 forward, 2 forward' }]);
});

it('has nothing to do at base', async () => {
  const { code, stdout } = await command('rollback', '--discard-data');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'nothing to do: the target is at base\n' });
  expect((await client.query(`SELECT to_regnamespace('learnr_schema') AS journal`)).rows).toEqual([
    { journal: null },
  ]);
});

it('does not go forward', async () => {
  await command('apply', '001');
  const ended = await command('rollback', 'head');
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('[release-ahead]') });
  expect(ended.stderr).toContain('help: To go forward, run: learnr-schema apply 002');
});
