import { diff } from '../diff/diff.ts';
import type { Release } from '../release/chain.ts';
import { planFor } from '../release/generated.ts';
import { loadChain } from '../release/load-chain.ts';
import type { Project } from '../release/project.ts';
import { pairBetween } from './pair-between.ts';
import type { PlanResult } from './plan.ts';
import type { ProofChoice } from './proving/choice.ts';
import { proofOf } from './proving/proof-of.ts';
import { type State, stateName, stateNamed } from './states.ts';

/** Which ways are proven: between two states that people name, or each from one release to the next. */
export type ProofRange =
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  | { readonly kind: 'all' };

/**
 * Proves plans on scratch servers, each forward and backward.
 *
 * @throws DiagnosticError with what is wrong with the names, the spec or the releases
 */
export async function prove(
  project: Project,
  range: ProofRange,
  proving: ProofChoice,
): Promise<readonly PlanResult[]> {
  const { releases } = await loadChain(project);
  const results: PlanResult[] = [];
  for (const [from, to] of waysOf(range, releases)) {
    const pair = await pairBetween(project, releases, from, to);
    const plan = planFor(pair);
    const proof = await proofOf(pair, plan, proving);
    results.push({ from: stateName(from), to: stateName(to), changes: diff(pair), plan, proof });
  }
  return results;
}

function waysOf(range: ProofRange, releases: readonly Release[]): readonly (readonly [State, State])[] {
  if (range.kind === 'between') return [[stateNamed(range.from, releases), stateNamed(range.to, releases)]];
  const states: readonly State[] = [
    { kind: 'base' },
    ...releases.map((release) => ({ kind: 'release', release }) as const),
  ];
  return states.slice(1).map((to, index) => [states[index] as State, to]);
}
