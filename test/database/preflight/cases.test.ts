import { expect, test } from 'vitest';
import type { Major } from '../../../src/model/model.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { type Case, cases } from './cases.ts';
import { backwardOf, build, passagesOf, preflightOf, shown } from './support.ts';

for (const major of [15, 18] as const)
  test.for(cases)(`on ${major}: $name`, (each) => reportedWhereItFails(each, major));

/** An error is reported exactly where the plans fail of it. */
async function reportedWhereItFails(each: Case, major: Major): Promise<void> {
  const { specs, rows, backward, found, found15, unchecked, unchecked15 } = each;
  const database = await freshDatabase(major);
  try {
    const start = (backward ? specs.at(-1) : specs[0]) ?? '';
    await build(database.client, start, rows, major);
    const passages = backward ? backwardOf(specs, major) : passagesOf(specs, major);
    const result = await preflightOf(database.url, passages);
    expect(shown(result)).toEqual((major === 15 ? found15 : undefined) ?? found);
    expect(result.unchecked.map(({ what, reason }) => `${what}: ${reason}`)).toEqual(
      (major === 15 ? unchecked15 : unchecked) ?? [],
    );
    const fails = result.findings.some(({ severity }) => severity === 'error');
    expect(await runs(database.client, passages)).toBe(!fails);
  } finally {
    await database.drop();
  }
}

async function runs(
  client: Parameters<typeof runPlan>[0],
  passages: ReturnType<typeof passagesOf>,
): Promise<boolean> {
  try {
    for (const { plan } of passages) await runPlan(client, plan);
    return true;
  } catch {
    return false;
  }
}
