import { type ListedEntry, listAttic } from '../../database/attic/listing.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { rootOf } from '../root.ts';
import type { TargetRequest } from '../target-request.ts';

/** What is in the attic of a target. */
export type Attic = {
  /** Without its password. */
  readonly target: string;
  /** The newest first. */
  readonly entries: readonly ListedEntry[];
};

/** Reads what is in the attic, and changes nothing. */
export async function listOfAttic({ project, target, onEvent }: TargetRequest): Promise<Attic> {
  return withTarget(target, rootOf(project), onEvent, async ({ client, url }) => ({
    target: url.shown,
    entries: await listAttic(client),
  }));
}
