import { expect, test } from 'vitest';
import type { Major } from '../../../src/model/model.ts';
import { readScenarios, type Scenario } from '../../scenarios/scenario.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { backwardOf, build, passagesOf, preflightOf, shown } from './support.ts';

const scenarios = readScenarios().filter(({ rows }) => rows !== '');
/** All of them with PREFLIGHT=all; otherwise every fourth, on one version each. */
const all = process.env['PREFLIGHT'] === 'all';

for (const major of [15, 18] as const) {
  const chosen = scenarios.filter(
    ({ majors }, position) => majors.includes(major) && (all || position % 8 === major % 8),
  );
  test.for(chosen)(`nothing is found on ${major} where plans succeed: $name`, (scenario) =>
    bothWays(scenario, major),
  );
}

async function bothWays({ previous, next, rows }: Scenario, major: Major): Promise<void> {
  const database = await freshDatabase(major);
  try {
    await build(database.client, previous, rows, major);
    for (const passages of [passagesOf([previous, next], major), backwardOf([previous, next], major)]) {
      const found = await preflightOf(database.url, passages);
      if (all && found.unchecked.length > 0) console.log(JSON.stringify(found.unchecked));
      expect(shown(found)).toEqual([]);
      const [passage] = passages;
      if (passage !== undefined) await runPlan(database.client, passage.plan);
    }
  } finally {
    await database.drop();
  }
}
