import { expect, test } from 'vitest';
import { readable } from '../../src/compare/readable.ts';
import { readCatalog } from '../../src/database/catalog/read.ts';
import type { Major } from '../../src/database/server/index.ts';
import { connect } from '../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { pairOf } from '../../src/diff/pair.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';
import { base, type Model } from '../../src/model/model.ts';
import { compare } from '../../src/operations/live/compare.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { observeWithMigra } from '../../src/proof/observers/index.ts';
import { readSpec } from '../../src/spec/spec.ts';
import { writeSpec } from '../../src/spec/write/write-spec.ts';
import { withoutSpelling } from '../database/catalog/support.ts';
import { readScenarios } from '../scenarios/scenario.ts';
import { catalogOf } from '../support/catalog.ts';
import { modelOf } from '../support/model.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';
import { thorough } from '../support/thorough.ts';

const grammar = await loadGrammar();

// What comes before is often what comes after in another, so few of those; and every other of the rest.
const specs = readScenarios().flatMap(({ name, previous, next, majors }, position) => [
  ...(thorough || position % 12 === 0
    ? [{ name: `${name}, before`, spec: previous, major: (majors[0] ?? 15) as Major }]
    : []),
  ...(thorough || position % 2 === 1
    ? [
        {
          name: `${name}, after`,
          spec: next,
          major: (position % 4 === 1 ? (majors[0] ?? 15) : (majors.at(-1) ?? 18)) as Major,
        },
      ]
    : []),
]);

test.for(specs.filter(({ spec }) => spec.trim() !== ''))(
  'built, read, imported and built again, $name is the same on PostgreSQL $major',
  ({ spec, major }) => holds(modelOf(spec), major),
);

async function holds(model: Model, major: Major): Promise<void> {
  const [original, rebuilt] = [await freshDatabase(major), await freshDatabase(major)];
  try {
    await runPlan(original.client, makePlan(pairOf(base, model), major));
    const found = await read(original);
    expect(found).toMatchObject({ notCovered: [], access: [], leftOut: [] });
    // Equal to the letter, but for how SQL is spelled.
    expect(withoutSpelling(found.model)).toEqual(withoutSpelling(model));

    const files = writeSpec(readable(found.model, grammar.readable, new Set()));
    const encoder = new TextEncoder();
    const imported = readSpec(
      files.map(({ name, text }) => ({ path: name, bytes: encoder.encode(text) })),
      grammar,
    );
    const { changes, unsettled } = await compare(found.model, imported, grammar);
    expect({ changes, unsettled }).toEqual({ changes: [], unsettled: undefined });

    await runPlan(rebuilt.client, makePlan(pairOf(base, imported), major));
    expect(await catalogOf(rebuilt.client)).toEqual(await catalogOf(original.client));
    const observed = await observeWithMigra(urlOf(original), urlOf(rebuilt), imported);
    expect({ status: observed.status, differences: observed.differences }).toEqual({
      status: 'agrees',
      differences: [],
    });
    const again = await compare((await read(rebuilt)).model, imported, grammar);
    expect({ changes: again.changes, unsettled: again.unsettled }).toEqual({
      changes: [],
      unsettled: undefined,
    });
  } finally {
    await Promise.all([original.drop(), rebuilt.drop()]);
  }
}

function urlOf({ url }: Pick<FreshDatabase, 'url'>) {
  return parseTargetUrl(url, 'DATABASE_URL');
}

async function read({ url }: FreshDatabase) {
  const session = await connect(urlOf({ url }), () => {});
  try {
    return await readCatalog(session, { kind: 'all' }, grammar);
  } finally {
    await session.close();
  }
}
