import { pairOf } from '../diff/pair.ts';
import { base, type Model } from '../model/model.ts';
import type { Plan } from '../plan/plan.ts';
import { planFor } from '../release/generated.ts';
import { loadChain } from '../release/load-chain.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';
import { renderSections } from '../release/sections.ts';
import { positionOf, type StateName, stateName, stateNamed } from './states.ts';
import { readWorking } from './working.ts';

/** A state of the schema, resolved whole. What it costs to have it in a form is only paid for that form. */
export type Shown = {
  readonly state: StateName;
  readonly model: () => Promise<Model>;
  /** All objects as one spec document. */
  readonly yaml: () => Promise<string>;
  /** The plan from the empty schema. */
  readonly plan: () => Promise<Plan>;
};

/** @throws DiagnosticError where there is no such release, or something is wrong with the releases or the spec */
export async function show(project: Project, name: string): Promise<Shown> {
  const { releases } = await loadChain(project);
  const state = stateNamed(name, releases);
  const models = new ReleasedModels(releases);
  const model = async () =>
    state.kind === 'working' ? (await readWorking(project)).model : models.at(positionOf(state));
  const documents = async () =>
    state.kind === 'working' ? (await readWorking(project)).documents : models.documentsAt(positionOf(state));
  return {
    state: stateName(state),
    model,
    yaml: async () => {
      const { postgresql, objects } = await documents();
      return [`postgresql: ${postgresql}\n`, renderSections(objects)]
        .filter((part) => part !== '')
        .join('\n');
    },
    plan: async () => planFor(pairOf(base, await model())),
  };
}
