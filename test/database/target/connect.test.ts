import {
  type AddressInfo,
  connect as connectSocket,
  createServer,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startScratch } from '../../../src/database/server/index.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import { checkPlanVersion, checkServerVersion } from '../../../src/database/target/server-version.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { freshDatabase } from '../../support/postgres.ts';

const password = 'correct horse';
const wrong = 'hunter2';

/** A server that wants passwords of everyone but its superuser, also behind a TCP port that leads to its socket. */
let server: Server;
let tcp: NetServer;
let port: number;

beforeAll(async () => {
  server = await startScratch({ major: 18 });
  const administrator = new pg.Client(server.url);
  await administrator.connect();
  await administrator.query(`CREATE ROLE ada LOGIN PASSWORD '${password}'`);
  await administrator.query(`COPY (VALUES ('local all postgres trust'), ('local all all scram-sha-256'))
TO '${await hbaFile(administrator)}'`);
  await administrator.query('SELECT pg_reload_conf()');
  await administrator.end();
  while (await letsIn()) await pause(1);
  tcp = createServer((socket) => {
    const inner = connectSocket(`${server.socketDirectory}/.s.PGSQL.5432`);
    socket.pipe(inner).pipe(socket);
    for (const end of [socket, inner]) end.on('error', () => {});
  });
  port = await listening(tcp);
});

afterAll(async () => {
  tcp?.close();
  await server?.stop();
});

async function hbaFile(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ hba_file: string }>('SHOW hba_file');
  return rows[0]?.hba_file ?? '';
}

