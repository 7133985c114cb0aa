import { type Pair, pairOf, swap } from '../diff/pair.ts';
import type { Model } from '../model/model.ts';
import type { Release } from '../release/chain.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';
import { composeRenames } from './compose-renames.ts';
import { positionOf, type State } from './states.ts';
import { readWorking } from './working.ts';

/**
 * The pair from one state to another, in either direction: a way back is the way there, swapped. Across several releases the
 * renames of each are followed.
 *
 * @throws DiagnosticError with what is wrong with the spec or the releases
 */
export async function pairBetween(
  project: Project,
  releases: readonly Release[],
  from: State,
  to: State,
): Promise<Pair> {
  const models = new ReleasedModels(releases);
  if (positionOf(from) > positionOf(to)) return swap(await forward(project, releases, models, to, from));
  return forward(project, releases, models, from, to);
}

async function forward(
  project: Project,
  releases: readonly Release[],
  models: ReleasedModels,
  from: State,
  to: State,
): Promise<Pair> {
  const last = to.kind === 'working' ? releases.length : positionOf(to);
  const first = from.kind === 'working' ? last : positionOf(from);
  const working = to.kind === 'working' ? await workingAfter(project, await models.at(last)) : undefined;
  if (from.kind === 'working') return pairOf(working as Model, working as Model);
  const way = await releasesBetween(models, releases, first, last);
  return along(working === undefined ? way : [...way, working]);
}

/** The spec as it stands, if what it says of renames fits what came before it. */
async function workingAfter(project: Project, head: Model): Promise<Model> {
  return (await readWorking(project, head)).model;
}

/** The models to go through: those in between only where something is renamed on the way. */
async function releasesBetween(
  models: ReleasedModels,
  releases: readonly Release[],
  first: number,
  last: number,
): Promise<readonly Model[]> {
  const renames = first > 0 && releases.slice(first, last).some(({ text }) => text.includes('renamed_from'));
  const numbers = renames
    ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
    : [...new Set([first, last])];
  return Promise.all(numbers.map((number) => models.at(number)));
}

function along(way: readonly Model[]): Pair {
  const [start, ...rest] = way as [Model, ...Model[]];
  if (rest.length === 0) return pairOf(start, start);
  let pair = pairOf(start, rest[0] as Model);
  for (const next of rest.slice(1)) {
    const step = pairOf(pair.next, next);
    pair = { previous: start, next, renames: composeRenames(start, pair.renames, step.renames) };
  }
  return pair;
}
