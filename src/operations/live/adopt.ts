import { align } from '../../compare/align.ts';
import { hasJournal } from '../../database/journal/format.ts';
import { emptyJournal, readJournal } from '../../database/journal/journal.ts';
import { lockTarget } from '../../database/journal/lock.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { checkWritable } from '../../database/target/writable.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { diff } from '../../diff/diff.ts';
import { pairOf } from '../../diff/pair.ts';
import { loadGrammar } from '../../grammar/grammar.ts';
import type { Release } from '../../release/chain.ts';
import { stem } from '../../release/file-name.ts';
import { loadChain } from '../../release/load-chain.ts';
import { ReleasedModels } from '../../release/models.ts';
import { rootOf } from '../root.ts';
import { stateName } from '../states.ts';
import type { TargetRequest } from '../target-request.ts';
import { restrict } from './scope.ts';
import { record } from './stamp.ts';
import { type Found, find, type Reading, type Verification, verifyAgainst } from './verification.ts';

/** The release that a database without a journal is at, or is nearest to. */
export type Adopted = {
  readonly release: Pick<Release, 'number' | 'slug' | 'title'>;
  /** Whether the database is equal to the release, and its journal says so now. */
  readonly adopted: boolean;
  readonly verification: Verification;
};

/**
 * Finds the release whose schema a database has that something else built, and records it in a new journal. Where none fits nothing is
 * recorded.
 *
 * @throws DiagnosticError `already-adopted` where there is a journal with releases; `releases-missing` where the project has none
 */
export async function adopt({ project, target, onEvent }: TargetRequest, reading: Reading): Promise<Adopted> {
  const [{ releases }, grammar] = await Promise.all([loadChain(project), loadGrammar()]);
  if (releases.length === 0)
    fail(
      'releases-missing',
      'the project has no releases that a database could be at',
      'Make one first: learnr-schema release initial_schema. To write a spec from the database, run: learnr-schema import',
    );
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    await checkWritable(session);
    await lockTarget(session.client, onEvent);
    const journal = (await hasJournal(session.client)) ? await readJournal(session.client) : emptyJournal;
    const current = journal.unfinished?.release ?? journal.releases.at(-1);
    if (current !== undefined)
      fail(
        'already-adopted',
        `${session.url.shown} has a journal, which says that it is at release ${stem(current)}`,
        'To see whether that is so, run: learnr-schema verify',
      );
    const found = await find(session, reading, grammar);
    const models = new ReleasedModels(releases);
    const release = await nearest(found, releases, models);
    const verification = await verifyAgainst(
      found,
      stateName({ kind: 'release', release }),
      await models.at(release.number),
    );
    const adopted = verification.changes.length === 0;
    if (adopted) await record(session, releases.slice(0, release.number));
    const { number, slug, title } = release;
    return { release: { number, slug, title }, adopted, verification };
  });
}

/** The release with the fewest differences; among equals the last. */
async function nearest(
  { catalog, reading: { schemas }, grammar }: Found,
  releases: readonly Release[],
  models: ReleasedModels,
): Promise<Release> {
  const live = restrict(catalog.model, schemas);
  let best: { readonly release: Release; readonly differences: number } | undefined;
  for (const release of releases) {
    const wanted = restrict(await models.at(release.number), schemas);
    const differences = diff(pairOf(align(live, wanted, wanted, grammar.meaning), wanted)).length;
    if (best === undefined || differences <= best.differences) best = { release, differences };
  }
  return (best as { readonly release: Release }).release;
}
