import fc from 'fast-check';
import { test } from 'vitest';
import { arbitraryEverything } from './arbitrary-everything.ts';
import { expectRoundTrip } from './laws.ts';

test('models with everything, odd names and odd texts are read back to the same', () => {
  fc.assert(
    fc.property(arbitraryEverything, (model) => {
      expectRoundTrip(model);
    }),
    // Shrinking models takes longer than reading the difference.
    { numRuns: 200, endOnFailure: true },
  );
}, 120_000);
