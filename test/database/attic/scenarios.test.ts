import { expect, test } from 'vitest';
import type { Direction, Passage } from '../../../src/database/journal/passage.ts';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { base, type Major } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { readScenarios, type Scenario } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { runWell, thorough } from './support.ts';

/** Columns that are renamed and made anew at once, and one that is generated only before. */
const few = ['generated-renamed-and-remade', 'virtual-given-up'] as const satisfies readonly string[];

const cases = readScenarios().flatMap((scenario) => {
  const majors = scenario.majors.filter((major) => major === 15 || major === 18) as readonly Major[];
  if (thorough) return majors.map((major) => ({ scenario, major, name: `${scenario.name} on ${major}` }));
  const [major] = majors;
  const isOne = few.some((name) => name === scenario.name);
  return isOne && major !== undefined ? [{ scenario, major, name: `${scenario.name} on ${major}` }] : [];
});

test.for(cases)('$name: there, back and there again', async ({ scenario, major }) => {
  const database = await freshDatabase(major);
  const { client, url } = database;
  try {
    await runPlan(client, makePlan(pairOf(base, modelOf(scenario.previous)), major));
    if (scenario.rows !== '') await client.query(scenario.rows);
    for (const direction of ['forward', 'backward', 'forward', 'backward'] as const)
      await runWell(url, passageOf(scenario, direction, major));
    const { rows } = await client.query<{ name: string }>(
      `SELECT tgname AS name FROM pg_trigger WHERE tgname LIKE 'learnr%'
UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = to_regnamespace('learnr_schema_attic')`,
    );
    expect(rows).toEqual([]);
  } finally {
    await database.drop();
  }
});

function passageOf(scenario: Scenario, direction: Direction, major: Major): Passage {
  const there = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
  const pair = direction === 'forward' ? there : swap(there);
  const release = { number: 1, slug: 'scenario', title: 'Scenario', checksum: 'checksum' };
  return { release, direction, pair, plan: makePlan(pair, major) };
}
