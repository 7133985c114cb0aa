import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { base, type Model } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import {
  compareRows,
  insertRows,
  type Passage,
  passageOf,
  roundTripOf,
  rowsFor,
  rowsForPair,
  snapshot,
} from '../../../src/proof/rows/index.ts';
import { arbitraryModel } from '../../support/arbitrary-model.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { wanted } from './support.ts';

const numRuns = Number(process.env['PAIRS'] ?? 25);

/** Columns with fewer values than there should be rows, and tables in which the next model lets no row. */
const expected =
  /IS NOT NULL is true|fits the type|no other values were found that are still free|no value is known for a column that is NOT NULL/;

test('the same model has the same rows', () => {
  fc.assert(
    fc.property(arbitraryModel, (model) => {
      const rows = rowsFor(model, wanted);
      expect(rowsFor(structuredClone(model) as Model, wanted)).toEqual(rows);
      for (const { reason } of rows.problems) expect(reason).toMatch(expected);
    }),
  );
});

test.for([15, 18] as const)(
  'on PostgreSQL %i every row goes there and back',
  { timeout: 240_000 },
  async (major) => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, arbitraryModel, async (previous, next) => {
        const pair = pairOf(previous, next);
        const rows = rowsForPair(pair, wanted);
        for (const { reason } of rows.problems) expect(reason).toMatch(expected);
        const database = await freshDatabase(major);
        const { client } = database;
        try {
          await runPlan(client, makePlan(pairOf(base, previous), major));
          expect(await insertRows(client, rows)).toEqual([]);
          const [forward, backward] = [makePlan(pair, major), makePlan(swap(pair), major)];
          const [there, back] = [passageOf(pair, forward.losses), passageOf(swap(pair), backward.losses)];
          const before = await snapshot(client, previous, there);
          await runPlan(client, forward);
          const between = await snapshot(client, next, back);
          expect(compareRows(before, between, there).lost).toEqual([]);
          // A dropped column that was NOT NULL does not come back while there are rows.
          if (forward.losses.length > 0 || isOneWay(there)) return;
          await runPlan(client, backward);
          const after = await snapshot(client, previous);
          expect(compareRows(between, after, back).lost).toEqual([]);
          const roundTrip = roundTripOf(pair, forward.losses, backward.losses);
          expect(compareRows(before, after, roundTrip)).toMatchObject({ lost: [], unrestorable: [] });
        } finally {
          await database.drop();
        }
      }),
      { numRuns, endOnFailure: process.env['PAIRS'] === undefined },
    );
  },
);

/** A number can become a boolean, and a boolean no number: then the way back fails on every row, and rightly says so. */
function isOneWay({ tables }: Passage): boolean {
  return tables.some(({ columns }) =>
    columns.some(
      ({ rule }) => rule.kind === 'kept' && rule.conversions.some((sql) => sql.endsWith('::boolean')),
    ),
  );
}
