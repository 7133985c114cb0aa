import type { TargetUrl } from '../../database/target/url.ts';
import type { Attribute } from '../../diff/attributes.ts';
import type { ElementKind } from '../../model/element.ts';

/** Where a database is. Scratch databases come with one. */
export type DatabaseUrl = TargetUrl;

/**
 * What an observer says of two databases that should have the same schema. Observers share nothing with our own reader of
 * catalogs: what that one overlooks, they may see.
 */
export type Observation = {
  readonly observer: Observer;
  /** What this model has and the observer cannot see: that it found no difference there says nothing. */
  readonly notObserved: readonly NotObserved[];
} & (Compared | NotCompared);

export type Observer = 'migra' | 'pg_dump';

type Compared = {
  readonly status: 'agrees' | 'differs';
  /** For people, each shortened. Empty where it agrees. */
  readonly differences: readonly string[];
  /** Tables that have the same columns in another order, which is no difference: no ALTER TABLE changes it. */
  readonly columnOrder: readonly string[];
};

type NotCompared = {
  /** The observer broke down, or this machine does not have it. Neither says anything about the databases. */
  readonly status: 'crashed' | 'unavailable';
  readonly reason: string;
  readonly differences: readonly [];
  readonly columnOrder: readonly [];
};

/** An attribute, or the whole element, that an observer does not see. */
export type NotObserved = {
  [K in ElementKind]: {
    readonly kind: K;
    readonly attribute: Attribute<K> | 'exists';
    readonly reason: string;
    /** Whose: the ids of the elements that use it. */
    readonly elements: readonly string[];
  };
}[ElementKind];

/** What the comparison came to. */
export function compared(differences: readonly string[], columnOrder: readonly string[]): Compared {
  return { status: differences.length === 0 ? 'agrees' : 'differs', differences, columnOrder };
}

export function notCompared(status: NotCompared['status'], reason: string): NotCompared {
  return { status, reason, differences: [], columnOrder: [] };
}
