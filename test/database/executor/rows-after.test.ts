import { expect, it } from 'vitest';
import { rowsAfter } from '../../../src/database/executor/backfill.ts';

it('makes batches of a backfill smaller where they take long, and larger up to what the plan says', () => {
  expect(rowsAfter(1000, 50, 10_000)).toBe(500);
  expect(rowsAfter(1000, 5000, 10_000)).toBe(500);
  expect(rowsAfter(1000, 20, 10_000)).toBe(1250);
  expect(rowsAfter(1000, 0, 10_000)).toBe(2000);
  expect(rowsAfter(8000, 1, 10_000)).toBe(10_000);
  expect(rowsAfter(100, 5000, 10_000)).toBe(100);
  expect(rowsAfter(2, 5000, 2)).toBe(2);
});
