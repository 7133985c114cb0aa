import { test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { readScenarios } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { onTurn } from '../../support/thorough.ts';
import { expectLaws } from './laws.ts';
import { withSchema } from './measured.ts';

const scenarios = readScenarios();

for (const major of [15, 18] as const) {
  test.for(
    scenarios.filter(
      ({ majors }, position) => majors.includes(major) && (majors.length === 1 || onTurn(position, major)),
    ),
  )(`on PostgreSQL ${major}: $name`, async (scenario) => {
    const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
    await withSchema(major, pair.previous, scenario.rows, async (clients) => {
      for (const way of [pair, swap(pair)]) {
        const plan = makePlan(way, major);
        expectLaws(await measure(clients, plan), plan, way);
      }
    });
  });
}