/** Whether the server still takes ada without her password: it reads its configuration in its own time. */
async function letsIn(): Promise<boolean> {
  const client = new pg.Client({
    host: server.socketDirectory,
    user: 'ada',
    database: 'postgres',
    password: wrong,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function listening(net: NetServer): Promise<number> {
  await new Promise<void>((resolve) => net.listen(0, '127.0.0.1', resolve));
  return (net.address() as AddressInfo).port;
}

function url(login: string, query = ''): string {
  return `postgresql+asyncpg://${login}@127.0.0.1:${port}/postgres${query}`;
}

async function diagnosticOf(text: string): Promise<Diagnostic> {
  try {
    const session = await connect(parseTargetUrl(text, 'DATABASE_URL'), () => {});
    await session.close();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    expect(JSON.stringify(error.diagnostics)).not.toContain(wrong);
    expect(`${error.stack}`).not.toContain(wrong);
    return error.diagnostics[0] as Diagnostic;
  }
  throw new Error('it connected');
}

describe('connect', () => {
  it('sets the session up, whatever role and database say', async () => {
    const database = await freshDatabase(15);
    await database.client.query(`DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET search_path = nowhere', current_database());
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1000', current_database());
  EXECUTE format('ALTER DATABASE %I SET lock_timeout = 1000', current_database());
END $$`);
    const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
    const { rows } = await session.client.query(
      `SELECT name, setting FROM pg_settings
WHERE name IN ('application_name', 'search_path', 'statement_timeout', 'lock_timeout') ORDER BY name`,
    );
    expect(session.server).toEqual({ major: 15, text: expect.stringMatching(/^15\.\d+$/) });
    await session.close();
    await database.drop();
    expect(rows).toEqual([
      { name: 'application_name', setting: 'learnr-schema' },
      { name: 'lock_timeout', setting: '0' },
      { name: 'search_path', setting: 'public' },
      { name: 'statement_timeout', setting: '0' },
    ]);
  });

  it('gives the password, and goes on without TLS where the URL does not insist', async () => {
    const session = await connect(
      parseTargetUrl(url(`ada:${encodeURIComponent(password)}`), 'DATABASE_URL'),
      () => {},
    );
    const { rows } = await session.client.query('SELECT current_user AS user');
    await session.close();
    expect(rows).toEqual([{ user: 'ada' }]);
  });

  it('passes warnings on', async () => {
    const events: TargetEvent[] = [];
    const session = await connect(parseTargetUrl(server.url, 'DATABASE_URL'), (event) => events.push(event));
    await session.client.query(`DO $$ BEGIN RAISE NOTICE 'noise'; RAISE WARNING 'look out'; END $$`);
    await session.close();
    expect(events).toEqual([{ kind: 'warning', message: 'look out' }]);
  });

  it('says that the password is wrong, and not which', async () => {
    expect(await diagnosticOf(url(`ada:${wrong}`))).toMatchObject({
      code: 'target-login',
      message: expect.stringMatching(
        /^postgresql:\/\/ada:\*\*\*@127\.0\.0\.1:\d+\/postgres does not let ada in: /,
      ),
    });
  });

  it('says that a password is missing', async () => {
    expect(await diagnosticOf(url('ada'))).toMatchObject({
      code: 'target-login',
      message: expect.stringContaining('wants a password, and none is given'),
    });
  });

  it('says that TLS is wanted and not to be had', async () => {
    expect(await diagnosticOf(url(`ada:${wrong}`, '?ssl=require'))).toMatchObject({ code: 'target-tls' });
    expect(
      await diagnosticOf(url(`ada:${wrong}`, '?sslmode=verify-full&sslrootcert=/nowhere')),
    ).toMatchObject({
      code: 'target-tls',
      message: expect.stringContaining('sslrootcert'),
    });
  });

  it('says that there is no such database', async () => {
    expect(await diagnosticOf(server.url.replace(/postgres$/, 'nowhere'))).toMatchObject({
      code: 'target-no-database',
      message: expect.stringMatching(/has no database nowhere$/),
    });
  });

  it('says that nobody listens', async () => {
    const closed = createServer();
    const free = await listening(closed);
    await new Promise((resolve) => closed.close(resolve));
    expect(await diagnosticOf(`postgresql://ada:${wrong}@127.0.0.1:${free}/app`)).toMatchObject({
      code: 'target-refused',
      message: `no PostgreSQL server listens at postgresql://ada:***@127.0.0.1:${free}/app`,
    });
    expect(await diagnosticOf('postgresql://%2Fno%2Fsuch%2Ffolder/app')).toMatchObject({
      code: 'target-refused',
    });
  });

  it('says that there is no such host', async () => {
    expect(await diagnosticOf(`postgresql://ada:${wrong}@nowhere.invalid/app`)).toMatchObject({
      code: 'target-host',
      message: 'there is no host nowhere.invalid, or nobody could be asked for it',
    });
  });
});

describe('a server that is no PostgreSQL', () => {
  let other: NetServer;
  afterEach(() => new Promise((resolve) => other.close(resolve)));

  it.each([
    ['hangs up', (socket: Socket) => socket.end(), 'target-connection'],
    ['says something else', (socket: Socket) => socket.end('HTTP/1.1 400 Bad\r\n'), 'target-tls'],
    ['says nothing', () => {}, 'target-unreachable'],
  ])('that %s', async (_, answer, code) => {
    other = createServer((socket) => {
      // Read to the end, so that the server sees the client go and can close.
      socket.on('error', () => {}).resume();
      answer(socket);
    });
    const free = await listening(other);
    const text = `postgresql://ada:${wrong}@127.0.0.1:${free}/app?connect_timeout=0.2`;
    expect(await diagnosticOf(text)).toMatchObject({ code });
  });
});

describe('versions of the server', () => {
  it.each([
    [14, 'target-version', []],
    [15, undefined, []],
    [18, undefined, []],
    [19, undefined, ['the target runs PostgreSQL 19.0; this program was made for 15 to 18']],
  ])('%i', (major, code, warnings) => {
    const events: TargetEvent[] = [];
    const check = () => checkServerVersion({ major, text: `${major}.0` }, (event) => events.push(event));
    if (code === undefined) check();
    else expect(check).toThrow(expect.objectContaining({ diagnostics: [expect.objectContaining({ code })] }));
    expect(events.map((event) => (event.kind === 'warning' ? event.message : event))).toEqual(warnings);
  });

  it('are as new as the plan needs', () => {
    checkPlanVersion({ major: 16, text: '16.3' }, 16, 'release 002_x');
    expect(() => checkPlanVersion({ major: 15, text: '15.8' }, 16, 'release 002_x')).toThrow(
      'release 002_x needs PostgreSQL 16, and the target runs 15.8',
    );
  });
});
