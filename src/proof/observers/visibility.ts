import type { Attribute } from '../../diff/attributes.ts';
import type { ElementKind, ElementTypes } from '../../model/element.ts';

/**
 * Whether an observer sees that something differs. `never` is for attributes that no element of the kind can have: there is nothing
 * to see. Every entry is held by a test that plants such a difference, in both directions: an observer that learns to see more
 * makes it fail until the entry goes.
 */
export type Visibility<Value> = 'observed' | 'never' | NotSeen | SeenExcept<Value>;

type NotSeen = { readonly notSeen: string };

/** Seen but for special cases. */
type SeenExcept<Value> = { readonly except: readonly Exception<Value>[] };

export type Exception<Value> = {
  /** Its name in the test that plants it. */
  readonly what: string;
  readonly reason: string;
  readonly isIn: (value: Value) => boolean;
};

/** What an observer sees of every kind of element: that there is one at all, and each of its attributes. */
export type VisibilityTable = {
  readonly [K in ElementKind]: { readonly exists: Visibility<ElementTypes[K]> } & {
    readonly [A in Attribute<K>]: Visibility<ElementTypes[K][A & keyof ElementTypes[K]]>;
  };
};

export function notSeen(reason: string): NotSeen {
  return { notSeen: reason };
}

export function except<Value>(...exceptions: readonly Exception<Value>[]): SeenExcept<Value> {
  return { except: exceptions };
}
