import {
  type Element,
  type ElementKind,
  type ElementTypes,
  objectElement,
  partsOf,
} from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { SchemaObject } from '../model/schema-object.ts';

/** An object and its parts by their ids. */
export function elementsOf(object: SchemaObject): ReadonlyMap<Id, Element> {
  return new Map([objectElement(object), ...partsOf(object)].map((element) => [element.id, element]));
}

/** Values that take the place of those that elements of one object have, by the ids of the elements. */
export type Replacements = ReadonlyMap<Id, ElementTypes[ElementKind]>;

/** The object with some of its elements replaced; all others, and the order of its parts, stay. */
export function withElements(object: SchemaObject, replacements: Replacements): SchemaObject {
  const own = (replacements.get(objectElement(object).id) as SchemaObject | undefined) ?? object;
  const parts = new Map(partsOf(object).map((part) => [part.value as object, part.id]));
  const current = <V extends object>(value: V): V => {
    const id = parts.get(value);
    return (id === undefined ? undefined : (replacements.get(id) as V | undefined)) ?? value;
  };
  switch (own.kind) {
    case 'table':
      return {
        ...own,
        columns: own.columns.map(current),
        ...(own.primaryKey === undefined ? {} : { primaryKey: current(own.primaryKey) }),
        uniques: own.uniques.map(current),
        checks: own.checks.map(current),
        foreignKeys: own.foreignKeys.map(current),
        exclusions: own.exclusions.map(current),
        indexes: own.indexes.map(current),
        triggers: own.triggers.map(current),
      };
    case 'view':
      return { ...own, triggers: own.triggers.map(current) };
    case 'materialized_view':
      return { ...own, indexes: own.indexes.map(current) };
    default:
      return own;
  }
}
