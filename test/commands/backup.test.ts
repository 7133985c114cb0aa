import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { whileAwake } from '../../src/database/journal/awake.ts';
import { inspectHolder } from '../../src/database/journal/unlock.ts';
import { backUp } from '../../src/database/pg-dump/backup.ts';
import { findPgDumps } from '../../src/database/pg-dump/find.ts';
import { connect } from '../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { withEnvironment } from '../support/environment.ts';
import { freshDatabase } from '../support/postgres.ts';
import { targetLock } from './target-support.ts';

let folder: string;
let count = 0;
let programs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
});

afterAll(() => rm(folder, { recursive: true }));

let place: string;

beforeEach(async () => {
  count += 1;
  place = join(folder, String(count));
  await mkdir(place);
});

const url = parseTargetUrl(
  'postgresql://ann:hunter%20two@db.example:5433/app?sslmode=verify-full&sslrootcert=/ca.pem&options=-c%20x.y=1',
  'DATABASE_URL',
);
const server = { major: 17, text: '17.4' };
const never = new AbortController().signal;

/** A pg_dump that does this with `$file`. */
async function fakePgDump(body: string, version = '18.1'): Promise<string> {
  // Another name each time: what version a program has is asked once.
  programs += 1;
  const path = join(folder, `pg_dump-${programs}`);
  await writeFile(
    path,
    `#!/bin/sh
if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) ${version}"; exit; fi
for argument in "$@"; do case $argument in --file=*) file=\${argument#--file=};; esac; done
${body}
`,
  );
  await chmod(path, 0o755);
  return path;
}

async function backUpWith(body: string, signal = never, version?: string) {
  const path = await fakePgDump(body, version);
  return withEnvironment({ LEARNR_SCHEMA_PG_DUMP: path }, () =>
    backUp({ url, server }, join(place, 'app.dump'), signal),
  );
}

async function codeOf(backup: Promise<unknown>) {
  const error = await backup.then(
    () => undefined,
    (thrown: { diagnostics?: readonly { code: string; message: string }[] }) => thrown,
  );
  return {
    code: error?.diagnostics?.[0]?.code,
    message: error?.diagnostics?.[0]?.message,
    files: await readdir(place),
  };
}

it('is written whole, for nobody else to read, with the target in the environment of pg_dump only', async () => {
  const backup = await backUpWith('{ echo "$@"; env | grep ^PG | sort; } > "$file"');
  const file = join(place, 'app.dump');
  expect(backup).toEqual({
    ...{ file, version: '18.1', bytes: expect.any(Number), milliseconds: expect.any(Number) },
  });
  expect(await readdir(place)).toEqual(['app.dump']);
  const { mode, size } = await stat(file);
  expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: backup.bytes });
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    expect.stringMatching(/^--format=custom --no-password --file=\S+\.partial$/),
    ...['PGAPPNAME=learnr-schema', 'PGCLIENTENCODING=UTF8', 'PGCONNECT_TIMEOUT=15', 'PGDATABASE=app'],
    ...['PGHOST=db.example', 'PGOPTIONS=-c x.y=1', 'PGPASSWORD=hunter two', 'PGPORT=5433'],
    ...['PGSSLMODE=verify-full', 'PGSSLROOTCERT=/ca.pem', 'PGUSER=ann', ''],
  ]);
});

it('that fails leaves nothing, and says what pg_dump said, without the password', async () => {
  const failed = await codeOf(
    backUpWith(
      'echo half > "$file"; for line in 1 2 3 4 5 6; do echo "pg_dump: error: $line $PGPASSWORD" >&2; done; exit 1',
    ),
  );
  expect(failed).toEqual({
    code: 'backup-failed',
    message: expect.stringMatching(
      /^pg_dump 18\.1 did not write the backup:\n {2}\/\S+: pg_dump: error: 1 \*\*\*\n(.*\n){3} {2}pg_dump: error: 5 \*\*\*$/,
    ),
    files: [],
  });
});

it('does not overwrite a file, also not one that came meanwhile', async () => {
  const late = await codeOf(backUpWith(`echo other > '${join(place, 'app.dump')}'`));
  expect(late).toMatchObject({ code: 'backup-exists', files: ['app.dump'] });
  const early = await codeOf(backUpWith('exit 1'));
  expect(early).toMatchObject({ code: 'backup-exists', files: ['app.dump'] });
  expect(await readFile(join(place, 'app.dump'), 'utf8')).toBe('other\n');
});

it('needs a pg_dump that is as new as the server, and a folder', async () => {
  expect(await codeOf(backUpWith('exit 1', never, '16.9'))).toMatchObject({
    code: 'backup-no-pg-dump',
    message:
      'the server is PostgreSQL 17, and this machine has only pg_dump 16.9, which would refuse to dump it',
  });
  await rm(place, { recursive: true });
  const missing = backUpWith('exit 1');
  await expect(missing).rejects.toMatchObject({ diagnostics: [{ code: 'backup-failed' }] });
  await mkdir(place);
});

it('is given up with Ctrl-C', async () => {
  const controller = new AbortController();
  const running = join(folder, `running-${count}`);
  // It waits for ever, on a pipe that nobody writes to.
  const backup = codeOf(
    backUpWith(
      `echo half > "$file"; mkfifo '${running}.pipe'; touch '${running}'; read -r line < '${running}.pipe'`,
      controller.signal,
    ),
  );
  while (
    !(await access(running).then(
      () => true,
      () => false,
    ))
  )
    await turn();
  controller.abort('SIGINT');
  expect(await backup).toMatchObject({ code: 'interrupted', files: [] });
  expect(await codeOf(backUpWith('exit 0', controller.signal))).toMatchObject({
    code: 'interrupted',
    files: [],
  });
});

const oldest = (await findPgDumps()).some(({ major }) => major >= 15);

it.runIf(oldest)('is what pg_restore reads', async () => {
  const database = await freshDatabase(15);
  const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
  const { file, bytes } = await backUp(session, join(place, 'real.dump'), never);
  expect(bytes).toBeGreaterThan(500);
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('PGDMP');
  await session.close();
  await database.drop();
});

it('does not make the session that waits for it look dead', async () => {
  const database = await freshDatabase(15);
  const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
  await session.client.query('SELECT pg_advisory_lock($1)', [targetLock]);
  const spoke = async () => {
    const { rows } = await database.client.query<{ at: Date }>(
      'SELECT query_start AS at FROM pg_stat_activity WHERE pid = $1',
      [(await inspectHolder(database.client))?.pid],
    );
    return rows[0]?.at.getTime() ?? 0;
  };
  const before = await spoke();
  await whileAwake(
    session.client,
    async () => {
      while ((await spoke()) === before) await turn();
    },
    1,
  );
  await session.close();
  await database.drop();
});
