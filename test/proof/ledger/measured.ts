import pg from 'pg';
import { pairOf } from '../../../src/diff/pair.ts';
import { base, type Major, type Model } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { MeasuringClients } from '../../../src/proof/ledger/measure.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';

/** Two sessions of a database that has the schema of a model, and rows. */
export async function withSchema<T>(
  major: Major,
  model: Model,
  rows: string,
  action: (clients: MeasuringClients) => Promise<T>,
): Promise<T> {
  const { url, client: worker, drop } = await freshDatabase(major);
  const watcher = new pg.Client(url);
  try {
    await watcher.connect();
    await runPlan(worker, makePlan(pairOf(base, model), major));
    if (rows !== '') await worker.query(rows);
    return await action({ worker, watcher });
  } finally {
    await watcher.end();
    await drop();
  }
}
