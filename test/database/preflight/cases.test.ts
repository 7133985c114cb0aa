import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Major } from '../../../src/model/model.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { thorough } from '../../support/thorough.ts';
import { type Case, cases } from './cases.ts';
import { backwardOf, build, empty, passagesOf, preflightOf, shown } from './support.ts';

describe.each([15, 18] as const)('on %i', (major) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(major);
  });
  afterAll(() => database.drop());

  // What differs between the versions, and a few more; all of them where everything is run.
  const all = major === 18 || thorough;
  const chosen = cases.filter(({ found15 }, position) => all || found15 !== undefined || position % 4 === 0);

  test.for(chosen)('$name', async (each) => {
    await empty(database.client);
    await reportedWhereItFails(each, major, database);
  });
});

/** An error is reported exactly where the plans fail of it. */
async function reportedWhereItFails(each: Case, major: Major, database: FreshDatabase): Promise<void> {
  const { specs, rows, backward, found, found15, unchecked } = each;
  const start = (backward ? specs.at(-1) : specs[0]) ?? '';
  await build(database.client, start, rows, major);
  const passages = backward ? backwardOf(specs, major) : passagesOf(specs, major);
  const result = await preflightOf(database.url, passages);
  expect(shown(result)).toEqual((major === 15 ? found15 : undefined) ?? found);
  expect(result.unchecked.map(({ what, reason }) => `${what}: ${reason}`)).toEqual(unchecked ?? []);
  const fails = result.findings.some(({ severity }) => severity === 'error');
  expect(await runs(database.client, passages)).toBe(!fails);
}

async function runs(
  client: Parameters<typeof runPlan>[0],
  passages: ReturnType<typeof passagesOf>,
): Promise<boolean> {
  try {
    for (const { plan } of passages) await runPlan(client, plan);
    return true;
  } catch {
    return false;
  }
}
