import { hasJournal } from '../database/journal/format.ts';
import { type PastEntry, type PastRelease, readHistory } from '../database/journal/history.ts';
import { withTarget } from '../database/target/with-target.ts';
import { titleFromSlug } from '../release/file-name.ts';
import { loadChain } from '../release/load-chain.ts';
import { rootOf } from './root.ts';
import type { TargetRequest } from './target-request.ts';

/** What was ever run on a target, as far as its journal knows. */
export type History = {
  /** Without its password. */
  readonly target: string;
  readonly server: string;
  /** Without one, nothing was ever run. */
  readonly journal: boolean;
  /** The oldest first. */
  readonly entries: readonly TitledEntry[];
};

export type TitledEntry = PastEntry & { readonly release: PastRelease & { readonly title: string } };

/**
 * Reads what a target remembers, and changes nothing on it.
 *
 * @throws DiagnosticError with what is wrong with the releases, or where the target cannot be read
 */
export async function history({ project, target, onEvent }: TargetRequest): Promise<History> {
  const { releases } = await loadChain(project);
  return withTarget(target, rootOf(project), onEvent, async ({ client, url, server }) => {
    const journal = await hasJournal(client);
    const entries = journal ? await readHistory(client) : [];
    return {
      target: url.shown,
      server: server.text,
      journal,
      entries: entries.map((entry) => ({
        ...entry,
        release: { ...entry.release, title: titleOf(entry.release, releases) },
      })),
    };
  });
}

/** Releases that have been rolled back are in the journal without their title; that of another file would be another's. */
function titleOf(
  { number, slug, checksum, title }: PastRelease,
  releases: readonly (PastRelease & { readonly title: string })[],
): string {
  const atHand = releases[number - 1];
  return title ?? (atHand?.checksum === checksum ? atHand.title : titleFromSlug(slug));
}
