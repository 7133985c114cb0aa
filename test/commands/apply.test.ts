import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, publicTables, run, start, type Toy, targetLock } from './target-support.ts';

let toy: Toy;
let older: Toy;
let database: FreshDatabase;
let client: pg.Client;

beforeAll(async () => {
  [toy, older] = await Promise.all([makeToy(2), makeToy(1)]);
});

afterAll(() => Promise.all([toy.remove(), older.remove()]));

beforeEach(async () => {
  database = await freshDatabase(15);
  client = database.client;
});

afterEach(() => database.drop());

const apply = (...args: readonly string[]) =>
  run(toy.folder, ['apply', ...args], {
    DATABASE_URL: database.url.replace('postgresql:', 'postgresql+asyncpg:'),
  });

async function schemas(): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

describe('apply', () => {
  it('goes to head, and the second time finds nothing to do', async () => {
    const done = await apply();
    expect(done).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^base → 002: 2 releases in \d+ ms\n$/),
    });
    expect(
      done.stderr.replaceAll(/\d+ ms/g, 'N ms').replace(/^target .*\n/, ''),
    ).toBe(`applying 001 Users: 1 step
  1/1 CREATE TABLE users
applied 001 Users in N ms
applying 002 Posts & more: 3 steps
  1/3 CREATE TABLE posts
  2/3 ALTER TABLE users ADD COLUMN name text
  3/3 CREATE INDEX CONCURRENTLY idx_users_email ON users (email)
applied 002 Posts & more in N ms
`);
    expect(await publicTables(client)).toEqual(['posts', 'users']);
    expect(await apply()).toMatchObject({ code: 0, stdout: 'nothing to do: the target is at 002\n' });
  });

  it('goes to a release, or by a number of releases', async () => {
    expect((await apply('001')).stdout).toMatch(/^base → 001: 1 release/);
    expect(await publicTables(client)).toEqual(['users']);
    expect((await apply('--steps', '5')).stdout).toMatch(/^001 → 002: 1 release/);
    expect((await apply('002_posts')).stdout).toBe('nothing to do: the target is at 002\n');
  });

  it('prints JSON and nothing else', async () => {
    const { code, stdout, stderr } = await apply('--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual([
      'connected',
      ...['release_started', 'step_started', 'step_finished', 'release_finished'],
      'release_started',
      ...Array(3).fill(['step_started', 'step_finished']).flat(),
      ...['release_finished', 'finished'],
    ]);
    expect(lines.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
    expect(lines.at(-1)).toEqual({
      at: expect.any(String),
      kind: 'finished',
      target: database.url,
      from: 0,
      to: 2,
      late: 0,
      releases: [
        {
          number: 1,
          name: '001_initial',
          slug: 'initial',
          title: 'Users',
          steps: 1,
          losses: [],
          milliseconds: expect.any(Number),
        },
        {
          number: 2,
          name: '002_posts',
          slug: 'posts',
          title: 'Posts & more',
          steps: 3,
          losses: [],
          milliseconds: expect.any(Number),
        },
      ],
      milliseconds: expect.any(Number),
    });
  });

  it('lets one of two that start at once do the work', async () => {
    await client.query('SELECT pg_advisory_lock($1)', [targetLock]);
    const both = [1, 2].map(() => start(toy.folder, ['apply', '--database-url', database.url]));
    await Promise.all(both.map((one) => one.printed('waiting: postgres works on the target since')));
    await client.query('SELECT pg_advisory_unlock($1)', [targetLock]);
    const ends = await Promise.all(both.map((one) => one.ended));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(ends.map(({ stdout }) => stdout.replace(/ in .*/, '')).sort()).toEqual([
      'base → 002: 2 releases\n',
      'nothing to do: the target is at 002\n',
    ]);
  });

  it('goes on where a killed one stopped', async () => {
    await apply('001');
    // Has whoever is about to journal the step outside a transaction wait for a lock of ours.
    await client.query(`CREATE FUNCTION learnr_schema.wait() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN new; END $$`);
    await client.query(`CREATE TRIGGER wait BEFORE INSERT ON learnr_schema.step
FOR EACH ROW WHEN (new.state = 'started') EXECUTE FUNCTION learnr_schema.wait()`);
    await client.query('SELECT pg_advisory_lock(1)');
    const killed = start(toy.folder, ['apply', '--database-url', database.url]);
    await killed.printed('2/3 ALTER TABLE users ADD COLUMN name text');
    while ((await client.query('SELECT FROM pg_locks WHERE NOT granted AND objid = 1')).rowCount === 0);
    killed.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
    await client.query('SELECT pg_advisory_unlock(1)');

    const status = await run(toy.folder, ['status', '--database-url', database.url]);
    expect(status.stdout).toContain(
      'half way to 002_posts, next step 3 of 3: CREATE INDEX CONCURRENTLY idx_users_email ON users (email)',
    );
    const refused = await run(toy.folder, ['rollback', '--database-url', database.url, '--discard-data']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('[half-done]') });

    const done = await apply();
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^001 → 002: 1 release/) });
    expect(done.stderr).toContain(
      'applying 002 Posts & more: 3 steps, 2 of them done before\n  3/3 CREATE INDEX',
    );
    const { rows } = await client.query(
      `SELECT indisvalid FROM pg_index WHERE indexrelid = 'idx_users_email'::regclass`,
    );
    expect(rows).toEqual([{ indisvalid: true }]);
  });
});

