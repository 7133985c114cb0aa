import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import type { Moved } from '../../src/operations/target-request.ts';
import { type Project, projectAt } from '../../src/release/project.ts';
import { start } from '../commands/target-support.ts';
import { codesOf, makeProject, type TestProject } from '../support/project.ts';
import { type Databases, databasesOf, newName } from './databases.ts';
import { type StoppableServer, startStoppable } from './stoppable-server.ts';
import { all } from './tally.ts';

const people = (more: string) => `tables:
  people:
    columns:
      id: {type: serial, primary_key: true}
      name: text${more}
`;

let server: StoppableServer;
let databases: Databases;
/** At release 003, and a copy of it from when it was at 002. */
let newer: TestProject;
let older: Project;
let folder: string;
let database: string;

beforeAll(async () => {
  // One with room for them all.
  server = await startStoppable(18);
  databases = await databasesOf(server.url);
  newer = await makeProject();
  await newer.release('people', people(''));
  await newer.release('index', people('\n    indexes: {people_name: name}'));
  folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  await cp(newer.folder, folder, { recursive: true });
  older = projectAt(join(folder, 'spec'));
  await newer.release('age', people('\n      age: integer\n    indexes: {people_name: name}'));
});

afterAll(async () => {
  await databases.close();
  await server.remove();
  await newer.remove();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  database = newName();
  await databases.create(database);
});

afterEach(() => databases.drop(database));

function deploy(project: Project, onEvent: (event: TargetEvent) => void = () => {}): Promise<Moved> {
  const url = parseTargetUrl(databases.urlOf(database), '--database-url');
  const settings = { ...usualSettings, signal: new AbortController().signal };
  return apply({ project, target: { kind: 'url', url }, onEvent }, { kind: 'default' }, settings);
}

/** Runs with their steps, as `2 forward: 1 done, 2 done`, and the release that the target is at. */
async function journal(): Promise<readonly string[]> {
  const client = await databases.connect(database);
  const { rows } = await client.query<{ line: string }>(`
    SELECT format('%s %s: %s', release, direction, (SELECT string_agg(format('%s %s', number, state), ', ' ORDER BY number)
      FROM learnr_schema.step WHERE run = run.id)) AS line FROM learnr_schema.run WHERE finished_at IS NOT NULL
    UNION ALL SELECT format('at %s', max(number)) FROM learnr_schema.release ORDER BY 1`);
  await client.end();
  return rows.map(({ line }) => line);
}

const onceEach = ['1 forward: 1 done', '2 forward: 1 done', '3 forward: 1 done', 'at 3'];

it('fifty at once: one works, the others find nothing to do', async () => {
  const moved = await Promise.all(Array.from({ length: 50 }, () => deploy(newer)));
  expect(moved.filter(({ releases }) => releases.length === 3)).toHaveLength(1);
  expect(
    moved.filter(({ from, to, releases }) => from === 3 && to === 3 && releases.length === 0),
  ).toHaveLength(49);
  expect(await journal()).toEqual(onceEach);
});

if (all)
  it('eight processes at once: one works, the others wait and find nothing to do', async () => {
    const url = databases.urlOf(database);
    const ends = await Promise.all(
      Array.from({ length: 8 }, () => start(newer.folder, ['apply', '--database-url', url]).ended),
    );
    expect(ends.map(({ code }) => code)).toEqual(Array(8).fill(0));
    expect(ends.map(({ stdout }) => stdout.replace(/ in .*/, '')).sort()).toEqual([
      'base → 003: 3 releases\n',
      ...Array(7).fill('nothing to do: the target is at 003\n'),
    ]);
    expect(await journal()).toEqual(onceEach);
  });

it('of two releases: the target gets to the newer one, and who has the older is told if it comes too late', async () => {
  const outcomes = await Promise.all(
    [older, newer, older, newer, older, newer, older, newer].map((project) => codesOf(() => deploy(project))),
  );
  const [ofOlder, ofNewer] = [0, 1].map((rest) =>
    outcomes.filter((_, position) => position % 2 === rest).flat(),
  );
  expect(ofNewer).toEqual([]);
  expect([...new Set(ofOlder)].filter((code) => code !== 'target-ahead')).toEqual([]);
  expect(await journal()).toEqual(onceEach);
});

it('with an older release: is told by whom it was overtaken', async () => {
  await deploy(newer);
  expect(await codesOf(() => deploy(older))).toEqual(['target-ahead']);
});

it('beside a long transaction: waits for it where it must, says so, and goes on', async () => {
  const reader = await databases.connect(database);
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
  const { rows } = await reader.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended: Promise<unknown>[] = [];
  const blockers: number[] = [];
  const moved = await deploy(newer, (event) => {
    if (event.kind !== 'blocked' || ended.length > 0) return;
    blockers.push(...event.blockers.map(({ pid }) => pid));
    ended.push(reader.query('COMMIT'));
  });
  await Promise.all(ended);
  await reader.end();
  expect(blockers).toEqual(rows.map(({ pid }) => pid));
  expect(moved.to).toBe(3);
});

it('beside one that never lets go of a table: gives up, and goes on later', async () => {
  const client = await databases.connect(database);
  const url = parseTargetUrl(databases.urlOf(database), '--database-url');
  const request = { project: newer, target: { kind: 'url', url }, onEvent: () => {} } as const;
  await apply(request, { kind: 'release', name: '002' }, usualSettings);
  await client.query('BEGIN; LOCK TABLE people IN ACCESS SHARE MODE');
  const impatient = { ...usualSettings, lockWaitMs: 1 };
  expect(await codesOf(() => apply(request, { kind: 'default' }, impatient))).toEqual(['step-locked']);
  expect(await journal()).toEqual(['1 forward: 1 done', '2 forward: 1 done', 'at 2']);
  await client.query('COMMIT');
  await client.end();
  expect((await deploy(newer)).releases.map(({ number }) => number)).toEqual([3]);
});
