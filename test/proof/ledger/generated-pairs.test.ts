import fc from 'fast-check';
import { test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { arbitraryModel } from '../../support/arbitrary-model.ts';
import { expectLaws } from './laws.ts';
import { withSchema } from './measured.ts';

const numRuns = Number(process.env['PAIRS'] ?? 12);

test.for([15, 18] as const)('generated pairs keep the laws of locks both ways, on %s', (major) =>
  fc.assert(
    fc.asyncProperty(arbitraryModel, arbitraryModel, (previous, next) => {
      const pair = pairOf(previous, next);
      return withSchema(major, pair.previous, '', async (clients) => {
        for (const way of [pair, swap(pair)]) {
          const plan = makePlan(way, major);
          expectLaws(await measure(clients, plan), plan, way);
        }
      });
    }),
    { numRuns, endOnFailure: process.env['PAIRS'] === undefined },
  ),
);
