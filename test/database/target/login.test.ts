import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseTarget } from '../../../src/database/target/choice.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { Environment } from '../../../src/database/target/environment.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import type { TargetUrl } from '../../../src/database/target/url.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { withEnvironment } from '../../support/environment.ts';
import { certificateFile, type LoginServer, startLoginServer } from './login-server.ts';

const passwords: readonly string[] = [
  'correct horse',
  ":/?#[]@!$&'()*+,;=%",
  '%41+%2B',
  ' around ',
  'back\\slash "quotes" `ticks`',
  'pässwörd',
  '密码 🔑',
  // Normalized on both sides, as SASLprep says.
  'half ½, e\u0301, no\u00a0break, soft\u00adhyphen',
  'x'.repeat(300),
];

describe.each([15, 18] as const)('a login on PostgreSQL %i', (major) => {
  let server: LoginServer;
  let folder: string;
  beforeAll(async () => {
    server = await startLoginServer(major);
    for (const [index, password] of passwords.entries()) await server.addRole(`ada${index}`, password);
    await server.addRole('a@b:c/d', 'right');
    folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  /** Who is logged in where a URL, or the environment alone, leads. */
  async function userOf(databaseUrl: string | undefined, environment: Environment = {}): Promise<string> {
    const { user } = await login(databaseUrl, environment);
    return user;
  }

  async function login(databaseUrl: string | undefined, environment: Environment) {
    const choice = chooseTarget({ databaseUrl, embedded: false }, environment);
    if (choice.kind !== 'url') throw new Error('a URL was meant');
    const events: TargetEvent[] = [];
    const session = await connect(choice.url, (event) => events.push(event));
    const { rows } = await session.client.query(
      'SELECT current_user AS user, current_database() AS database',
    );
    const printed = inspect(session, { depth: 4 }) + JSON.stringify(session.url);
    await session.close();
    return { user: rows[0].user as string, database: rows[0].database as string, events, printed };
  }

  async function failure(databaseUrl: string | undefined, environment: Environment = {}) {
    try {
      await login(databaseUrl, environment);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const printed = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack;
      expect(printed).not.toContain('hunter2');
      return { ...error.diagnostics[0], others: error.diagnostics.length - 1 };
    }
    throw new Error('it connected');
  }

  const at = (user: string, password: string, query = '') =>
    `postgresql://${encodeURIComponent(user)}:${password}@127.0.0.1:${server.port}/postgres${query}`;

  it.each(passwords.map((password, index) => [password, index] as const))(
    'with the password %j',
    async (password, index) => {
      const user = `ada${index}`;
      expect(await userOf(at(user, encodeURIComponent(password)))).toBe(user);
      const place = { PGHOST: '127.0.0.1', PGPORT: String(server.port), PGDATABASE: 'postgres' };
      expect(await userOf(undefined, { ...place, PGUSER: user, PGPASSWORD: password })).toBe(user);
      // As it stands, where only one reading is possible.
      if (!/[%@]/.test(password)) expect(await userOf(at(user, password))).toBe(user);
      const parameter = `postgresql://127.0.0.1:${server.port}/postgres?user=${user}&password=${encodeURIComponent(password)}`;
      expect(await userOf(parameter)).toBe(user);
    },
  );

  it('with a user of odd characters', async () => {
    expect(await userOf(at('a@b:c/d', 'right'))).toBe('a@b:c/d');
  });

  it('shows no password in anything that a session is', async () => {
    const { printed } = await login(at('ada0', encodeURIComponent('correct horse')), {});
    expect(printed).not.toMatch(/correct(?: |%20)horse/);
  });

  it('with the password of a file', async () => {
    const file = join(folder, 'pass');
    const line = (user: string, password: string) =>
      `127.0.0.1:${server.port}:*:${user}:${password.replace(/[\\:]/g, '\\$&')}\n`;
    await writeFile(
      file,
      `# comment\n${line('ada0', 'correct horse')}*:*:*:a@b\\:c/d:right\n${line('ada1', passwords[1] ?? '')}${line('ada4', passwords[4] ?? '')}*:*:*:ada5:hunter2\n`,
      { mode: 0o600 },
    );
    const environment = { PGPASSFILE: file };
    const without = (user: string, query = '') =>
      `postgresql://${encodeURIComponent(user)}@127.0.0.1:${server.port}/postgres${query}`;
    for (const user of ['ada0', 'ada1', 'ada4', 'a@b:c/d']) {
      expect(await userOf(without(user), environment)).toBe(user);
    }
    expect(await userOf(without('ada0', `?passfile=${encodeURIComponent(file)}`))).toBe('ada0');
    expect(await failure(without('ada5'), environment)).toMatchObject({ code: 'target-login', others: 0 });
    // What is said elsewhere comes first.
    expect(await failure(at('ada0', 'hunter2'), environment)).toMatchObject({ code: 'target-login' });
    expect(await failure(without('ada2'), environment)).toMatchObject({
      message: expect.stringContaining('wants a password, and none is given'),
    });
  });

  it('passes a password file over that others may read, and says so', async () => {
    const file = join(folder, 'open');
    await writeFile(file, '*:*:*:*:correct horse\n');
    await chmod(file, 0o640);
    const choice = chooseTarget(
      { databaseUrl: `postgresql://ada0@127.0.0.1:${server.port}/postgres`, embedded: false },
      { PGPASSFILE: file },
    );
    const events: TargetEvent[] = [];
    const url = choice.kind === 'url' ? choice.url : undefined;
    await expect(url && connect(url, (event) => events.push(event))).rejects.toThrow('wants a password');
    expect(events).toContainEqual({ kind: 'warning', message: expect.stringContaining(`chmod 600 ${file}`) });
    await chmod(file, 0o600);
    expect(await userOf(`postgresql://ada0@127.0.0.1:${server.port}/postgres`, { PGPASSFILE: file })).toBe(
      'ada0',
    );
  });

  it('takes what a URL leaves out from libpq’s variables', async () => {
    const environment = {
      ...{
        PGHOST: 'nowhere.invalid',
        PGPORT: String(server.port),
        PGUSER: 'ada0',
        PGPASSWORD: 'correct horse',
      },
      ...{ PGDATABASE: 'template1', PGOPTIONS: '-c work_mem=1MB' },
    };
    expect(await login('postgresql://127.0.0.1/postgres', environment)).toMatchObject({
      ...{ user: 'ada0', database: 'postgres' },
    });
    expect(await login('postgresql://127.0.0.1', environment)).toMatchObject({ database: 'template1' });
  });

  it('lets the driver ask no environment of its own', async () => {
    const unwanted = {
      ...{ PGHOST: 'nowhere.invalid', PGPORT: '1', PGUSER: 'eve', PGPASSWORD: 'hunter2', PGDATABASE: 'no' },
      ...{ PGOPTIONS: '-c nonsense=1', PGSSLMODE: 'verify-full', PGSSLNEGOTIATION: 'direct' },
      ...{ PGCLIENT_ENCODING: 'SQL_ASCII', PGAPPNAME: 'x' },
    };
    const url = at('ada0', 'correct%20horse', '?sslmode=disable');
    expect(await withEnvironment(unwanted, () => userOf(url, {}))).toBe('ada0');
    // What the caller passes on counts.
    expect(await failure(url, { PGOPTIONS: '-c nonsense=1' })).toMatchObject({ code: 'target-connection' });
  });

  it('lifts timeouts of transactions that the role has', async () => {
    const url = at('ada0', 'correct%20horse', `?options=${encodeURIComponent('-c statement_timeout=9s')}`);
    const more = major < 17 ? '' : '%20-c%20transaction_timeout%3D9s';
    const choice = chooseTarget({ databaseUrl: `${url}${more}`, embedded: false }, {});
    const session = await connect((choice as { url: TargetUrl }).url, () => {});
    const { rows } = await session.client.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'transaction_timeout') ORDER BY name`,
    );
    await session.close();
    expect(rows).toEqual([
      { name: 'statement_timeout', setting: '0' },
      ...(major < 17 ? [] : [{ name: 'transaction_timeout', setting: '0' }]),
    ]);
  });

  it('checks the certificate as sslmode says', async () => {
    const tls = (host: string, query: string) =>
      `postgresql://ada0:correct%20horse@${host}:${server.tlsPort}/postgres?${query}`;
    const root = `sslrootcert=${encodeURIComponent(certificateFile)}`;
    for (const url of [
      tls('127.0.0.1', 'sslmode=prefer'),
      tls('127.0.0.1', 'sslmode=require'),
      tls('127.0.0.1', `sslmode=verify-ca&${root}`),
      tls('localhost', `sslmode=verify-full&${root}`),
    ])
      expect(await userOf(url)).toBe('ada0');
    expect(
      await userOf(`postgresql://ada0:correct%20horse@localhost:${server.tlsPort}/postgres`, {
        PGSSLMODE: 'verify-full',
        PGSSLROOTCERT: certificateFile,
      }),
    ).toBe('ada0');
    // The certificate is of localhost, and of nobody’s authority.
    expect(await failure(tls('127.0.0.1', `sslmode=verify-full&${root}`))).toMatchObject({
      code: 'target-tls',
    });
    expect(await failure(tls('localhost', 'sslmode=verify-full'))).toMatchObject({ code: 'target-tls' });
    expect(await failure(`${at('ada0', 'hunter2')}`, { PGSSLMODE: 'require' })).toMatchObject({
      code: 'target-tls',
      help: expect.stringContaining('PGSSLMODE'),
    });
  });

  it('is refused where the role may not connect to the database', async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client(server.server.url);
    await client.connect();
    await client.query('CREATE DATABASE closed; ').catch(() => {});
    await client.query('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
    await client.end();
    expect(await failure(at('ada0', 'correct%20horse').replace(/postgres$/, 'closed'))).toMatchObject({
      code: 'target-rights',
      help: expect.stringContaining('GRANT CONNECT ON DATABASE closed TO ada0;'),
    });
  });
});
