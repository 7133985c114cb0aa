import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, invert } from '../../src/diff/change.ts';
import { diff } from '../../src/diff/diff.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { arbitraryModel } from '../support/arbitrary-model.ts';

const sorted = (changes: readonly Change[]) => changes.map((change) => JSON.stringify(change)).sort();

test('the way back is the way there, inverted', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, (previous, next) => {
      const pair = pairOf(previous, next);
      expect(sorted(diff(swap(pair)))).toEqual(sorted(diff(pair).map(invert)));
    }),
    { numRuns: 1_000 },
  );
});

test('a model does not differ from itself, nor from a copy', () => {
  fc.assert(
    fc.property(arbitraryModel, (model) => {
      expect(diff(pairOf(model, model))).toEqual([]);
      expect(
        diff(pairOf(model, { ...model, objects: new Map(structuredClone([...model.objects])) })),
      ).toEqual([]);
    }),
  );
});

test('models that differ have a difference', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, (previous, next) => {
      const ignoringHints = (model: typeof next) =>
        JSON.stringify([...model.objects], (key, value) => (key === 'hints' ? undefined : value));
      if (ignoringHints(previous) !== ignoringHints(next)) {
        // The order of columns alone is no difference, so two models may be unlike and still have none.
        const columnsOnly = (model: typeof next) => ignoringHints(model).split('').sort().join('');
        if (columnsOnly(previous) !== columnsOnly(next)) expect(diff(pairOf(previous, next))).not.toEqual([]);
      }
    }),
  );
});
