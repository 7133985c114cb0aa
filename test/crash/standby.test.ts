import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installation } from '../../src/database/server/installation.ts';
import { endNow } from '../../src/database/server/process.ts';
import {
  makeScratchFolder,
  prepareScratchFolder,
  removeScratchFolder,
  type ScratchFolder,
} from '../../src/database/server/scratch-folder.ts';
import { spawnProgram } from '../../src/database/server/spawn.ts';
import { freshData } from '../../src/database/server/template.ts';
import { socketUrl } from '../../src/database/server/url.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { apply } from '../../src/operations/apply.ts';
import { usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import { status } from '../../src/operations/status.ts';
import type { TargetRequest } from '../../src/operations/target-request.ts';
import { fastFolder } from '../support/fast-folder.ts';
import { diagnosticsOf, makeProject, type TestProject } from '../support/project.ts';

const port = 5432;

let project: TestProject;
let folder: ScratchFolder;
let pid: number;
let request: TargetRequest;

beforeAll(async () => {
  project = await makeProject();
  await project.release('one', 'tables: {t: {columns: {id: integer}}}');
  const binaries = await installation(18);
  folder = makeScratchFolder(fastFolder());
  await prepareScratchFolder(folder, binaries.user);
  await freshData(binaries, folder.data);
  // A copy of a server that takes itself for the standby of one, which it waits for.
  await writeFile(join(folder.data, 'standby.signal'), '');
  const settings = [
    `port=${port}`,
    'listen_addresses=',
    `unix_socket_directories="${folder.socket}"`,
    'fsync=off',
    'dynamic_shared_memory_type=mmap',
  ];
  ({ pid } = await spawnProgram({
    path: binaries.postgres,
    args: ['-D', folder.data, ...settings.flatMap((setting) => ['-c', setting])],
    user: binaries.user,
    stdio: 'ignore',
    whenWeExit: (standby) => endNow(standby, 'SIGQUIT'),
  }));
  const url = socketUrl(folder.socket, port, 'postgres');
  while (!(await answers(url)));
  const target = { kind: 'url', url: parseTargetUrl(url, '--database-url') } as const;
  request = { project, target, onEvent: () => {} };
});

afterAll(async () => {
  endNow(pid, 'SIGQUIT');
  await removeScratchFolder(folder);
  await project.remove();
});

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

it('a standby is not written to, and can be looked at', async () => {
  const refusal = [
    expect.objectContaining({
      code: 'target-read-only',
      message: expect.stringContaining('is a standby, which takes no changes'),
      help: 'Name the primary server.',
    }),
  ];
  const distance = { kind: 'default' } as const;
  expect(await diagnosticsOf(() => apply(request, distance, usualSettings))).toEqual(refusal);
  expect(await diagnosticsOf(() => rollback(request, distance, usualSettings))).toEqual(refusal);
  expect(await status(request)).toMatchObject({ applied: [], pending: [{ number: 1 }], problems: [] });
});
