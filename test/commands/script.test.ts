import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Script, scriptText } from '../../src/database/executor/script.ts';
import { connect } from '../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { scriptFor, scriptOf } from '../../src/operations/script.ts';
import { status } from '../../src/operations/status.ts';
import type { TargetRequest } from '../../src/operations/target-request.ts';
import { projectAt } from '../../src/release/project.ts';
import { catalogOf } from '../support/catalog.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, publicTables, type Toy, targetLock } from './target-support.ts';

const learnr = projectAt(fileURLToPath(new URL('../../spec', import.meta.url)));
const toHead = { from: undefined, distance: { kind: 'default' } } as const;
const toBase = { from: undefined, distance: { kind: 'release', name: 'base' } } as const;

function requestFor({ url }: FreshDatabase, project = learnr): TargetRequest {
  return {
    project,
    target: { kind: 'url', url: parseTargetUrl(url, 'DATABASE_URL') },
    onEvent: () => {},
  };
}

/** Each statement by itself: several in one message would be one transaction. */
async function execute({ client }: FreshDatabase, script: Script): Promise<void> {
  for (const { kind, text } of script.flat()) if (kind === 'statement') await client.query(text);
}

/** What the journal says, but for times. */
async function journalOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query(`
    SELECT run.release, run.slug, run.checksum, direction, run.steps, started_by, run.tool_version, run.finished_at >= run.started_at AS ended,
      array_agg(row(number, title, hash, state, step.finished_at >= step.started_at, attempts, error_code, step.tool_version)::text
        ORDER BY number) AS did
    FROM learnr_schema.run LEFT JOIN learnr_schema.step ON run = run.id GROUP BY run.id ORDER BY run.id`);
  const releases = await client.query(`
    SELECT release.number, release.slug, title, release.checksum, applied_by, duration_ms >= 0 AS took, release.tool_version,
      applied_at IN (SELECT finished_at FROM learnr_schema.run) AS by_run
    FROM learnr_schema.release ORDER BY number`);
  const format = await client.query('SELECT version, tool_version FROM learnr_schema.format');
  return { runs: rows, releases: releases.rows, format: format.rows };
}

describe.each([15, 18] as const)('a script, on PostgreSQL %i', (major) => {
  let applied: FreshDatabase;
  let scripted: FreshDatabase;
  let empty: readonly string[];

  beforeAll(async () => {
    [applied, scripted] = await Promise.all([freshDatabase(major), freshDatabase(major)]);
    empty = await catalogOf(scripted.client);
  });

  afterAll(() => Promise.all([applied.drop(), scripted.drop()]));

  it('leaves what apply would have left, in the catalog and in the journal', async () => {
    await apply(requestFor(applied), { kind: 'default' }, usualSettings);
    await execute(scripted, await scriptOf({ project: learnr, direction: 'forward', ...toHead }));
    expect(await catalogOf(scripted.client)).toEqual(await catalogOf(applied.client));
    expect(await journalOf(scripted.client)).toEqual(await journalOf(applied.client));
    expect(await status(requestFor(scripted))).toMatchObject({
      applied: [{ number: 1 }, { number: 2 }, { number: 3 }],
      pending: [],
      problems: [],
    });
  });

  it('refuses a database that is elsewhere, and changes nothing', async () => {
    const before = await journalOf(scripted.client);
    const script = await scriptOf({ project: learnr, direction: 'forward', ...toHead, from: '001' });
    await expect(execute(scripted, script)).rejects.toThrow(
      /^this script starts at release 001_initial_schema, and the database is at release 003_/,
    );
    await scripted.client.query('ROLLBACK');
    expect(await journalOf(scripted.client)).toEqual(before);
  });

  it('goes back as rollback does', async () => {
    await execute(scripted, await scriptOf({ project: learnr, direction: 'backward', ...toBase }));
    const left = await catalogOf(scripted.client);
    expect(left.filter((line) => !line.includes('learnr_schema'))).toEqual(empty);
    expect(await journalOf(scripted.client)).toMatchObject({
      runs: [{}, {}, {}, { release: 3, direction: 'backward' }, { release: 2 }, { release: 1, ended: true }],
      releases: [],
    });
    expect(await status(requestFor(scripted))).toMatchObject({ applied: [], problems: [] });
  });
});

