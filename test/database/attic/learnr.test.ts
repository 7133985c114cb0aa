import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { objectsOf } from '../../../src/model/element.ts';
import type { Model } from '../../../src/model/model.ts';
import { insertRows, rowsForPair } from '../../../src/proof/rows/index.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { ReleasedModels } from '../../../src/release/models.ts';
import { projectAt } from '../../../src/release/project.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { inAttic, releasesOfModels, rowsOf, runWell, thorough, told } from './support.ts';

test('LearnR with rows goes back to its first release and forward again, and is what it was', async () => {
  const { releases } = await loadChain(projectAt(fileURLToPath(new URL('../../../spec', import.meta.url))));
  const models = new ReleasedModels(releases);
  const numbers = releases.map(({ number }) => number).slice(0, thorough ? undefined : 2);
  const all: Model[] = [];
  for (const number of numbers) all.push(await models.at(number));
  const last = all.at(-1) as Model;
  const grammar = await loadGrammar();
  const ways = releasesOfModels(all);
  const database = await freshDatabase(17);
  try {
    await runWell(database.url, ...numbers.map(ways.forward));
    const rows = rowsForPair(pairOf(last, last), {
      ...{ perTable: 3, extremes: false, certain: true },
      parse: (text) => grammar.expressionTree(text),
    });
    expect(await insertRows(database.client, rows)).toEqual([]);
    const queries = objectsOf(last, 'table').map(
      ({ name }) => `SELECT '${name}', to_jsonb(t) FROM ${quoteName(name)} AS t ORDER BY to_jsonb(t)::text`,
    );
    const before = await rowsOf(database.url, ...queries);
    const later = numbers.filter((number) => number > 1);
    const kept = told(await runWell(database.url, ...later.toReversed().map(ways.backward)));
    expect(kept.length).toBeGreaterThan(10);
    const back = told(await runWell(database.url, ...later.map(ways.forward)));
    expect(back.filter((line) => line.includes('left'))).toEqual([]);
    expect(await rowsOf(database.url, ...queries, inAttic)).toEqual([...before, []]);
  } finally {
    await database.drop();
  }
});
