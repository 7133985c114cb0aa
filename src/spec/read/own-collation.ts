import type { Column, IndexElement } from '../../model/schema-object.ts';
import type { Part } from '../draft.ts';

/** An index has the collation of its column by itself: to say so says nothing, and PostgreSQL does not print it. */
export function withoutOwnCollation<T extends { readonly elements: readonly IndexElement[] }>(
  parts: readonly Part<T>[],
  columns: readonly Column[],
): readonly Part<T>[] {
  const collations = new Map(columns.map(({ name, collation }) => [name, collation]));
  const isOwn = ({ key, collation }: IndexElement) =>
    collation !== undefined && key.kind === 'column' && collations.get(key.name) === collation;
  return parts.map((part) =>
    part.value.elements.some(isOwn)
      ? {
          ...part,
          value: {
            ...part.value,
            elements: part.value.elements.map((each) => (isOwn(each) ? bare(each) : each)),
          },
        }
      : part,
  );
}

function bare<E extends IndexElement>({ collation: _, ...rest }: E): Omit<E, 'collation'> {
  return rest;
}
