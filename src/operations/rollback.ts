import type { Passage } from '../database/target/passage.ts';
import { withTarget } from '../database/target/with-target.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { stem } from '../release/file-name.ts';
import { loadChain } from '../release/load-chain.ts';
import { version } from '../version.ts';
import { goalBackward } from './goal.ts';
import { move } from './move.ts';
import { rootOf } from './root.ts';
import type { Distance, Moved, TargetRequest } from './target-request.ts';

/**
 * Takes a target back to a release, by default by one.
 *
 * @param allowDataLoss whether tables and columns may go with what is in them
 * @throws DiagnosticError with what is wrong with the releases, what is generated from them, or the target; `data-loss`
 */
export async function rollback(
  request: TargetRequest,
  distance: Distance,
  allowDataLoss: boolean,
): Promise<Moved> {
  const { project, target, onEvent } = request;
  const chain = await loadChain(project);
  const goal = goalBackward(distance, chain.releases);
  return withTarget(target, rootOf(project), onEvent, (session) =>
    move({
      ...{ project, session, chain, direction: 'backward', goal, onEvent },
      approve: (passages) => approve(passages, allowDataLoss),
      toolVersion: version,
    }),
  );
}

function approve(passages: readonly Passage[], allowDataLoss: boolean): void {
  const problems = allowDataLoss ? [] : passages.flatMap(refused);
  if (problems.length > 0) throw new DiagnosticError(problems);
}

function refused({ release, plan }: Passage): readonly Diagnostic[] {
  return plan.losses.map(({ kind, name }) => ({
    code: 'data-loss',
    message: `rolling back release ${stem(release)} would destroy ${kind} ${name} with what is in it`,
    help: 'Nothing was run. If that is what you want, add --allow-data-loss.',
  }));
}
