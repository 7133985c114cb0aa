import { inverse, type Renames } from '../diff/renames.ts';
import { objectId, partsOf } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Model } from '../model/model.ts';

/**
 * The renames from the first of three models to the third, of those from the first to the second and on to the third. What has
 * the same name at both ends is the same there: a pair cannot say that something was dropped and made anew in between.
 */
export function composeRenames(from: Model, first: Renames, second: Renames): Renames {
  const takenOver = inverse(second);
  const composed = new Map<Id, Id>();
  for (const [previous, middle] of first) {
    const next = second.get(middle) ?? (takenOver.has(middle) ? undefined : middle);
    if (next !== undefined && next !== previous) composed.set(previous, next);
  }
  const existing = elementIds(from);
  for (const [middle, next] of second) {
    if (existing.has(middle) && !first.has(middle) && !composed.has(middle)) composed.set(middle, next);
  }
  return composed;
}

function elementIds(model: Model): ReadonlySet<Id> {
  const ids = new Set<Id>();
  for (const object of model.objects.values()) {
    ids.add(objectId(object));
    for (const part of partsOf(object)) ids.add(part.id);
  }
  return ids;
}
