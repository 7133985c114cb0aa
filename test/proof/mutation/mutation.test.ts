console.log("start mutation.test");
import { afterAll, describe, expect, test } from 'vitest';
import type { Major } from '../../../src/model/model.ts';
import { type Case, type Judge, judgesOf, plansOf, proofOf } from './mutant.ts';
import { mutants } from './mutants.ts';

console.log("imported", mutants.length);
const caught = new Map<string, ReadonlyMap<Judge, string>>();

describe.concurrent('a plan that is spoiled is refuted', () => {
  test.for(mutants.map((mutant) => ({ ...mutant, name: mutant.what })))(
    '$of, $way, PostgreSQL $major: $what',
    async ({ what, of, way, spoil, by, major }, { expect }) => {
      const plans = plansOf(of, major);
      const proof = await proofOf({ ...plans, [way]: spoil(plans[way]) }, major);
      const judges = judgesOf(proof);
      if (!proof.proven) caught.set(what, judges);
      expect(proof.unbuilt).toBeUndefined();
      expect(proof.proven).toBe(false);
      expect([...judges.keys()]).toContain(by);
    },
  );
});

afterAll(() => {
  console.log(table());
});

function table(): string {
  const rows = mutants.map(({ what, of, way, major }) => {
    const judges = caught.get(what);
    const names = judges === undefined ? 'NOBODY' : [...judges.keys()].join(', ');
    const words = judges?.values().next().value ?? '';
    return [what, `${of} ${way} ${major}`, names, words.length > 90 ? `${words.slice(0, 89)}…` : words];
  });
  const header = ['mutant', 'of', 'caught by', 'in whose first words'];
  const widths = header.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
