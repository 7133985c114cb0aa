import { spawnSync } from 'node:child_process';
import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { majors, startScratch } from '../../../src/database/server/index.ts';
import { withEnvironment } from '../../support/environment.ts';
import { diagnosticOf, folderForFile, isAlive, ownTemporaryFolder, query } from './support.ts';

const temporary = ownTemporaryFolder();
const privateCache = folderForFile();

describe.each(majors)('a scratch server of PostgreSQL %i', (major) => {
  it('runs, and leaves nothing behind', async () => {
    const server = await startScratch({ major });
    expect(
      await query(
        server.url,
        `SELECT current_setting('server_version_num')::int / 10000 AS major, current_user AS name,
                current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone,
                getdatabaseencoding() AS encoding`,
      ),
    ).toEqual([{ major, name: 'postgres', addresses: '', zone: 'UTC', encoding: 'UTF8' }]);
    expect(isAlive(server.pid)).toBe(true);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    expect(await readdir(temporary.path)).toEqual([]);
  });
});

describe('a scratch server', () => {
  it.skipIf(spawnSync('psql', ['--version']).error)('has a URL that psql understands', async () => {
    const server = await startScratch({ major: 18 });
    const psql = spawnSync('psql', ['-X', '-At', '-d', server.url, '-c', 'SELECT 1 + 1'], {
      encoding: 'utf8',
      env: { ...process.env, PGPORT: '1', PGHOST: 'nowhere.invalid', PGUSER: 'nobody' },
    });
    expect(psql.stderr).toBe('');
    expect(psql.stdout).toBe('2\n');
    await server.stop();
  });

  it('has a URL whose database can be replaced', async () => {
    const server = await startScratch({ major: 18 });
    const url = new URL(server.url);
    url.pathname = 'template1';
    expect(await query(url.href, 'SELECT current_database() AS name')).toEqual([{ name: 'template1' }]);
    await server.stop();
  });

  it('runs side by side with others', async () => {
    const [first, second] = await Promise.all([startScratch({ major: 18 }), startScratch({ major: 18 })]);
    await query(first.url, 'CREATE TABLE only_in_first ()');
    expect(await query(second.url, `SELECT to_regclass('only_in_first') AS found`)).toEqual([
      { found: null },
    ]);
    await first.stop();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('stops while somebody is connected, and only once', async () => {
    const server = await startScratch({ major: 18 });
    const client = new pg.Client(server.url);
    const errors: string[] = [];
    client.on('error', (error) => errors.push(error.message));
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await client.connect();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    await ended;
    expect(errors[0]).toMatch(/terminated/);
  });

  it('takes nothing from the environment', async () => {
    const environment = {
      PGPORT: '1',
      PGDATA: '/nowhere',
      PGOPTIONS: '--nonsense',
      LC_ALL: 'xx_XX',
      TZ: 'Asia/Tokyo',
    };
    const server = await withEnvironment(environment, () => startScratch({ major: 18 }));
    expect(await query(server.url, `SELECT current_setting('TimeZone') AS zone`)).toEqual([{ zone: 'UTC' }]);
    await server.stop();
  });

  it('gives up when it is told to', async () => {
    const reason = new Error('enough');
    await expect(startScratch({ major: 18, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const starting = startScratch({ major: 18, signal: controller.signal });
    setImmediate(() => controller.abort(reason));
    await expect(starting).rejects.toBe(reason);
  });
});

describe('the template of scratch servers', () => {
  const inPrivateCache = <T>(action: () => Promise<T>): Promise<T> =>
    withEnvironment({ LEARNR_SCHEMA_CACHE: privateCache }, action);

  it('is made by several starts at once', async () => {
    const servers = await inPrivateCache(() =>
      Promise.all([startScratch({ major: 18 }), startScratch({ major: 18 })]),
    );
    expect(await readdir(join(privateCache, 'templates'))).toHaveLength(1);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('is made again when something has removed files from it', async () => {
    const [template = ''] = await readdir(join(privateCache, 'templates'));
    await rm(join(privateCache, 'templates', template, 'data/global/pg_control'));
    const server = await inPrivateCache(() => startScratch({ major: 18 }));
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('shows the log of a server that does not come up', async () => {
    const [template = ''] = await readdir(join(privateCache, 'templates'));
    await appendFile(join(privateCache, 'templates', template, 'data/postgresql.conf'), 'nonsense = on\n');
    const { code, message } = await diagnosticOf(inPrivateCache(() => startScratch({ major: 18 })));
    expect(code).toBe('server-start-failed');
    expect(message).toMatch(/^PostgreSQL 18\S* ended with exit code 1; the end of its log:\n/);
    expect(message).toContain('unrecognized configuration parameter "nonsense"');
  });
});
