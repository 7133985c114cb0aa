import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { plan as planBetween } from '../../../src/operations/plan.ts';
import { lockWindows, unseenHazards } from '../../../src/proof/ledger/lock-windows.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { projectAt } from '../../../src/release/project.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { unproven } from '../../support/unproven.ts';

const project = projectAt(fileURLToPath(new URL('../../../spec', import.meta.url)));

const ways = [
  ['base', '001'],
  ['001', '002'],
  ['002', '003'],
  ['003', '002'],
  ['002', '001'],
  ['001', 'base'],
] as const;

test.for([15, 18] as const)("LearnR's releases on PostgreSQL %i, there and back", async (major) => {
  const { url, client: worker, drop } = await freshDatabase(major);
  const watcher = new pg.Client(url);
  try {
    await watcher.connect();
    for (const [from, to] of ways) {
      const { plan } = await planBetween(project, from, to, false, unproven);
      const ledger = await measure({ worker, watcher }, plan);
      expect(ledger.steps).toHaveLength(plan.batches.flatMap(({ steps }) => steps).length);
      expect(lockWindows(ledger, plan).filter(({ declared }) => !declared)).toEqual([]);
      expect(unseenHazards(ledger, plan)).toEqual([]);
    }
  } finally {
    await watcher.end();
    await drop();
  }
});
