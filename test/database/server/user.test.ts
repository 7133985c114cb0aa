import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chooseUser } from '../../../src/database/server/user.ts';
import { isRoot, ownTemporaryFolder, reported, startChildBy } from './support.ts';

const root = 'root:x:0:0:root:/root:/bin/bash';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash';

describe('the user that runs servers for root', () => {
  it('is postgres where there is one', () => {
    expect(chooseUser([root, nobody, postgres, ''].join('\n'))).toEqual({
      name: 'postgres',
      uid: 101,
      gid: 104,
    });
  });

  it('is nobody otherwise', () => {
    expect(chooseUser([root, nobody].join('\n'))).toEqual({ name: 'nobody', uid: 65534, gid: 65534 });
  });

  it('may have the ids of macOS', () => {
    const uid = 2 ** 32 - 2;
    expect(chooseUser('# comment\nnobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false')).toEqual({
      name: 'nobody',
      uid,
      gid: uid,
    });
  });

  it('is never root under another name', () => {
    expect(chooseUser('postgres:x:0:0::/:/bin/sh')).toBeUndefined();
  });

  it('may be missing', () => {
    expect(chooseUser(root)).toBeUndefined();
  });
});

describe.runIf(isRoot && spawnSync('setpriv', ['--version']).status === 0)('root without the right', () => {
  ownTemporaryFolder();

  it.each(['setuid', 'chown'])('of %s is told that it cannot run servers', async (right) => {
    const child = await startChildBy(['setpriv', '--bounding-set', `-${right}`], 'scratch', 'end');
    await expect(reported(child)).rejects.toThrow(/code: 'server-user-missing'/);
  });
});
