import { isSettled } from '../database/executor/continuation.ts';
import { numbered } from '../database/executor/steps.ts';
import { hasJournal } from '../database/journal/format.ts';
import { emptyJournal, type Journal, readJournal } from '../database/journal/journal.ts';
import type { Passage } from '../database/journal/passage.ts';
import { position } from '../database/journal/position.ts';
import { preflight, usualPreflightLimits } from '../database/preflight/preflight.ts';
import { withTarget } from '../database/target/with-target.ts';
import type { PreflightView } from '../output/preflight/report.ts';
import { stem } from '../release/file-name.ts';
import { type Chain, loadChain } from '../release/load-chain.ts';
import { goalForward } from './goal.ts';
import { prepare } from './moving/prepare.ts';
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
    const { journal, from, to, passages } = await prepare(journey, true);
    const way = { passages, done: doneSteps(journal, passages), returning: new Set<never>() };
    const found = await preflight(session, way, usualPreflightLimits);
    const releases = passages.map((passage) => stem(passage.release));
    return { target: url.shown, from: nameOf(from, chain), to: nameOf(to, chain), releases, ...found };
  });
}

/** How many steps of the first way an interrupted run has done. */
export function doneSteps({ unfinished }: Journal, passages: readonly Passage[]): number {
  const [first] = passages;
  if (unfinished === undefined || first === undefined) return 0;
  const steps = numbered(first.plan).flatMap((batch) => batch.steps);
  const open = steps.findIndex((step) => !isSettled(unfinished, step));
  return open === -1 ? steps.length : open;
}

function nameOf(number: number, { releases }: Chain): string {
  const release = releases[number - 1];
  return release === undefined ? 'base' : stem(release);
}
