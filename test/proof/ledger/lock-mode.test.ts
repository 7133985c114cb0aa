import pg from 'pg';
import { expect, test } from 'vitest';
import { majors } from '../../../src/model/model.ts';
import { blocks, conflicts, type LockMode, lockModes } from '../../../src/proof/ledger/lock-mode.ts';
import { freshDatabase } from '../../support/postgres.ts';

test.for(majors)('the modes conflict on PostgreSQL %i as the table says', async (major) => {
  const { url, client, drop } = await freshDatabase(major);
  const other = new pg.Client(url);
  try {
    await other.connect();
    await client.query('CREATE TABLE t ()');
    for (const mode of lockModes) {
      await client.query(`BEGIN; LOCK TABLE t IN ${mode} MODE`);
      const refused: LockMode[] = [];
      for (const wanted of lockModes) {
        const attempt = other.query(`BEGIN; LOCK TABLE t IN ${wanted} MODE NOWAIT`);
        await attempt.catch(() => refused.push(wanted));
        await other.query('ROLLBACK');
      }
      await client.query('ROLLBACK');
      expect({ mode, refused }).toEqual({ mode, refused: conflicts[mode] });
    }
  } finally {
    await other.end();
    await drop();
  }
});

test.for(lockModes)('who waits for %s follows from what it conflicts with', (mode) => {
  expect(blocks[mode]).toEqual({
    reads: conflicts[mode].includes('ACCESS SHARE'),
    writes: conflicts[mode].includes('ROW EXCLUSIVE'),
  });
});
