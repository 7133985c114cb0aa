import type { Model } from '../model/model.ts';
import { inverse, type Renames, renamesBetween } from './renames.ts';

/** Two models, the way from one to the other, and which elements of them are the same under another name. */
export type Pair = { readonly previous: Model; readonly next: Model; readonly renames: Renames };

/** The pair that `renamed_from` in the next model describes. */
export function pairOf(previous: Model, next: Model): Pair {
  return { previous, next, renames: renamesBetween(previous, next) };
}

/** The way back. */
export function swap(pair: Pair): Pair {
  return { previous: pair.next, next: pair.previous, renames: inverse(pair.renames) };
}
