import type { Change } from '../../diff/change.ts';
import type { Element } from '../../model/element.ts';
import { nameForPeople } from '../../model/id.ts';
import { attributeChanges } from './attributes.ts';
import { elementDetail, elementName, partName } from './element.ts';

/** What a change does, in one character: add, alter, drop, rename. */
export const signs = { add: '+', alter: '~', drop: '-', rename: '>' } as const satisfies Record<
  Change['type'],
  string
>;

/** A change in words: `+ table public.quiz_sessions (13 columns, 3 indexes)`. */
export function describeChange(change: Change): string {
  return `${signs[change.type]} ${changeText(change, elementName)}`;
}

/** What a change is about: `~ column public.users.email`. */
export function changeTitle(change: Change): string {
  return `${signs[change.type]} ${elementName(change.type === 'add' || change.type === 'alter' ? change.next : change.previous)}`;
}

/** A change without its sign, under the table or view that it belongs to: `column session_id: type integer → bigint`. */
export function describePart(change: Change): string {
  return changeText(change, partName);
}

function changeText(change: Change, nameOf: (element: Element) => string): string {
  switch (change.type) {
    case 'add':
      return [nameOf(change.next), elementDetail(change.next)].filter((part) => part !== '').join(' ');
    case 'drop':
      return nameOf(change.previous);
    case 'rename':
      return `${nameOf(change.previous)} → ${newName(change.previous, change.next)}`;
    case 'alter': {
      const attributes = attributeChanges(change);
      return `${nameOf(change.next)}: ${attributes.length === 0 ? 'made again, because something below it changes' : attributes.join(', ')}`;
    }
  }
}

/** With its schema where that is another one, too. */
function newName(previous: Element, next: Element): string {
  const schemaOf = (element: Element) => ('schema' in element.value ? element.value.schema : undefined);
  return schemaOf(previous) === schemaOf(next)
    ? nameForPeople(next.value.name)
    : next.id.slice(next.kind.length + 1);
}
