import { hasJournal } from '../database/journal/format.ts';
import { emptyJournal, readJournal } from '../database/journal/journal.ts';
import { position } from '../database/journal/position.ts';
import { withTarget } from '../database/target/with-target.ts';
import type { PreflightView } from '../output/preflight/report.ts';
import { stem } from '../release/file-name.ts';
import { type Chain, loadChain } from '../release/load-chain.ts';
import { goalForward } from './goal.ts';
import { prepare } from './moving/prepare.ts';
import { preflightFor } from './moving/rows.ts';
import { rootOf } from './root.ts';
import type { TargetRequest } from './target-request.ts';

/**
 * Looks for what the way from where a target is to a release would fail of, in either direction; changes nothing.
 *
 * @param release as people name it: `head`, `base`, `002`
 * @throws DiagnosticError with what is wrong with the releases, what is generated from them, or the target
 */
export async function preflightTarget(
  { project, target, onEvent }: TargetRequest,
  release: string,
): Promise<PreflightView> {
  const chain = await loadChain(project);
  // Of nothing that is behind it; what is, is gone back to.
  const goal = goalForward({ kind: 'release', name: release }, chain.releases)(0);
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const { client, url } = session;
    const at = position((await hasJournal(client)) ? await readJournal(client) : emptyJournal);
    const direction = goal < at ? 'backward' : 'forward';
    const journey = { ...{ project, session, chain, onEvent }, direction, goal: () => goal } as const;
    const prepared = await prepare(journey, true);
    const { from, to, passages } = prepared;
    const found = await preflightFor(session, prepared);
    const releases = passages.map((passage) => stem(passage.release));
    return { target: url.shown, from: nameOf(from, chain), to: nameOf(to, chain), releases, ...found };
  });
}

function nameOf(number: number, { releases }: Chain): string {
  const release = releases[number - 1];
  return release === undefined ? 'base' : stem(release);
}
