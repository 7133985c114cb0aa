import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Direction } from '../../src/database/journal/passage.ts';
import { pairOf } from '../../src/diff/pair.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';
import { insertRows, rowsForPair } from '../../src/proof/rows/index.ts';
import { loadChain } from '../../src/release/load-chain.ts';
import { ReleasedModels } from '../../src/release/models.ts';
import { projectAt } from '../../src/release/project.ts';
import { scratchServer } from '../support/postgres.ts';
import { type Databases, databasesOf, newName } from './databases.ts';
import { each } from './pool.ts';
import { trialsAt } from './sample.ts';
import { bothWays, goTo, type Subject, subjectOf } from './subject.ts';
import { all, isTurn, tallyOf } from './tally.ts';
import { referenceOf, tryOut } from './trial.ts';

const project = projectAt(fileURLToPath(new URL('../../spec', import.meta.url)));
const { releases } = await loadChain(project);
const models = new ReleasedModels(releases);
const grammar = await loadGrammar();
const tally = tallyOf("LearnR's releases");

let databases: Databases;

beforeAll(async () => {
  databases = await databasesOf(scratchServer(17));
});

afterAll(() => databases.close());

/** Of the releases, one that has most kinds of steps. */
const chosen = releases.filter(({ slug }) => all || slug === 'v2_1_features');

test.for(chosen)('release $number, forward and back', { timeout: 1_200_000 }, async ({ number }) => {
  const subjects = await learnrSubjects(number);
  for (const subject of subjects) {
    const reference = await referenceOf(subject);
    const trials = reference.points
      .flatMap(trialsAt)
      .filter((_, position) => (all ? isTurn(position) : position % 101 === 0));
    await each(trials, 3, async ({ point, death }) => {
      tally.note(subject, reference, point, death, await tryOut(subject, reference, point, death));
    });
  }
  for (const { template } of subjects) await databases.drop(template);
  tally.expectNone();
});

async function learnrSubjects(release: number): Promise<readonly Subject[]> {
  const template = newName();
  await databases.create(template);
  if (release > 1) await goTo(project, databases.urlOf(template), 'forward', release - 1, () => {});
  const rows = rowsForPair(pairOf(await models.at(release - 1), await models.at(release)), {
    ...{ perTable: 3, extremes: false, certain: true },
    parse: (text) => grammar.expressionTree(text),
  });
  const client = await databases.connect(template);
  expect(await insertRows(client, rows)).toEqual([]);
  await client.end();
  const way = (direction: Direction, from: string) =>
    subjectOf(`release ${release}`, project, release, direction, databases, from);
  return bothWays(way, databases, template);
}