describe('apply refuses, and runs nothing,', () => {
  afterEach(async () => {
    expect(await schemas()).toEqual(['public']);
    expect(await publicTables(client)).toEqual([]);
  });

  it.each([
    ['no release', ['004'], 'unknown-release'],
    ['the spec as it stands', ['working'], 'unknown-release'],
    ['a release and steps together', ['001', '--steps', '1'], 'command-line'],
    ['no steps', ['--steps', '0'], 'command-line'],
    ['two databases', ['--embedded'], 'target-ambiguous'],
    [
      'a URL without a database',
      ['--database-url', 'postgresql://ada:hunter2@localhost'],
      'target-url-no-database',
    ],
    ['a URL that is none', ['--database-url', 'hunter2'], 'target-url'],
    [
      'a server that is not there',
      ['--database-url', 'postgresql://ada:hunter2@127.0.0.1:1/app'],
      'target-refused',
    ],
  ])('%s', async (_, args, code) => {
    const text = await apply(...args);
    expect(text).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`[${code}]`) });
    const json = await apply(...args, '--json');
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { diagnostics: [{ code }] } });
    expect(text.stderr + json.stdout).not.toContain('hunter2');
  });

  it('no database', async () => {
    expect(await run(toy.folder, ['apply'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('[target-missing]'),
    });
  });

  it.each([
    ['that was edited', (path: string) => appendFile(path, 'DROP TABLE users;\n'), 'generated-edited'],
    ['that is gone', (path: string) => rm(path), 'generated-missing'],
  ])('a generated file %s', async (_, spoil, code) => {
    const spoiled = await makeToy(2);
    const path = join(spoiled.project.generated, '002_posts.up.sql');
    await spoil(path);
    // Also on the way to a release that it does not belong to.
    for (const goal of ['head', '001']) {
      const ended = await run(spoiled.folder, ['apply', goal, '--database-url', database.url]);
      expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(`[${code}]`) });
      expect(ended.stderr).toContain('generated/002_posts.up.sql');
    }
    await spoiled.remove();
  });

  it('a release that was edited', async () => {
    const spoiled = await makeToy(2);
    await writeFile(join(spoiled.project.spec, 'versions', '001_initial.yaml'), 'title: x\nparent: base\n');
    const ended = await run(spoiled.folder, ['apply', '--database-url', database.url]);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('[release-edited]') });
    await spoiled.remove();
  });
});

describe('apply on a target that it does not fit', () => {
  it('says that the target is ahead', async () => {
    await apply();
    const ended = await run(older.folder, ['apply', '--database-url', database.url]);
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('[target-ahead]') });
    expect(ended.stderr).toContain('release 002_posts (Posts & more)');
  });

  it('says that it is past the release', async () => {
    await apply();
    expect((await apply('001')).stderr).toContain('help: To go back, run: learnr-schema rollback 001');
  });

  it('says that it belongs to another project', async () => {
    await apply();
    await client.query(`UPDATE learnr_schema.release SET slug = 'foreign', checksum = 'x' WHERE number = 1`);
    expect(await apply()).toMatchObject({ code: 1, stderr: expect.stringContaining('[journal-differs]') });
  });

  it('says what is in the way, and leaves nothing', async () => {
    await client.query('CREATE TABLE users ()');
    const ended = await apply();
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'table users is there already, and no release has made it [preflight-in-the-way]',
    );
    const status = await run(toy.folder, ['status', '--json', '--database-url', database.url]);
    expect(JSON.parse(status.stdout)).toMatchObject({ at: { number: 0, name: 'base' }, applied: [] });
    expect(JSON.parse(status.stdout)).not.toHaveProperty('halfDone');
  });

  it('does not touch a schema of the name of its journal', async () => {
    await client.query('CREATE SCHEMA learnr_schema; CREATE TABLE learnr_schema.other ()');
    expect(await apply()).toMatchObject({ code: 1, stderr: expect.stringContaining('[journal-foreign]') });
    expect(await publicTables(client)).toEqual([]);
  });

  it('does not read a journal of a later version', async () => {
    await apply();
    await client.query('UPDATE learnr_schema.format SET version = 99');
    expect(await apply()).toMatchObject({ code: 1, stderr: expect.stringContaining('[journal-newer]') });
  });

  it('says which rights are missing', async () => {
    const name = `role_${new URL(database.url).pathname.slice(1)}`;
    await client.query(`CREATE ROLE ${name} LOGIN`);
    const url = database.url.replace('postgres@', `${name}@`);
    const ended = await run(toy.folder, ['apply', '--database-url', url]);
    await client.query(`DROP ROLE ${name}`);
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('[preflight-rights]') });
  });

  it('does not try to write where nothing can be written', async () => {
    await client.query(`DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database());
END $$`);
    expect(await apply()).toMatchObject({ code: 1, stderr: expect.stringContaining('[target-read-only]') });
  });
});
