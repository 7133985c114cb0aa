import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { base, type Major, type Model } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { arbitraryModel } from '../support/arbitrary-model.ts';
import { catalogOf } from '../support/catalog.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';

const numRuns = Number(process.env['PAIRS'] ?? 12);

test.for([15, 18] as const)('generated pairs migrate both ways to what a fresh build gives, on %s', (major) =>
  fc.assert(
    fc.asyncProperty(arbitraryModel, arbitraryModel, async (previous, next) => {
      const pair = pairOf(previous, next);
      const { client, drop } = await freshDatabase(major);
      try {
        const [before, after] = [await freshCatalog(previous, major), await freshCatalog(next, major)];
        await runPlan(client, makePlan(pairOf(base, previous), major));
        await runPlan(client, makePlan(pair, major));
        expect(await catalogOf(client)).toEqual(after);
        await runPlan(client, makePlan(swap(pair), major));
        expect(await catalogOf(client)).toEqual(before);
      } finally {
        await drop();
      }
    }),
    { numRuns, endOnFailure: process.env['PAIRS'] === undefined },
  ),
);

async function freshCatalog(model: Model, major: Major): Promise<readonly string[]> {
  const { client, drop } = await freshDatabase(major);
  try {
    await runPlan(client, makePlan(pairOf(base, model), major));
    return await catalogOf(client);
  } finally {
    await drop();
  }
}
