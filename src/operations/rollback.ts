import { withTarget } from '../database/target/with-target.ts';
import { loadChain } from '../release/load-chain.ts';
import { version } from '../version.ts';
import { goalBackward } from './goal.ts';
import { move } from './moving/move.ts';
import type { MoveSettings } from './moving/settings.ts';
import { rootOf } from './root.ts';
import type { Distance, Moved, TargetRequest } from './target-request.ts';

/**
 * Takes a target back to an earlier release, by default by one.
 *
 * @throws DiagnosticError with what is wrong with the releases, what is generated from them, or the target
 */
export async function rollback(
  { project, target, onEvent }: TargetRequest,
  distance: Distance,
  settings: MoveSettings,
): Promise<Moved> {
  const chain = await loadChain(project);
  const goal = goalBackward(distance, chain.releases);
  return withTarget(target, rootOf(project), onEvent, (session) =>
    move({ project, session, chain, direction: 'backward', goal, onEvent, settings, toolVersion: version }),
  );
}
