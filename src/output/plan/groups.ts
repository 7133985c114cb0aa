import type { Change } from '../../diff/change.ts';
import { type Element, objectElement } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import { describeChange, describePart, signs } from '../describe/change.ts';
import { elementName } from '../describe/element.ts';

/** A line about one change: its sign, and the change in words. */
export type ChangeLine = { readonly sign: string; readonly text: string };

/** The changes to one object: lines about itself, and lines about its parts. */
export type ChangeGroup = { readonly lines: readonly ChangeLine[]; readonly parts: readonly ChangeLine[] };

/**
 * Changes by the object that they concern, sorted by its address; the changes to one keep their order. A table of which only
 * parts change stands above them as something altered.
 */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = new Map<Id, { lines: ChangeLine[]; parts: ChangeLine[]; owner: Element }>();
  const formerIds = formerIdsOf(changes);
  for (const change of changes) {
    const owner = ownerOf(change);
    const id = formerIds.get(owner.id) ?? owner.id;
    const group = groups.get(id) ?? { lines: [], parts: [], owner };
    groups.set(id, group);
    const isPart = 'owner' in elementOf(change);
    const text = isPart ? describePart(change) : describeChange(change).slice(2);
    (isPart ? group.parts : group.lines).push({ sign: signs[change.type], text });
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { lines, parts, owner }]) => ({
      lines: lines.length > 0 ? lines : [{ sign: signs.alter, text: elementName(owner) }],
      parts,
    }));
}

/** What the objects that are renamed are called now, by their id before: parts that are dropped only know the old one. */
function formerIdsOf(changes: readonly Change[]): ReadonlyMap<Id, Id> {
  return new Map(
    changes.flatMap((change) =>
      change.type === 'rename' && !('owner' in change.next) ? [[change.previous.id, change.next.id]] : [],
    ),
  );
}

function elementOf(change: Change): Element {
  return change.type === 'drop' ? change.previous : change.next;
}

function ownerOf(change: Change): Element {
  const element = elementOf(change);
  return 'owner' in element ? objectElement(element.owner) : element;
}
