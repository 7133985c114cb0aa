import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedRequest,
  type Server,
  startEmbedded,
  startScratch,
} from '../../../src/database/server/index.ts';
import { until } from '../../../src/database/server/until.ts';
import { diagnosticOf, folderForFile, isAlive, query, reported, startChild } from './support.ts';

const base = folderForFile();
const usual = { ...process.env };
const project = '/some/project';

/** Long enough for anything; a test that hangs fails by its own timeout. */
const never = new AbortController().signal;

beforeAll(async () => {
  process.env['TMPDIR'] = base;
  process.env['LEARNR_SCHEMA_CACHE'] = join(base, 'cache');
  const server = await start();
  await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS value');
  await server.stop();
});
afterAll(() => {
  for (const name of ['TMPDIR', 'LEARNR_SCHEMA_CACHE']) {
    if (usual[name] === undefined) delete process.env[name];
    else process.env[name] = usual[name];
  }
});

function start(options: Partial<EmbeddedRequest> = {}): Promise<Server> {
  return startEmbedded({ project, major: 18, database: 'app', ...options });
}

async function dataDirectory(server: Server): Promise<string> {
  const [row] = await query(server.url, `SELECT current_setting('data_directory') AS path`);
  return (row as { path: string }).path;
}

async function exited(pid: number): Promise<void> {
  await until(base, () => (isAlive(pid) ? undefined : true), never);
}

describe('an embedded server', () => {
  it('keeps its data and its URL', async () => {
    const first = await start();
    expect(
      await query(
        first.url,
        `SELECT current_database() AS name, current_setting('fsync') AS fsync,
                current_setting('listen_addresses') AS addresses`,
      ),
    ).toEqual([{ name: 'app', fsync: 'on', addresses: '' }]);
    await query(first.url, 'CREATE TABLE also_kept AS SELECT 1 AS value');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT value FROM also_kept')).toEqual([{ value: 1 }]);
    await second.stop();
  });

  it('is another for another project', async () => {
    const [one, other] = await Promise.all([start(), start({ project: '/other/project' })]);
    expect(other.url).not.toBe(one.url);
    expect(await query(other.url, `SELECT to_regclass('kept') AS found`)).toEqual([{ found: null }]);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('makes the database that is asked for, whatever its name', async () => {
    const server = await start({ database: 'My "own" data' });
    expect(await query(server.url, 'SELECT current_database() AS name')).toEqual([{ name: 'My "own" data' }]);
    await server.stop();
  });

  it('that runs is found, and not stopped by who found it', async () => {
    const child = await reported(await startChild('embedded', 'wait', project));
    const found = await start();
    expect(found.pid).toBe(child.report.pid);
    expect(found.url).toBe(child.report.url);
    await found.stop();
    expect(await query(found.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.process.kill();
    await child.ended;
    await exited(child.report.pid);
  });

  it('is started once by processes that start at the same time', async () => {
    const fresh = '/fresh/project';
    const children = await Promise.all(
      [1, 2, 3].map(async () => reported(await startChild('embedded', 'wait', fresh))),
    );
    const pids = new Set(children.map((child) => child.report.pid));
    expect(pids.size).toBe(1);
    for (const child of children) {
      child.process.kill();
      await child.ended;
    }
    for (const pid of pids) await exited(pid);
  });

  it('runs on when the process that started it is killed, and is found again', async () => {
    const child = await reported(await startChild('embedded', 'wait', project));
    child.process.kill('SIGKILL');
    await child.ended;
    const found = await start();
    expect(found.pid).toBe(child.report.pid);
    process.kill(found.pid, 'SIGINT');
    await exited(found.pid);
  });

  it('starts again while the previous one is still stopping', async () => {
    const child = await reported(await startChild('embedded', 'wait', project));
    child.process.kill();
    await child.ended;
    const next = await start();
    expect(await query(next.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    await next.stop();
  });

  it('starts after a crash whose process id now belongs to another server', async () => {
    const server = await start();
    const data = await dataDirectory(server);
    const file = join(data, 'postmaster.pid');
    const socketLock = join(server.socketDirectory, '.s.PGSQL.5432.lock');
    const locks = await Promise.all([file, socketLock].map((path) => readFile(path, 'utf8')));
    await server.stop();

    const other = await startScratch({ major: 18 });
    // A crash leaves the folder of the socket behind; an orderly stop does not.
    await mkdir(dirname(socketLock), { mode: 0o700 });
    for (const [index, path] of [file, socketLock].entries()) {
      await writeFile(path, (locks[index] as string).replace(/^\d+/, String(other.pid)));
    }
    const next = await start();
    expect(next.pid).not.toBe(other.pid);
    expect(await query(next.url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    expect(isAlive(other.pid)).toBe(true);
    await Promise.all([next.stop(), other.stop()]);
  });

  it('starts after it was killed', async () => {
    const child = await reported(await startChild('embedded', 'wait', project));
    await query(child.report.url, 'UPDATE kept SET value = 43');
    process.kill(child.report.pid, 'SIGKILL');
    const next = await start();
    expect(await query(next.url, 'UPDATE kept SET value = 42 RETURNING value')).toEqual([{ value: 42 }]);
    await next.stop();
    child.process.kill();
    await child.ended;
  });

  it('is refused a socket folder that somebody else has planted', async () => {
    const server = await start();
    await server.stop();
    const folder = server.socketDirectory;
    await mkdir(`${folder}.away`);
    await symlink(`${folder}.away`, folder);
    expect((await diagnosticOf(start())).code).toBe('server-folder-unsafe');
    await rm(folder);
  });
});

describe('an embedded server with a port', () => {
  let port = 0;
  let holder: NetServer;

  beforeAll(async () => {
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    port = (holder.address() as AddressInfo).port;
  });

  it('is told when the port is taken', async () => {
    const { code, message } = await diagnosticOf(start({ port }));
    expect(code).toBe('server-port-taken');
    expect(message).toBe(`port ${port} on 127.0.0.1 is in use by another program`);
  });

  it('listens on it', async () => {
    await new Promise((resolve) => holder.close(resolve));
    const server = await start({ port });
    const tcp = `postgresql://postgres@127.0.0.1:${port}/app`;
    for (const url of [tcp, server.url]) {
      expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 42 }]);
    }
    const found = await start({ port });
    expect(found.url).toBe(server.url);
    expect((await start()).url).toBe(server.url);
    await server.stop();
  });

  it('is not found where a server without it runs', async () => {
    const server = await start();
    expect((await diagnosticOf(start({ port }))).code).toBe('server-already-running');
    await server.stop();
  });
});
