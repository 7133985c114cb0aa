import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  toy = await makeToy(2);
});
afterAll(() => toy.remove());
beforeEach(async () => {
  database = await freshDatabase(17);
});
afterEach(() => database.drop());

const doctor = (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
  run(toy.folder, ['doctor', ...args], { DATABASE_URL: database.url, ...environment });

it('shows a page on which everything is in order, and exits with 0', async () => {
  const { code, stdout, stderr } = await doctor();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines.slice(0, 2).join(' ')).toContain('from DATABASE_URL');
  expect(lines.filter((line) => /^[A-Z]\w+$/.test(line))).toEqual([
    ...['Connection', 'Server', 'Rights', 'Extensions', 'Activity', 'Schema'],
  ]);
  expect(lines.length).toBeLessThan(40);
  expect(stdout).toContain('          help: To make them: learnr-schema apply\n');
  expect(stdout).toMatch(/\nno problem, \d+ ok\. Nothing stands in the way of a release\.\n$/);
});

it.each([80, 120])('stays within %i columns', async (columns) => {
  await database.client.query('CREATE TABLE posts (id integer); CREATE TABLE alembic_version (x integer)');
  const { stdout } = await doctor([], { COLUMNS: String(columns) });
  // A URL is one word.
  const lines = stdout.split('\n').filter((line) => !line.includes('postgresql://'));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(stdout).toContain('problem 1 of 2 tables of release 002 is there, and no journal\n');
});

it('exits with 1 where there is a problem, also as JSON', async () => {
  await database.client.query('CREATE TABLE users (id integer)');
  const { code, stdout, stderr } = await doctor(['--json']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    target: database.url,
    source: 'DATABASE_URL',
    server: expect.stringMatching(/^17\./),
    counts: { ok: expect.any(Number), warning: 0, problem: 1 },
  });
  expect(result.findings).toContainEqual({
    ...{ group: 'schema', check: 'tables', status: 'problem' },
    title: 'the table of release 001 is there, and no journal',
    detail: ['release 001: 1 of 1 table', 'release 002: 1 of 2 tables'],
    help: expect.stringContaining('learnr-schema adopt'),
  });
  expect((await doctor()).code).toBe(1);
});

it('changes nothing', async () => {
  await database.client.query('CREATE TABLE users (id integer)');
  const state = () =>
    database.client.query(
      `SELECT (SELECT count(*) FROM pg_class) AS relations, (SELECT array_agg(nspname ORDER BY 1) FROM pg_namespace) AS schemas`,
    );
  const before = (await state()).rows;
  await doctor();
  expect((await state()).rows).toEqual(before);
});

it('looks at the server where there is no project, and says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  const { code, stdout } = await run(folder, ['doctor', '--database-url', database.url]);
  const embedded = await run(folder, ['doctor', '--embedded']);
  await rm(folder, { recursive: true });
  expect(code).toBe(0);
  expect(stdout).toContain('warning only the server was looked at: there is no folder spec [spec-missing]\n');
  expect(stdout).toContain('from --database-url');
  // The embedded server is that of a project.
  expect(embedded).toMatchObject({ code: 1, stderr: expect.stringContaining('[spec-missing]') });
});

it('says of releases that cannot be read what is wrong, and looks at the server', async () => {
  const broken = await makeToy(2);
  await rm(join(broken.project.spec, 'versions/001_initial.yaml'));
  const { code, stdout } = await run(broken.folder, ['doctor', '--database-url', database.url]);
  await broken.remove();
  expect(code).toBe(1);
  expect(stdout).toContain('[release-gap]');
  expect(stdout).toMatch(/ok {6}PostgreSQL 17\.\d+\n/);
});

it('says what keeps it from the server, and stops there', async () => {
  const closed = createServer();
  const port = await new Promise<number>((resolve) =>
    closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
  );
  await new Promise((resolve) => closed.close(resolve));
  const url = `postgresql://ada:hunter2@127.0.0.1:${port}/app`;
  const text = await doctor(['--database-url', url]);
  expect(text).toMatchObject({ code: 1, stderr: '' });
  expect(text.stdout).toContain('[target-refused]');
  expect(text.stdout).toContain('1 problem. Everything else');
  const json = await doctor(['--json', '--database-url', `${database.url}x`]);
  expect(json.code).toBe(1);
  const { findings, server } = JSON.parse(json.stdout);
  expect(server).toBeUndefined();
  expect(findings).toMatchObject([{ check: 'connection', status: 'problem', code: 'target-no-database' }]);
  expect(text.stdout + json.stdout).not.toContain('hunter2');
});

it('takes libpq’s variables for a target', async () => {
  const { hostname, port, pathname, username } = new URL(database.url);
  const { code, stdout } = await doctor([], {
    ...{ DATABASE_URL: '', PGHOST: decodeURIComponent(hostname), PGPORT: port, PGUSER: username },
    ...{ PGDATABASE: pathname.slice(1), PGOPTIONS: '-c statement_timeout=1', PGSSLMODE: 'require' },
  });
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 2).join(' ')).toContain('PGHOST/PGDATABASE');
});
