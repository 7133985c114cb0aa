import type { Change } from '../../diff/change.ts';
import { type Element, kindNames, type ObjectKind, objectId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';

/** How many objects of a kind come, go, get another name, or change in another way. */
export type Counts = {
  readonly add: number;
  readonly change: number;
  readonly drop: number;
  readonly rename: number;
};

/** The counts of every kind that has any, tables first. */
export type Summary = ReadonlyMap<ObjectKind, Counts>;

/** An object counts once: as renamed only where nothing else about it changes. */
export function summarize(changes: readonly Change[]): Summary {
  const objects = new Map<Id, { kind: ObjectKind; what: keyof Counts }>();
  for (const change of changes) {
    const [id, kind, what] = countedAs(change);
    const known = objects.get(id);
    objects.set(id, { kind, what: known === undefined || known.what === 'rename' ? what : known.what });
  }
  const summary = new Map<ObjectKind, Counts>([['table', none]]);
  for (const { kind, what } of objects.values()) {
    const counts = summary.get(kind) ?? none;
    summary.set(kind, { ...counts, [what]: counts[what] + 1 });
  }
  return summary;
}

const none: Counts = { add: 0, change: 0, drop: 0, rename: 0 };

function countedAs(change: Change): readonly [Id, ObjectKind, keyof Counts] {
  const element: Element = change.type === 'drop' ? change.previous : change.next;
  if ('owner' in element) return [objectId(element.owner), element.owner.kind, 'change'];
  const what = ({ add: 'add', drop: 'drop', rename: 'rename', alter: 'change' } as const)[change.type];
  return [element.id, element.kind, what];
}

/** `11 tables to add, 1 to change, 0 to drop; 1 view to add` */
export function summaryText(summary: Summary): string {
  return [...summary].map(([kind, counts]) => kindText(kind, counts)).join('; ');
}

function kindText(kind: ObjectKind, counts: Counts): string {
  const always: readonly (keyof Counts)[] = kind === 'table' ? ['add', 'change', 'drop'] : [];
  const shown = (['add', 'change', 'drop', 'rename'] as const).filter(
    (what) => counts[what] > 0 || always.includes(what),
  );
  return shown
    .map((what, position) => `${position === 0 ? counted(kind, counts[what]) : counts[what]} to ${what}`)
    .join(', ');
}

function counted(kind: ObjectKind, count: number): string {
  const { singular, plural } = kindNames[kind];
  return `${count} ${count === 1 ? singular : plural.replaceAll('_', ' ')}`;
}
