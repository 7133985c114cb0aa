import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { majors } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { renderPlan } from '../../src/plan/script.ts';
import { arbitraryModel } from '../support/arbitrary-model.ts';

const shuffled = arbitraryModel.chain((model) =>
  fc
    .shuffledSubarray([...model.objects], { minLength: model.objects.size })
    .map((objects) => [model, { ...model, objects: new Map(objects) }] as const),
);

test('every pair has a plan both ways, and the same pair has the same script', () => {
  fc.assert(
    fc.property(shuffled, arbitraryModel, fc.constantFrom(...majors), ([previous, mixed], next, major) => {
      const pair = pairOf(previous, next);
      const script = renderPlan(makePlan(pair, major), []);
      expect(renderPlan(makePlan(pairOf(mixed, next), major), [])).toBe(script);
      renderPlan(makePlan(swap(pair), major), []);
    }),
    { numRuns: 500 },
  );
});

test('a pair of equal models has an empty plan', () => {
  fc.assert(
    fc.property(arbitraryModel, (model) => {
      expect(makePlan(pairOf(model, model), 15)).toEqual({
        postgresql: 15,
        batches: [],
        losses: [],
        hints: [],
      });
    }),
  );
});

test('NOT VALID and VALIDATE never share a batch, and what may not have a transaction has none', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, fc.constantFrom(...majors), (previous, next, major) => {
      for (const batch of makePlan(pairOf(previous, next), major).batches) {
        const actions = batch.steps.flatMap(({ statement }) =>
          statement.kind === 'alter_table' ? statement.actions.map((action) => action.kind) : [],
        );
        expect(actions.includes('validate_constraint') && actions.length > 1).toBe(false);
        const outside = batch.steps.filter(
          ({ statement }) => 'concurrently' in statement && statement.concurrently,
        );
        if (outside.length > 0) expect([batch.transaction, batch.steps.length]).toEqual([false, 1]);
      }
    }),
    { numRuns: 300 },
  );
});
