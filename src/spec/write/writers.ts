import type { ElementKind, ElementTypes } from '../../model/element.ts';
import type { Scope } from './names.ts';
import type { Entry } from './yaml/value.ts';

/** What stands in the key of an element, or in no place at all. */
type Elsewhere<K extends ElementKind> =
  | 'kind'
  | 'name'
  | 'hints'
  | (K extends 'extension' ? never : 'schema')
  // An index is written as it is meant to be.
  | (K extends 'index' ? 'invalid' : never);

/**
 * How each attribute of a kind of element becomes entries of its mapping, in the order in which these stand there. An
 * attribute that nobody writes does not compile.
 */
export type Writers<K extends ElementKind> = {
  readonly [A in Exclude<keyof ElementTypes[K], Elsewhere<K>> & string]: Writer<ElementTypes[K]>;
};

type Writer<T> = (value: T, scope: Scope) => readonly Entry[];

/** All entries of an element. */
export function write<K extends ElementKind>(
  writers: Writers<K>,
  value: ElementTypes[K],
  scope: Scope,
): readonly Entry[] {
  return Object.values<Writer<ElementTypes[K]>>(writers).flatMap((writer) => writer(value, scope));
}

/** For what stands with another attribute. */
export const elsewhere = (): readonly Entry[] => [];
