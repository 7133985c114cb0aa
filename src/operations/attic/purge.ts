import { type ListedEntry, listAttic } from '../../database/attic/listing.ts';
import { purgeEntry } from '../../database/attic/purge.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { rootOf } from '../root.ts';
import type { TargetRequest } from '../target-request.ts';
import type { Attic } from './list.ts';
import { entryOf, workOn } from './work.ts';

/** What is to go. */
export type Purge = {
  readonly choice:
    | { readonly kind: 'all' }
    | { readonly kind: 'ids'; readonly ids: readonly string[] }
    /** What has been there for longer. */
    | { readonly kind: 'older'; readonly milliseconds: number };
  /** Asked with what would go; what it throws keeps it. */
  readonly confirm: (entries: readonly ListedEntry[]) => Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * Destroys what is in the attic.
 *
 * @returns what went
 * @throws DiagnosticError `attic-unknown`, and what `confirm` throws
 */
export async function purgeAttic(
  { project, target, onEvent }: TargetRequest,
  { choice, confirm, signal, now }: Purge,
): Promise<Attic> {
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const { client, url } = session;
    // Nobody is kept out while a person thinks.
    const chosen = chosenOf(await listAttic(client), choice, now);
    if (chosen.length === 0) return { target: url.shown, entries: [] };
    await confirm(chosen);
    const work = await workOn(session, onEvent, signal);
    const still = new Set((await listAttic(client)).map(({ id }) => id));
    const entries = chosen.filter(({ id }) => still.has(id));
    for (const entry of entries) {
      work.checkpoint();
      await purgeEntry(work, entry);
    }
    return { target: url.shown, entries };
  });
}

function chosenOf(
  entries: readonly ListedEntry[],
  choice: Purge['choice'],
  now: number,
): readonly ListedEntry[] {
  switch (choice.kind) {
    case 'all':
      return entries;
    case 'ids':
      return choice.ids.map((id) => entryOf(entries, id));
    case 'older':
      return entries.filter(
        ({ keptAt, beganAt }) => (keptAt ?? beganAt).getTime() < now - choice.milliseconds,
      );
  }
}
