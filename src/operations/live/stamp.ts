import { ensureJournal, hasJournal, journalFormat } from '../../database/journal/format.ts';
import { emptyJournal, readJournal } from '../../database/journal/journal.ts';
import { lockTarget } from '../../database/journal/lock.ts';
import { position, refuseHalfDone } from '../../database/journal/position.ts';
import { stampReleases } from '../../database/journal/stamp.ts';
import type { Session } from '../../database/target/session.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { checkWritable } from '../../database/target/writable.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { loadGrammar } from '../../grammar/grammar.ts';
import type { Release } from '../../release/chain.ts';
import { loadChain } from '../../release/load-chain.ts';
import { version } from '../../version.ts';
import { rootOf } from '../root.ts';
import { positionOf, stateName, stateNamed } from '../states.ts';
import type { TargetRequest } from '../target-request.ts';
import { modelOf } from './model-of.ts';
import { find, type Reading, type Verification, verifyAgainst } from './verification.ts';

/** What stamping did to the journal, and what the catalog says of it. */
export type Stamped = {
  /** Numbers of releases; 0 is base. */
  readonly from: number;
  readonly to: number;
  /** False where the catalog differs and nobody said to stamp it all the same. */
  readonly stamped: boolean;
  readonly verification: Verification;
};

/**
 * Records in the journal of a target that it is at a release, without running anything. Where the catalog differs from the release
 * nothing is recorded, unless forced.
 *
 * @throws DiagnosticError with what is wrong with the name, the releases or the target; `half-done` where a run was interrupted,
 *   unless forced
 */
export async function stamp(
  { project, target, onEvent }: TargetRequest,
  name: string,
  reading: Reading,
  force: boolean,
): Promise<Stamped> {
  const [{ releases }, grammar] = await Promise.all([loadChain(project), loadGrammar()]);
  const state = stateNamed(name, releases);
  if (state.kind === 'working')
    return fail(
      'unknown-release',
      'working is the spec as it stands, and a journal holds releases only',
      'Make a release of it first: learnr-schema release SLUG',
    );
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    await checkWritable(session);
    await lockTarget(session.client, onEvent);
    const from = await positionNow(session, force);
    const wanted = await modelOf(project, releases, state);
    const verification = await verifyAgainst(await find(session, reading, grammar), stateName(state), wanted);
    const stamped = verification.changes.length === 0 || force;
    const to = positionOf(state);
    if (stamped) await record(session, releases.slice(0, to));
    return { from, to, stamped, verification };
  });
}

async function positionNow({ client }: Session, force: boolean): Promise<number> {
  const journal = (await hasJournal(client)) ? await readJournal(client) : emptyJournal;
  const { unfinished } = journal;
  if (unfinished !== undefined && !force)
    refuseHalfDone(
      unfinished,
      'Finish that first with `apply` or `rollback`; to forget that run, add --force.',
    );
  return position(journal);
}

/** The target has these releases from now on, and no others. Only with the lock of the target. */
export async function record({ client }: Session, releases: readonly Release[]): Promise<void> {
  await ensureJournal(client, version, await journalFormat(client));
  await stampReleases(client, releases, version);
}
