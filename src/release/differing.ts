import { equal } from '../diff/equal.ts';
import type { Pair } from '../diff/pair.ts';
import type { ObjectId } from '../model/id.ts';

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
  const changed = [...next.objects].flatMap(([id, object]) =>
    equal(previous.objects.get(id), object) ? [] : [id],
  );
  const dropped = [...previous.objects.keys()].filter((id) => !next.objects.has(id) && !renames.has(id));
  return { changed, dropped };
}
