import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type EmbeddedPlace, makeEmbeddedPlace, type Running, start } from './target-support.ts';

let folder: string;
let place: EmbeddedPlace;

beforeAll(async () => {
  place = await makeEmbeddedPlace();
});

afterAll(() => place.remove());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

const postgres = (...args: readonly string[]): Running =>
  start(folder, ['postgres', ...args], place.environment);

async function databaseAt(url: string): Promise<string> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.end();
  return rows[0]?.name ?? '';
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it.each(['SIGINT', 'SIGTERM'] as const)('runs a server until %s', async (signal) => {
  const running = postgres();
  await running.printed('To stop it, press Ctrl-C.');
  running.kill(signal);
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^postgresql:\/\/postgres@\S+\/app\n$/);
  expect(stderr).toContain(`psql "${stdout.trim()}"`);
  await expect(databaseAt(stdout.trim())).rejects.toMatchObject({ code: 'ENOENT' });
});

it('prints a URL that works, as JSON and with a port too', async () => {
  const port = await freePort();
  const url = `postgresql://postgres@127.0.0.1:${port}/app`;
  const running = postgres('--port', String(port), '--json');
  await running.printed(url);
  expect(await databaseAt(url)).toBe('app');
  running.kill('SIGTERM');
  const { code, stdout, stderr } = await running.ended;
  expect({ code, json: JSON.parse(stdout), stderr }).toEqual({
    code: 0,
    json: { url, major: 18 },
    stderr: '',
  });
});

it('notices that its server has ended', async () => {
  const running = postgres('--json');
  await running.printed('"major"');
  const other = postgres('--json');
  await other.printed('"major"');
  running.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
  expect((await other.ended).code).toBe(1);
});
