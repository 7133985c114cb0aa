import type { Session } from '../database/target/session.ts';
import { withTarget } from '../database/target/with-target.ts';
import { loadChain } from '../release/load-chain.ts';
import { version } from '../version.ts';
import { goalForward } from './goal.ts';
import { move } from './moving/move.ts';
import type { MoveSettings } from './moving/settings.ts';
import { rootOf } from './root.ts';
import type { Distance, Moved, TargetRequest } from './target-request.ts';

/**
 * Takes a target forward to a release, by default to head.
 *
 * @throws DiagnosticError with what is wrong with the releases, what is generated from them, or the target
 */
export async function apply(
  request: TargetRequest,
  distance: Distance,
  settings: MoveSettings,
): Promise<Moved> {
  const run = await prepareApply(request, distance, settings);
  return withTarget(request.target, rootOf(request.project), request.onEvent, run);
}

/** Reads the releases, before any target is spoken to; what comes back takes a target forward. */
export async function prepareApply(
  { project, onEvent }: Pick<TargetRequest, 'project' | 'onEvent'>,
  distance: Distance,
  settings: MoveSettings,
): Promise<(session: Session) => Promise<Moved>> {
  const chain = await loadChain(project);
  const goal = goalForward(distance, chain.releases);
  return (session) =>
    move({ project, session, chain, direction: 'forward', goal, onEvent, settings, toolVersion: version });
}
