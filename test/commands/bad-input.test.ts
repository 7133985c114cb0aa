import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import type { Moved } from '../../src/operations/target-request.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { codesOf } from '../support/project.ts';
import { makeToy, publicTables, run, type Toy } from './target-support.ts';

let toy: Toy;
let older: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  [toy, older, database] = await Promise.all([makeToy(2), makeToy(1), freshDatabase(15)]);
});

afterAll(() => Promise.all([toy.remove(), older.remove(), database.drop()]));

const target = (url: string) => ({ kind: 'url', url: parseTargetUrl(url, '--database-url') }) as const;

const applyAs = (url: string, release: string): Promise<Moved> =>
  apply(
    { project: toy.project, target: target(url), onEvent: () => {} },
    { kind: 'release', name: release },
    usualSettings,
  );

describe('rollback refuses, and runs nothing,', () => {
  beforeAll(() => applyAs(database.url, '002'));

  it.each([
    ['no release', () => toy, ['004'], 'unknown-release'],
    ['the spec as it stands', () => toy, ['working'], 'unknown-release'],
    ['a release and steps together', () => toy, ['001', '--steps', '1'], 'command-line'],
    ['a target that is newer than the releases at hand', () => older, [], 'target-ahead'],
    [
      'a URL without a database',
      () => toy,
      ['--database-url', 'postgresql://localhost'],
      'target-url-no-database',
    ],
    [
      'a server that is not there',
      () => toy,
      ['--database-url', 'postgresql://127.0.0.1:1/app'],
      'target-refused',
    ],
  ] as const)('%s', async (_, project, args, code) => {
    const ended = await run(project().folder, ['rollback', '--json', ...args], {
      DATABASE_URL: database.url,
    });
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    // What happens is told as it happens, the end in the last line.
    const [last = ''] = ended.stdout.trim().split('\n').slice(-1);
    expect(JSON.parse(last)).toMatchObject({ error: { diagnostics: [{ code }] } });
    expect(await publicTables(database.client)).toEqual(['posts', 'users']);
  });

  it('a target of another project', async () => {
    const { client } = database;
    await client.query(`UPDATE learnr_schema.release SET slug = 'foreign', checksum = 'x' WHERE number = 1`);
    const request = { project: toy.project, target: target(database.url), onEvent: () => {} };
    expect(await codesOf(() => rollback(request, { kind: 'default' }, usualSettings))).toEqual([
      'journal-differs',
    ]);
    expect(await publicTables(client)).toEqual(['posts', 'users']);
  });
});

it('what a role may not do is found before anything runs, and another role does it', async () => {
  const mine = await freshDatabase(16);
  const role = `role_${new URL(mine.url).pathname.slice(1)}`;
  await applyAs(mine.url, '001');
  // It may make tables and write the journal, and is not the owner of users.
  await mine.client.query(`CREATE ROLE ${role} LOGIN;
GRANT CREATE ON SCHEMA public TO ${role}; GRANT REFERENCES ON users TO ${role};
GRANT USAGE, CREATE ON SCHEMA learnr_schema TO ${role};
GRANT ALL ON ALL TABLES IN SCHEMA learnr_schema TO ${role}`);
  const asRole = mine.url.replace('postgres@', `${role}@`);
  expect(await codesOf(() => applyAs(asRole, '002'))).toEqual(['preflight-rights']);
  expect(await publicTables(mine.client)).toEqual(['users']);
  expect((await applyAs(mine.url, '002')).releases.map(({ number }) => number)).toEqual([2]);
  expect(await publicTables(mine.client)).toEqual(['posts', 'users']);
  await mine.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await mine.drop();
});
