import { diff } from '../diff/diff.ts';
import type { PlanView } from '../output/plan/view.ts';
import { planFor } from '../release/generated.ts';
import { loadChain } from '../release/load-chain.ts';
import type { Project } from '../release/project.ts';
import { pairBetween } from './pair-between.ts';
import { type State, stateName, stateNamed } from './states.ts';

/**
 * Plans the way between two states that people name.
 *
 * @param backward swaps the two
 * @throws DiagnosticError with what is wrong with the names, the spec or the releases
 */
export async function plan(project: Project, from: string, to: string, backward: boolean): Promise<PlanView> {
  const { releases } = await loadChain(project);
  const named = [from, to].map((name) => stateNamed(name, releases)) as [State, State];
  const [start, end] = backward ? [named[1], named[0]] : named;
  const pair = await pairBetween(project, releases, start, end);
  return { from: stateName(start), to: stateName(end), changes: diff(pair), plan: planFor(pair) };
}
