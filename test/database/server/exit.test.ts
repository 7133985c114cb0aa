import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startScratch } from '../../../src/database/server/index.ts';
import { until } from '../../../src/database/server/until.ts';
import { withEnvironment } from '../../support/environment.ts';
import { fastFolder } from '../../support/fast-folder.ts';
import { isAlive, ownTemporaryFolder, reported, startChild } from './support.ts';

const temporary = ownTemporaryFolder();

/** Long enough for anything; a test that hangs fails by its own timeout. */
const never = new AbortController().signal;

describe('a process that started a scratch server leaves nothing when it ends', () => {
  it.each([
    ['by process.exit', 'exit', 3],
    ['by an uncaught error', 'throw', 1],
    ['because it has nothing left to do', 'end', 0],
  ])('%s', async (_, next, code) => {
    const child = await reported(await startChild('scratch', next));
    expect(await child.ended).toBe(code);
    expect(isAlive(child.report.pid)).toBe(false);
    expect(await readdir(temporary.path)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s', async (signal) => {
    const child = await reported(await startChild('scratch', 'wait'));
    child.process.kill(signal);
    expect(await child.ended).toBe(signal);
    expect(isAlive(child.report.pid)).toBe(false);
    expect(await readdir(temporary.path)).toEqual([]);
  });

  it('by SIGTERM while the server starts', async () => {
    const child = await startChild('scratch', 'wait');
    const ended = once(child, 'exit');
    await until(
      temporary.path,
      async () => (child.exitCode !== null || (await readdir(temporary.path)).length > 0 ? true : undefined),
      never,
    );
    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(await readdir(temporary.path)).toEqual([]);
  });
});

it('leaves Ctrl-C to a process that handles it', async () => {
  const child = await reported(await startChild('scratch', 'handle'));
  // What a terminal does: the signal goes to the whole process group.
  process.kill(-(child.process.pid as number), 'SIGINT');
  expect(await child.ended).toBe(4);
  expect(isAlive(child.report.pid)).toBe(false);
});

describe('the next start', () => {
  it('cleans up after a process that was killed', async () => {
    const child = await reported(await startChild('scratch', 'wait'));
    child.process.kill('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    expect(isAlive(child.report.pid)).toBe(true);

    const next = await startScratch({ major: 15 });
    expect(isAlive(child.report.pid)).toBe(false);
    expect(await readdir(temporary.path)).toEqual([basename(dirname(next.socketDirectory))]);
    await next.stop();
  });

  it.skipIf(fastFolder() !== '/dev/shm')(
    'does so in memory, where servers are unless TMPDIR is set',
    async () => {
      await withEnvironment({ TMPDIR: undefined }, async () => {
        const child = await reported(await startChild('scratch', 'wait'));
        const folder = dirname(child.report.socketDirectory);
        expect(dirname(folder)).toBe('/dev/shm');
        child.process.kill('SIGKILL');
        await child.ended;
        expect(existsSync(folder)).toBe(true);

        const next = await startScratch({ major: 18 });
        expect(dirname(dirname(next.socketDirectory))).toBe('/dev/shm');
        expect(existsSync(folder)).toBe(false);
        await next.stop();
        expect(existsSync(dirname(next.socketDirectory))).toBe(false);
      });
    },
  );

  it('lets the servers of living processes be', async () => {
    const child = await reported(await startChild('scratch', 'wait'));
    const next = await startScratch({ major: 18 });
    expect(isAlive(child.report.pid)).toBe(true);
    expect(await readdir(temporary.path)).toHaveLength(2);
    await next.stop();
    child.process.kill();
    await child.ended;
  });

  it('removes old empty folders of its own name only', async () => {
    const [empty, full, recent, other] = ['aaaaaa', 'bbbbbb', 'cccccc', 'other'].map((name) =>
      join(temporary.path, `learnr-schema-${name}`),
    ) as [string, string, string, string];
    for (const path of [empty, full, recent, other]) await mkdir(path);
    await writeFile(join(full, 'owner.json'), 'not JSON');
    await writeFile(join(full, 'precious'), '');
    for (const path of [empty, full, other]) await utimes(path, 0, 0);

    const server = await startScratch({ major: 18 });
    await server.stop();
    expect((await readdir(temporary.path)).sort()).toEqual(
      [full, recent, other].map((path) => basename(path)),
    );
    for (const path of [full, recent, other]) await rm(path, { recursive: true });
  });
});
