import { expect, test } from 'vitest';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Ledger } from '../../../src/proof/ledger/ledger.ts';
import { lockWindows, unseenHazards } from '../../../src/proof/ledger/lock-windows.ts';
import { measure } from '../../../src/proof/ledger/measure.ts';
import { readScenarios, type Scenario } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { withSchema } from './measured.ts';

const scenarios = readScenarios();

/**
 * Where the planner has a window that it does not declare, and what it does in it: reads a table for the greatest value of a column that
 * no index leads with, in the transaction that changed the table, or computes a materialized view in the transaction that locked more
 * than that view. Each is to go from here when the planner declares or avoids it.
 */
const undeclared: Readonly<Record<string, readonly string[]>> = {
  'column-moved-between-sources, backward': ['advance_sequence'],
  'identity-changed, forward': ['advance_sequence'],
  'identity-on-nullable, forward': ['advance_sequence'],
  'quoted-recipes, forward': ['advance_sequence'],
  'schema-emptied, forward': ['create_materialized_view', 'create_index'],
  'schema-emptied, backward': ['create_materialized_view', 'create_index'],
  'sources-of-values, forward': ['advance_sequence'],
  'sources-of-values, backward': ['advance_sequence'],
  'view-becomes-materialized, forward': ['create_materialized_view'],
  'views-of-all-columns, forward': ['create_materialized_view', 'create_index'],
  'views-of-all-columns, backward': ['create_materialized_view', 'create_index'],
};

for (const major of [15, 18] as const) {
  test.for(scenarios.filter(({ majors }) => majors.includes(major)))(
    `on PostgreSQL ${major}: $name`,
    async (scenario) => {
      const pair = pairOf(modelOf(scenario.previous), modelOf(scenario.next));
      await withSchema(major, pair.previous, scenario.rows, async (clients) => {
        for (const [direction, way] of [
          ['forward', pair],
          ['backward', swap(pair)],
        ] as const) {
          const plan = makePlan(way, major);
          const ledger = await measure(clients, plan);
          expectAsTheServerSays(ledger);
          expect(undeclaredWork(ledger, plan)).toEqual(undeclared[nameOf(scenario, direction)] ?? []);
          expect(unseenHazards(ledger, plan)).toEqual([]);
        }
      });
    },
  );
}

test('what is known to be undeclared is of scenarios that there are', () => {
  const names = scenarios.flatMap((scenario) => [nameOf(scenario, 'forward'), nameOf(scenario, 'backward')]);
  expect(Object.keys(undeclared).filter((name) => !names.includes(name))).toEqual([]);
});

function nameOf({ name }: Scenario, direction: string): string {
  return `${name}, ${direction}`;
}

/** The kinds of statement that work while they hold a lock that the plan does not declare. */
function undeclaredWork(ledger: Ledger, plan: Plan): readonly string[] {
  const steps = lockWindows(ledger, plan)
    .filter(({ declared }) => !declared)
    .map(({ during }) => ledger.steps[during - 1]?.statement as string);
  return [...new Set(steps)];
}

/** Files and messages are two witnesses of one thing. */
function expectAsTheServerSays({ steps }: Ledger): void {
  for (const { messages, relations } of steps) {
    const says = (word: string) => messages.some((message) => message.startsWith(word));
    expect(relations.some(({ rewrite }) => rewrite)).toBe(says('rewriting table'));
    if (relations.some(({ build }) => build)) expect(says('building index')).toBe(true);
    if (says('verifying table')) expect(relations.some(({ scan }) => scan)).toBe(true);
  }
}
