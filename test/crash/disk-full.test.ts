import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverUser } from '../../src/database/server/user.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import type { Moved } from '../../src/operations/target-request.ts';
import { diagnosticsOf, makeProject, type TestProject } from '../support/project.ts';
import { type Databases, databasesOf, newName } from './databases.ts';
import { type StoppableServer, startStoppable } from './stoppable-server.ts';

/** A file system of so many MiB, or undefined where this user may not mount one. */
function mountSmall(size: number): string | undefined {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'learnr-schema-test-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=711`, 'tmpfs', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = mountSmall(24);

let server: StoppableServer;
let databases: Databases;
let project: TestProject;
let database: string;
let client: pg.Client;

beforeAll(async () => {
  if (disk === undefined) return;
  const tablespace = join(disk, 'tablespace');
  mkdirSync(tablespace, { mode: 0o700 });
  const user = serverUser();
  if (user !== undefined) chownSync(tablespace, user.uid, user.gid);
  server = await startStoppable(18);
  databases = await databasesOf(server.url);
  project = await makeProject();
  await project.release('people', spec(''));
  await project.release('index', spec('\n    indexes: {people_name: name}'));
  database = newName();
  await databases.create(database);
  client = await databases.connect(database);
  await client.query(`CREATE TABLESPACE small LOCATION '${tablespace}'`);
});

afterAll(async () => {
  if (disk === undefined) return;
  await client.end();
  await databases.close();
  await server.remove();
  await project.remove();
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

const spec = (more: string) => `tables:
  people:
    columns:
      id: {type: serial, primary_key: true}
      name: text${more}
`;

function deploy(release: string): Promise<Moved> {
  const url = parseTargetUrl(databases.urlOf(database), '--database-url');
  const request = { project, target: { kind: 'url', url }, onEvent: () => {} } as const;
  return apply(request, { kind: 'release', name: release }, usualSettings);
}

/** Where all that is made from now on goes. */
async function makeIn(tablespace: 'small' | 'pg_default'): Promise<void> {
  await client.query(`DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET default_tablespace = ${tablespace}', current_database());
END $$`);
}

it.skipIf(disk === undefined)('a disk that is full: says so, and goes on once there is room', async () => {
  await deploy('001');
  await client.query(
    `INSERT INTO people (name) SELECT repeat('x', 400) || n FROM generate_series(1, 40000) AS n`,
  );
  await client.query(`CREATE TABLE ballast (filler text) TABLESPACE small`);
  await client.query(`INSERT INTO ballast SELECT repeat('x', 2000) FROM generate_series(1, 4000)`);
  await makeIn('small');
  const [diagnostic, ...others] = await diagnosticsOf(() => deploy('002'));
  expect(others).toEqual([]);
  expect(diagnostic).toMatchObject({
    code: 'step-failed',
    message: expect.stringMatching(
      /CREATE INDEX CONCURRENTLY people_name .*No space left on device.*SQLSTATE 53100/s,
    ),
    help: expect.stringMatching(/^Make room on the disk of the server/),
  });

  await client.query('DROP TABLE ballast');
  await makeIn('pg_default');
  expect((await deploy('002')).releases.map(({ number }) => number)).toEqual([2]);
  const { rows } = await client.query(
    `SELECT indexrelid::regclass::text AS index FROM pg_index WHERE indrelid = 'people'::regclass AND indisvalid ORDER BY 1`,
  );
  expect(rows).toEqual([{ index: 'people_name' }, { index: 'people_pkey' }]);
});
