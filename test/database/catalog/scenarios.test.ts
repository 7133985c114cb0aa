import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { base, type Major, type Model, majors } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { readSpec } from '../../../src/spec/spec.ts';
import { readScenarios } from '../../scenarios/scenario.ts';
import { modelOf } from '../../support/model.ts';
import { runPlan } from '../../support/run-plan.ts';
import { catalogAt, withDatabase, withoutSpelling } from './support.ts';

const scenarios = readScenarios();

// On 15 and 18 the law of the import reads them all.
for (const major of [16, 17] as const) {
  test.for(scenarios.filter(({ majors }, position) => majors.includes(major) && position % 4 === major % 4))(
    `what was built on ${major} is read as it was meant: $name`,
    (scenario) => expectRead(modelOf(scenario.next), major),
  );
}

for (const major of majors) {
  test(`LearnR's schema is read as its spec on ${major}`, async () => {
    const folder = new URL('../../../spec/schema/', import.meta.url);
    const files = readdirSync(folder).map((path) => ({ path, bytes: readFileSync(new URL(path, folder)) }));
    await expectRead(readSpec(files, await loadGrammar()), major);
  });
}

async function expectRead(model: Model, major: Major): Promise<void> {
  await withDatabase(major, async ({ client, url }) => {
    await runPlan(client, makePlan(pairOf(base, model), major));
    const catalog = await catalogAt(url);
    expect(withoutSpelling(catalog.model)).toEqual(withoutSpelling(model));
    expect(catalog.notCovered).toEqual([]);
    expect(catalog.access).toEqual([]);
    expect(catalog.leftOut).toEqual([]);
  });
}
