import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScratch } from '../../../src/database/scratch/space.ts';
import { until } from '../../../src/database/server/until.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { start } from '../../commands/target-support.ts';
import { scratchServer } from '../../support/postgres.ts';
import { makeProject, type TestProject } from '../../support/project.ts';
import { ownTemporaryFolder } from './support.ts';

const temporary = ownTemporaryFolder();

/** Long enough for anything; a test that hangs fails by its own timeout. */
const never = new AbortController().signal;

/** A row of it takes longer to insert than any test lasts, so that its proof is under way for as long as one likes. */
const spec = `
tables:
  endless:
    columns:
      id: {type: integer, primary_key: true}
    checks:
      sleeps: pg_sleep(id * 0 + 600)::text = ''
`;
const next = spec.replace('columns:', 'columns:\n      more: integer');
const stopped = expect.stringContaining('stopped while the plan was being proven, as you asked');

let project: TestProject;
let client: pg.Client;

beforeAll(async () => {
  project = await makeProject();
  await project.release('first', spec);
  await project.edit(next);
  client = new pg.Client(scratchServer(18));
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await project.remove();
});

describe('a proof on a server of our own', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends by %s, and leaves nothing', async (signal, code) => {
    const running = start(project.folder, ['plan']);
    await until(temporary.path, () => readdirSync(temporary.path)[0], never);
    running.kill(signal);
    expect(await running.ended).toMatchObject({ code, stdout: '', stderr: stopped });
    expect(readdirSync(temporary.path)).toEqual([]);
  });

  it('is cleaned up after once its process was killed', async () => {
    const running = start(project.folder, ['plan']);
    const folder = await until(temporary.path, () => readdirSync(temporary.path)[0], never);
    await until(
      temporary.path,
      () => existsSync(join(temporary.path, folder, 'data', 'base')) || undefined,
      never,
    );
    running.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(readdirSync(temporary.path)).toEqual([folder]);
    await (await openScratch({ kind: 'embedded', major: 18 })).close();
    expect(readdirSync(temporary.path)).toEqual([]);
  });
});

describe('a proof on a server that people name', () => {
  const url = scratchServer(18);

  it('ends by Ctrl-C, and drops its databases', async () => {
    const running = start(project.folder, ['prove', '--scratch-url', url]);
    const run = await runUnderWay();
    expect(await databasesOf(run)).toHaveLength(3);
    running.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '', stderr: stopped });
    expect(await databasesOf(run)).toEqual([]);
  });

  it('is cleaned up after once its process was killed', async () => {
    const running = start(project.folder, ['prove', '--scratch-url', url]);
    const run = await runUnderWay();
    expect(await databasesOf(run)).toHaveLength(3);
    running.kill('SIGKILL');
    await running.ended;
    // The server has noticed. Any other test may take the databases away as well from here on.
    await until(temporary.path, async () => ((await isLocked(run)) ? undefined : true), never);
    await (await openScratch({ kind: 'url', url: parseTargetUrl(url, '--scratch-url') })).close();
    expect(await databasesOf(run)).toEqual([]);
  });
});

/** What the names of the databases begin with whose proof has come to the rows. */
function runUnderWay(): Promise<string> {
  const look = async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_stat_activity WHERE datname LIKE 'learnr_schema_scratch_%' AND wait_event = 'PgSleep'`,
    );
    return rows[0]?.name.replace(/\d+$/, '');
  };
  return until(temporary.path, look, never);
}

async function databasesOf(run: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [run],
  );
  return rows.map(({ name }) => name);
}

/** Whether the connection lives by whose lock others know that the run does. */
async function isLocked(run: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = substring($1 FROM '([0-9]+)_$')::oid`,
    [run],
  );
  return rowCount !== 0;
}
