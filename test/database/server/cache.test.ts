import { chmod, mkdir, realpath, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../src/database/server/index.ts';
import { withEnvironment } from '../../support/environment.ts';
import { diagnosticOf, folderForFile, isRoot } from './support.ts';

const base = await realpath(folderForFile());
const darwin = process.platform === 'darwin';

describe('the cache folder', () => {
  it('is where LEARNR_SCHEMA_CACHE says, and is made', async () => {
    const wanted = join(base, 'a/b');
    expect(await withEnvironment({ LEARNR_SCHEMA_CACHE: wanted }, cacheFolder)).toBe(wanted);
    expect((await stat(wanted)).isDirectory()).toBe(true);
  });

  it('is not where nothing can be made', async () => {
    const found = await diagnosticOf(
      withEnvironment({ LEARNR_SCHEMA_CACHE: '/dev/null/cache' }, cacheFolder),
    );
    expect(found.code).toBe('server-folder-unusable');
  });
});

describe.skipIf(isRoot)('the cache folder of a user', () => {
  it('lies in XDG_CACHE_HOME', async () => {
    const environment = { LEARNR_SCHEMA_CACHE: undefined, XDG_CACHE_HOME: join(base, 'xdg') };
    expect(await withEnvironment(environment, cacheFolder)).toBe(join(base, 'xdg/learnr-schema'));
  });

  it('lies in the home folder otherwise, also where XDG_CACHE_HOME is not absolute', async () => {
    const environment = { LEARNR_SCHEMA_CACHE: '', XDG_CACHE_HOME: 'relative', HOME: join(base, 'home') };
    expect(await withEnvironment(environment, cacheFolder)).toBe(
      join(base, 'home', darwin ? 'Library/Caches' : '.cache', 'learnr-schema'),
    );
  });
});

describe.runIf(isRoot)('the cache folder of root', () => {
  const environment = { LEARNR_SCHEMA_CACHE: undefined, TMPDIR: base };
  const folder = join(base, 'learnr-schema-root');

  it('lies with the temporary files, open to all but written by root only', async () => {
    expect(await withEnvironment(environment, cacheFolder)).toBe(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o755);
    expect(await withEnvironment(environment, cacheFolder)).toBe(folder);
  });

  it('is refused where others may write to it', async () => {
    await chmod(folder, 0o777);
    expect((await diagnosticOf(withEnvironment(environment, cacheFolder))).code).toBe('server-folder-unsafe');
  });

  it('is refused where somebody has put a link', async () => {
    await rm(folder, { recursive: true });
    await symlink(base, folder);
    expect((await diagnosticOf(withEnvironment(environment, cacheFolder))).code).toBe('server-folder-unsafe');
  });

  it('is refused where the user that runs the server may not enter', async () => {
    const closed = join(base, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const wanted = { LEARNR_SCHEMA_CACHE: join(closed, 'cache') };
    expect((await diagnosticOf(withEnvironment(wanted, cacheFolder))).code).toBe('server-folder-unusable');
  });
});
