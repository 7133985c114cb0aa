import type { Direction } from '../../src/database/journal/passage.ts';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { apply } from '../../src/operations/apply.ts';
import { type MoveSettings, usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import { planFor } from '../../src/release/generated.ts';
import { loadChain } from '../../src/release/load-chain.ts';
import { ReleasedModels } from '../../src/release/models.ts';
import type { Project } from '../../src/release/project.ts';
import type { Statement } from '../../src/sql/statement.ts';
import type { Databases } from './databases.ts';

/** The way to a release of a project, or back from it, that is run, interrupted, and run again. */
export type Subject = {
  readonly name: string;
  readonly databases: Databases;
  /** The database that each run gets a copy of. */
  readonly template: string;
  /** Whether a run may be interrupted before it begins with the release, too. */
  readonly fromStart: boolean;
  /** Of its plan. */
  readonly statements: readonly Statement[];
  /** Runs it to its end, or goes on with it, as the command does. */
  run(url: string, onEvent: (event: TargetEvent) => void): Promise<void>;
};

/**
 * @param release its number
 * @param template a database where the way starts
 */
export async function subjectOf(
  name: string,
  project: Project,
  release: number,
  direction: Direction,
  databases: Databases,
  template: string,
): Promise<Subject> {
  const models = new ReleasedModels((await loadChain(project)).releases);
  const there = pairOf(await models.at(release - 1), await models.at(release));
  const { batches } = planFor(direction === 'forward' ? there : swap(there));
  return {
    ...{ name: `${name} ${direction}`, databases, template, fromStart: false },
    statements: batches.flatMap(({ steps }) => steps.map(({ statement }) => statement)),
    run: (url, onEvent) => goTo(project, url, direction, release, onEvent),
  };
}

/** Both ways of a release; the second starts where the first ends. */
export async function bothWays(
  name: string,
  project: Project,
  release: number,
  databases: Databases,
  template: string,
): Promise<readonly [Subject, Subject]> {
  const forward = await subjectOf(name, project, release, 'forward', databases, template);
  const there = `${template}_there`;
  await databases.copy(template, there);
  await forward.run(databases.urlOf(there), () => {});
  return [forward, await subjectOf(name, project, release, 'backward', databases, there)];
}

/** Takes a database forward to a release of a project, or back to the one before it. */
export async function goTo(
  project: Project,
  url: string,
  direction: Direction,
  release: number,
  onEvent: (event: TargetEvent) => void,
): Promise<void> {
  const target = { kind: 'url', url: parseTargetUrl(url, '--database-url') } as const;
  const request = { project, target, onEvent };
  if (direction === 'forward') await apply(request, { kind: 'release', name: numbered(release) }, settings);
  else await rollback(request, { kind: 'release', name: numbered(release - 1) }, settings);
}

/** What cannot be kept is let go: that is none of what is tried here. */
const settings: MoveSettings = { ...usualSettings, discardData: true };

function numbered(release: number): string {
  return release === 0 ? 'base' : String(release).padStart(3, '0');
}
