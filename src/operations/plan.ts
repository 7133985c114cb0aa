import type { Change } from '../diff/change.ts';
import { diff } from '../diff/diff.ts';
import type { Plan } from '../plan/plan.ts';
import { planFor } from '../release/generated.ts';
import { loadChain } from '../release/load-chain.ts';
import type { Project } from '../release/project.ts';
import { pairBetween } from './pair-between.ts';
import type { ProofChoice } from './proving/choice.ts';
import { type ProofOutcome, proofOf } from './proving/proof-of.ts';
import { type State, type StateName, stateName, stateNamed } from './states.ts';

/** The plan between two states, and the changes that it makes. */
export type PlanResult = {
  readonly from: StateName;
  readonly to: StateName;
  readonly changes: readonly Change[];
  readonly plan: Plan;
  readonly proof: ProofOutcome;
};

/**
 * Plans the way between two states that people name.
 *
 * @param backward swaps the two
 * @param proving whether the plan is run on a scratch server, and which
 * @throws DiagnosticError with what is wrong with the names, the spec or the releases
 */
export async function plan(
  project: Project,
  from: string,
  to: string,
  backward: boolean,
  proving: ProofChoice,
): Promise<PlanResult> {
  const { releases } = await loadChain(project);
  const named = [from, to].map((name) => stateNamed(name, releases)) as [State, State];
  const [start, end] = backward ? [named[1], named[0]] : named;
  const pair = await pairBetween(project, releases, start, end);
  const plan = planFor(pair);
  const proof = await proofOf(pair, plan, proving);
  return { from: stateName(start), to: stateName(end), changes: diff(pair), plan, proof };
}
