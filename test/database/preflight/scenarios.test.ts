import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Passage } from '../../../src/database/journal/passage.ts';
import type { Major } from '../../../src/model/model.ts';
import type { Preflight } from '../../../src/output/preflight/finding.ts';
import { insertRows, rowsFor } from '../../../src/proof/rows/index.ts';
import { wanted } from '../../proof/rows/support.ts';
import { readScenarios, type Scenario } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { thorough } from '../../support/thorough.ts';
import { backwardOf, build, empty, passagesOf, preflightOf, shown } from './support.ts';

const scenarios = readScenarios();

describe.each([15, 18] as const)('on %i', (major) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(major);
  });
  afterAll(() => database.drop());

  const chosen = scenarios.filter(
    ({ majors }, position) => majors.includes(major) && (thorough || position % 24 === major),
  );

  test.for(chosen.filter(({ rows }) => rows !== ''))(
    'nothing is found where plans succeed: $name',
    async ({ previous, next, rows }) => {
      await empty(database.client);
      await build(database.client, previous, rows, major);
      for (const passages of bothWays({ previous, next }, major)) {
        expect(errors(await preflightOf(database.url, passages))).toEqual([]);
        expect(await failure(database.client, passages)).toBeUndefined();
      }
    },
  );

  test.for(chosen)('an error is found where a plan fails of any rows: $name', async (scenario) => {
    const [there, back] = bothWays(scenario, major);
    for (const [spec, passages] of [
      [scenario.previous, there],
      [scenario.next, back],
    ] as const) {
      await empty(database.client);
      await build(database.client, spec, '', major);
      await insertRows(database.client, rowsFor(modelOf(spec), { ...wanted, extremes: true }));
      const found = await preflightOf(database.url, passages);
      const failed = await failure(database.client, passages);
      if (failed === undefined) expect(errors(found)).toEqual([]);
      // What cannot be known has been said.
      else if (found.unchecked.length === 0 && !failed.endsWith('already exists'))
        expect(errors(found), failed).not.toEqual([]);
    }
  });
});

function errors({ findings, ...rest }: Preflight): readonly string[] {
  return shown({ findings: findings.filter(({ severity }) => severity === 'error'), ...rest });
}

function bothWays(
  { previous, next }: Pick<Scenario, 'previous' | 'next'>,
  major: Major,
): readonly [readonly Passage[], readonly Passage[]] {
  return [passagesOf([previous, next], major), backwardOf([previous, next], major)];
}

/** What plans fail of. */
async function failure(client: pg.Client, passages: readonly Passage[]): Promise<string | undefined> {
  try {
    for (const { plan } of passages) await runPlan(client, plan);
    return undefined;
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}
