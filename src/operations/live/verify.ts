import { hasJournal } from '../../database/journal/format.ts';
import { emptyJournal, readJournal } from '../../database/journal/journal.ts';
import { checkJournal, position, refuseHalfDone } from '../../database/journal/position.ts';
import type { OnEvent } from '../../database/target/events.ts';
import type { Session } from '../../database/target/session.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { loadGrammar } from '../../grammar/grammar.ts';
import type { Release } from '../../release/chain.ts';
import { loadChain } from '../../release/load-chain.ts';
import { rootOf } from '../root.ts';
import { type State, stateName, stateNamed } from '../states.ts';
import type { TargetRequest } from '../target-request.ts';
import { modelOf } from './model-of.ts';
import { find, type Reading, type Verification, verifyAgainst } from './verification.ts';

/**
 * Compares a target with a release, and changes nothing.
 *
 * @param name of a release, or `working`; absent: the release that the journal of the target states
 * @throws DiagnosticError `journal-missing` where neither says which release; what is wrong with releases or target
 */
export async function verify(
  { project, target, onEvent }: TargetRequest,
  name: string | undefined,
  reading: Reading,
): Promise<Verification> {
  const [{ releases }, grammar] = await Promise.all([loadChain(project), loadGrammar()]);
  const named = name === undefined ? undefined : stateNamed(name, releases);
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const state = named ?? (await statedRelease(session, releases, onEvent));
    const wanted = await modelOf(project, releases, state);
    return verifyAgainst(await find(session, reading, grammar), stateName(state), wanted);
  });
}

/** The state that the journal of the target says it is in. */
async function statedRelease(
  { client, url }: Session,
  releases: readonly Release[],
  onEvent: OnEvent,
): Promise<State> {
  const journal = (await hasJournal(client)) ? await readJournal(client) : emptyJournal;
  checkJournal(journal, releases);
  const { unfinished } = journal;
  if (unfinished !== undefined)
    refuseHalfDone(unfinished, 'Finish that first, or name the release to compare with.');
  for (const { title } of journal.deferred)
    onEvent({ kind: 'warning', message: `left for a later apply, so what it makes is missing: ${title}` });
  const release = releases[position(journal) - 1];
  if (release === undefined)
    return fail(
      'journal-missing',
      `${url.shown} has no journal that says which release it is at`,
      'Name the release to compare with, such as `learnr-schema verify head`; `learnr-schema adopt` finds the one that fits.',
    );
  return { kind: 'release', release };
}
