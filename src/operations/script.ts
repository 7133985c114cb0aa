import { journaledScript, type Script, scriptText } from '../database/executor/script.ts';
import type { Direction } from '../database/journal/passage.ts';
import { fail } from '../diagnostic/diagnostic.ts';
import { loadChain } from '../release/load-chain.ts';
import type { Project } from '../release/project.ts';
import { version } from '../version.ts';
import { goalBackward, goalForward } from './goal.ts';
import { reviewedPassages } from './moving/reviewed.ts';
import { positionOf, stateNamed } from './states.ts';
import type { Distance } from './target-request.ts';

/** What a script is to do. */
export type ScriptRequest = {
  readonly project: Project;
  readonly direction: Direction;
  /** The release to start at, as people name it; absent: base forward, head backward. */
  readonly from: string | undefined;
  readonly distance: Distance;
};

/**
 * The script for psql that does what `apply` or `rollback` would, with their entries in the journal. No database is needed.
 *
 * @throws DiagnosticError with what is wrong with the releases or what is generated from them; `unknown-release`, `release-behind`,
 *   `release-ahead`
 */
export async function scriptFor(request: ScriptRequest): Promise<string> {
  return scriptText(await scriptOf(request));
}

/** The same in its parts. */
export async function scriptOf({ project, direction, from, distance }: ScriptRequest): Promise<Script> {
  const chain = await loadChain(project);
  const { releases } = chain;
  const state = stateNamed(from ?? (direction === 'forward' ? 'base' : 'head'), releases);
  if (state.kind === 'working')
    fail('unknown-release', 'working is the spec as it stands, and no database is at it', 'Name a release.');
  const start = positionOf(state);
  const goalFrom = direction === 'forward' ? goalForward : goalBackward;
  const goal = goalFrom(distance, releases)(start);
  const numbers = Array.from({ length: Math.abs(goal - start) }, (_, index) =>
    direction === 'forward' ? start + 1 + index : start - index,
  );
  const passages = await reviewedPassages(project, chain, numbers, direction);
  return journaledScript(releases.slice(0, start), passages, version);
}
