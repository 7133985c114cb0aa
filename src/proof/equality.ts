import { align, type Meaning } from '../compare/align.ts';
import type { Change } from '../diff/change.ts';
import { diff } from '../diff/diff.ts';
import { pairOf } from '../diff/pair.ts';
import { objectId, objectsOf } from '../model/element.ts';
import { dotted } from '../model/id.ts';
import type { Model } from '../model/model.ts';

/** How one live model differs from another, both as they were read: `column public.users.email is different: type`. */
export function differencesBetween(found: Model, aim: Model, meaning: Meaning): readonly string[] {
  return diff(pairOf(align(found, aim, aim, meaning), aim)).map(words);
}

function words(change: Change): string {
  switch (change.type) {
    case 'add':
      return `${change.next.id} is missing`;
    case 'drop':
      return `${change.previous.id} is left over`;
    case 'rename':
      return `${change.previous.id} is called otherwise: ${change.next.id}`;
    case 'alter':
      return `${change.next.id} is different: ${change.attributes.join(', ')}`;
  }
}

/** Tables that have the same columns in another order. */
export function otherColumnOrder(found: Model, aim: Model): readonly string[] {
  return objectsOf(found, 'table').flatMap((table) => {
    const other = aim.objects.get(objectId(table));
    if (other?.kind !== 'table') return [];
    const [names, others] = [table, other].map(({ columns }) => columns.map(({ name }) => name)) as [
      string[],
      string[],
    ];
    const sameNames = names.length === others.length && new Set([...names, ...others]).size === names.length;
    return sameNames && names.some((name, position) => name !== others[position])
      ? [dotted(table.schema, table.name)]
      : [];
  });
}
