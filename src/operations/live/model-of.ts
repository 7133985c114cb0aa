import type { Model } from '../../model/model.ts';
import type { Release } from '../../release/chain.ts';
import { ReleasedModels } from '../../release/models.ts';
import type { Project } from '../../release/project.ts';
import { positionOf, type State } from '../states.ts';
import { readWorking } from '../working.ts';

/** The model of a state that people can name. */
export async function modelOf(project: Project, releases: readonly Release[], state: State): Promise<Model> {
  if (state.kind === 'working') return (await readWorking(project)).model;
  return new ReleasedModels(releases).at(positionOf(state));
}
