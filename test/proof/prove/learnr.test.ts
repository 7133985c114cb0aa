import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { majors } from '../../../src/model/model.ts';
import { pairBetween } from '../../../src/operations/pair-between.ts';
import { stateNamed } from '../../../src/operations/states.ts';
import { loadChain } from '../../../src/release/load-chain.ts';
import { projectAt } from '../../../src/release/project.ts';
import { provePair } from './support.ts';

const project = projectAt(fileURLToPath(new URL('../../../spec', import.meta.url)));
const { releases } = await loadChain(project);

const ways = [
  ['base', '001'],
  ['001', '002'],
  ['002', '003'],
  ['base', '003'],
] as const;

describe.concurrent.each(majors)("LearnR's releases on PostgreSQL %i", (major) => {
  test.for(ways)('%s → %s is proven, there and back', async ([from, to], { expect }) => {
    const [start, end] = [stateNamed(from, releases), stateNamed(to, releases)];
    const proof = await provePair(await pairBetween(project, releases, start, end), major);
    expect(proof).toMatchObject({ proven: true, rowProblems: [] });
    expect(proof.server.startsWith(`${major}.`)).toBe(true);
    expect(proof.passes.map(({ direction }) => direction)).toEqual(['forward', 'backward', 'forward again']);
    for (const { rows, differences } of proof.passes) {
      expect(differences).toEqual([]);
      expect(rows).toMatchObject({ lost: [] });
      if (from !== 'base') expect(rows?.checked).toBeGreaterThan(0);
    }
    const statuses = proof.passes.slice(0, 2).map(({ observations }) => observations[0]?.status);
    expect(statuses).toEqual(['agrees', 'agrees']);
  });
});
