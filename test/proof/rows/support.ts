import { fileURLToPath } from 'node:url';
import { loadModule, parseSync } from 'libpg-query';
import type { Model } from '../../../src/model/model.ts';
import type { Wanted } from '../../../src/proof/rows/index.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { ReleasedModels } from '../../../src/release/models.ts';
import { projectAt } from '../../../src/release/project.ts';

await loadModule();

/** The tree of one expression, as libpg-query gives it. */
export function parse(text: string): unknown {
  const [raw] = parseSync(`SELECT (${text}\n)`).stmts as readonly { stmt: Record<string, unknown> }[];
  const select = raw?.stmt['SelectStmt'] as { targetList: readonly { ResTarget: { val: unknown } }[] };
  return select.targetList[0]?.ResTarget.val;
}

export const wanted: Wanted = { perTable: 5, extremes: false, parse };

const project = projectAt(fileURLToPath(new URL('../../../spec', import.meta.url)));

/** LearnR's models at its releases, the oldest first. */
export async function learnrModels(): Promise<readonly Model[]> {
  const { releases } = await loadChain(project);
  const models = new ReleasedModels(releases);
  return Promise.all(releases.map(({ number }) => models.at(number)));
}
