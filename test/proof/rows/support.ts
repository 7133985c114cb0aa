import { fileURLToPath } from 'node:url';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import type { Model } from '../../../src/model/model.ts';
import type { Wanted } from '../../../src/proof/rows/index.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { ReleasedModels } from '../../../src/release/models.ts';
import { projectAt } from '../../../src/release/project.ts';

const grammar = await loadGrammar();

export const parse: Wanted['parse'] = (text) => grammar.expressionTree(text);

export const wanted: Wanted = { perTable: 5, extremes: false, certain: false, parse };

const project = projectAt(fileURLToPath(new URL('../../../spec', import.meta.url)));

/** LearnR's models at its releases, the oldest first. */
export async function learnrModels(): Promise<readonly Model[]> {
  const { releases } = await loadChain(project);
  const models = new ReleasedModels(releases);
  return Promise.all(releases.map(({ number }) => models.at(number)));
}
