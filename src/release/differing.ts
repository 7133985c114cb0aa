import { equal } from '../diff/equal.ts';
import type { ObjectId } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { Pair } from '../diff/pair.ts';

/** What a release has to say for the fold to give the next model. */
export type Differing = {
  /** Objects of the next model that are new, or not the same as under this id before. */
  readonly changed: readonly ObjectId[];
  /** Objects of the previous model that are gone under every name. */
  readonly dropped: readonly ObjectId[];
};

/**
 * Objects are compared as they stand, without following renames: a table that refers to a renamed one has to be written
 * anew, although nothing about it changes in the database.
 */
export function differing({ previous, next, renames }: Pair): Differing {
  const changed = [...next.objects].flatMap(([id, object]) => {
    const before = previous.objects.get(id);
    return before !== undefined && !isTakenOver(id, renames) && equal(before, object) ? [] : [id];
  });
  const dropped = [...previous.objects.keys()].filter((id) => !next.objects.has(id) && !isRenamed(id, next, renames));
  return { changed, dropped };
}

/** Something else has this id now: it was renamed to it. */
function isTakenOver(id: ObjectId, renames: Pair['renames']): boolean {
  for (const to of renames.values()) if (to === id) return true;
  return false;
}

function isRenamed(id: ObjectId, next: Model, renames: Pair['renames']): boolean {
  const to = renames.get(id);
  return to !== undefined && next.objects.has(to as ObjectId);
}
