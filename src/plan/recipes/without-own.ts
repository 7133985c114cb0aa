import type { Element } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Resource } from '../draft.ts';

/** What a statement needs besides the object itself and those of its parts that it makes or takes along. */
export function withoutOwn(
  own: Id,
  ids: readonly Resource[],
  parts: readonly Element[],
): readonly Resource[] {
  const inside = new Set<Resource>([own, ...parts.map((part) => part.id)]);
  return [...new Set(ids)].filter((id) => !inside.has(id));
}
