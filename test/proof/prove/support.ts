import { openScratch, type ScratchDatabase, type ScratchSpace } from '../../../src/database/scratch/space.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { type Pair, pairOf, swap } from '../../../src/diff/pair.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import type { Major } from '../../../src/model/model.ts';
import type { Proof } from '../../../src/proof/proof.ts';
import { prove } from '../../../src/proof/prove.ts';
import { planFor } from '../../../src/release/generated.ts';
import { modelOf } from '../../support/model.ts';
import { scratchServer } from '../../support/postgres.ts';

export const grammar = await loadGrammar();

/** A space on the server that all tests share, which remembers what it makes. */
export type OpenSpace = ScratchSpace & { readonly made: readonly ScratchDatabase[] };

export async function openSpace(major: Major, url = scratchServer(major)): Promise<OpenSpace> {
  const space = await openScratch({ kind: 'url', url: parseTargetUrl(url, 'the scratch server') });
  const made: ScratchDatabase[] = [];
  return {
    ...space,
    made,
    makeDatabase: async () => {
      const database = await space.makeDatabase();
      made.push(database);
      return database;
    },
  };
}

/** Proves the way of a pair as the commands do. */
export async function provePair(pair: Pair, major: Major): Promise<Proof> {
  const space = await openSpace(major);
  try {
    return await prove({ pair, forward: planFor(pair), backward: planFor(swap(pair)), space, grammar });
  } finally {
    await space.close();
  }
}

export function pairOfSpecs(previous: string, next: string): Pair {
  return pairOf(modelOf(previous), modelOf(next));
}
