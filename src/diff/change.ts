import type { Element, ElementKind } from '../model/element.ts';

/**
 * One difference between two models; knows no SQL. An object that comes or goes is one change with all its parts.
 * Renames are applied before everything else, so that the rest of a plan speaks of next names.
 */
export type Change = Add | Drop | Rename | Alter;

export type Add<K extends ElementKind = ElementKind> = { readonly type: 'add'; readonly next: Element<K> };
export type Drop<K extends ElementKind = ElementKind> = {
  readonly type: 'drop';
  readonly previous: Element<K>;
};
export type Rename<K extends ElementKind = ElementKind> = {
  readonly type: 'rename';
  readonly previous: Element<K>;
  readonly next: Element<K>;
};
export type Alter<K extends ElementKind = ElementKind> = {
  readonly type: 'alter';
  readonly previous: Element<K>;
  readonly next: Element<K>;
  /** The attributes that differ, sorted. */
  readonly attributes: readonly string[];
};

/** The same difference seen from the other side. */
export function invert(change: Change): Change {
  switch (change.type) {
    case 'add':
      return { type: 'drop', previous: change.next };
    case 'drop':
      return { type: 'add', next: change.previous };
    case 'rename':
      return { type: 'rename', previous: change.next, next: change.previous };
    case 'alter':
      return { type: 'alter', previous: change.next, next: change.previous, attributes: change.attributes };
  }
}