describe('a script', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await makeToy();
  });
  afterAll(() => toy.remove());

  const script = (direction: 'forward' | 'backward', from?: string) =>
    scriptOf({ project: toy.project, direction, ...toHead, from });

  it('that stopped is continued by apply', async () => {
    const database = await freshDatabase(18);
    const parts = (await script('forward')).flat();
    const index = parts.findIndex(({ text }) => text.startsWith('CREATE INDEX CONCURRENTLY'));
    await execute(database, [parts.slice(0, index)]);
    // The session has ended, and with it its locks.
    await database.client.query('SELECT pg_advisory_unlock_all()');
    expect((await status(requestFor(database, toy.project))).halfDone).toMatchObject({
      release: { number: 2 },
      step: { title: expect.stringContaining('CREATE INDEX CONCURRENTLY') },
    });
    await expect(execute(database, await script('forward', '001'))).rejects.toThrow('was interrupted');
    await database.client.query('ROLLBACK; SELECT pg_advisory_unlock_all()');

    await apply(requestFor(database, toy.project), { kind: 'default' }, usualSettings);
    expect(await status(requestFor(database, toy.project))).toMatchObject({ pending: [], problems: [] });
    await database.drop();
  });

  it('does not run while somebody works on the database', async () => {
    const database = await freshDatabase(18);
    const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
    await session.client.query('SELECT pg_advisory_lock($1)', [targetLock]);
    await expect(execute(database, await script('forward'))).rejects.toThrow(
      'somebody else works on this database',
    );
    await database.client.query('ROLLBACK');
    expect(await publicTables(database.client)).toEqual([]);
    await session.close();
    await database.drop();
  });

  it('says what it destroys, at the top and where it does', async () => {
    const text = scriptText(await script('backward'));
    expect(text).toMatch(
      /^-- From 002_posts \(Posts & more\) back to 001_initial \(Users\): 1 release\.\n(-- .*\n)+-- DESTROYS DATA, AND KEEPS NONE OF IT:\n(-- {3}\w+ public\..*\n)*-- {3}table public\.posts\n/,
    );
    expect(text).toMatch(/-- hazard: data-loss: .*\n(-- hazard: .*\n)*DROP TABLE posts;\n/);
  });

  it('is its parts, with what only psql knows on top', async () => {
    const parts = await script('forward');
    const text = await scriptFor({ project: toy.project, direction: 'forward', ...toHead });
    expect(text).toBe(scriptText(parts));
    expect(text.match(/^\\.*$/gm)).toEqual([
      '\\set ON_ERROR_STOP on',
      '\\set ON_ERROR_ROLLBACK off',
      '\\set AUTOCOMMIT on',
    ]);
    expect(scriptText(await script('forward', '002'))).toBe(
      '-- Nothing to do: from 002_posts (Posts & more) there is nowhere to go.\n',
    );
    await expect(script('forward', 'working')).rejects.toMatchObject({
      diagnostics: [{ code: 'unknown-release' }],
    });
  });
});

const psql = await promisify(execFile)('psql', ['--version']).then(
  () => true,
  () => false,
);

it.runIf(psql)('a script runs in psql', async () => {
  const database = await freshDatabase(15);
  const input = await scriptFor({ project: learnr, direction: 'forward', ...toHead });
  const child = promisify(execFile)('psql', ['-X', '-f', '-', database.url], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  child.child.stdin?.end(input);
  const { stderr } = await child;
  expect(stderr).toBe('');
  expect(await status(requestFor(database))).toMatchObject({ pending: [], problems: [] });
  await database.drop();
});
