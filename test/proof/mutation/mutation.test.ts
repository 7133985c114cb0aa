import { afterAll, describe, test } from 'vitest';
import type { Major } from '../../../src/model/model.ts';
import { gaps } from './gaps.ts';
import { type Case, type Judge, judgesOf, plansOf, proofOf } from './mutant.ts';
import { mutants } from './mutants.ts';

const caught = new Map<string, ReadonlyMap<Judge, string>>();

const cases = [
  ['library', 15],
  ['town', 15],
  ['counter', 18],
] as const satisfies readonly (readonly [Case, Major])[];

describe.concurrent('the proof', () => {
  // Else it would say nothing that it refutes them when they are spoiled.
  test.for(cases)('proves the plans of %s on PostgreSQL %i', async ([of, major], { expect }) => {
    const proof = await proofOf(plansOf(of, major), major);
    expect([...judgesOf(proof)]).toEqual([]);
    expect(proof).toMatchObject({ proven: true, rowProblems: [] });
  });

  test.for(mutants)('refutes $of, $way, PostgreSQL $major: $what', async (mutant, { expect }) => {
    const { what, of, way, spoil, by, major } = mutant;
    const plans = plansOf(of, major);
    const proof = await proofOf({ ...plans, [way]: spoil(plans[way]) }, major);
    const judges = judgesOf(proof);
    caught.set(what, judges);
    expect(proof.unbuilt).toBeUndefined();
    expect(proof.proven).toBe(false);
    expect([...judges.keys()]).toContain(by);
  });

  test.for(gaps)('does not see that $what', async ({ of, spoil }, { expect }) => {
    const major = of === 'counter' ? 18 : 15;
    const plans = plansOf(of, major);
    const proof = await proofOf({ ...plans, forward: spoil(plans.forward) }, major);
    expect([...judgesOf(proof)]).toEqual([]);
    expect(proof.proven).toBe(true);
  });
});

test('every mutant has a name of its own, and there are enough', ({ expect }) => {
  expect(new Set([...mutants, ...gaps].map(({ what }) => what)).size).toBe(mutants.length + gaps.length);
  expect(mutants.length).toBeGreaterThan(50);
});

afterAll(() => {
  console.log(table());
});

function table(): string {
  const header = ['mutant', 'of', 'caught by', 'whose first words are'];
  const rows = [
    ...mutants.map(({ what, of, way, major }) => {
      const judges = caught.get(what) ?? new Map<Judge, string>();
      const names = judges.size === 0 ? 'NOBODY' : [...judges.keys()].join(', ');
      const [words = ''] = judges.values();
      return [what, `${of}, ${way}, ${major}`, names, words.length > 90 ? `${words.slice(0, 89)}…` : words];
    }),
    ...gaps.map(({ what, of, why }) => [what, of, 'a known gap', why]),
  ];
  const widths = header.map((_, at) =>
    Math.max(...[header, ...rows].slice(0, -1).map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return [header, ...rows].map((row) => line(row).trimEnd()).join('\n');
}
