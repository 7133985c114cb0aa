import { attributes } from '../diff/attributes.ts';
import { equal } from '../diff/equal.ts';
import type { Place } from '../grammar/meaning/place.ts';
import type { Element, ElementKind, ElementTypes } from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type { SchemaObject } from '../model/schema-object.ts';
import type { Sql } from '../model/sql.ts';
import { asKept } from './as-kept.ts';
import { elementsOf, withElements } from './parts.ts';
import { mapSql } from './places.ts';

/** A key that is equal for two pieces of SQL that mean the same where they stand. */
export type Meaning = (sql: Sql, place: Place) => string;

/**
 * The live model in the words of the wanted one: whatever means the same there, element by element and attribute by attribute,
 * is written as the wanted model writes it. What is left for a diff of the two are real differences.
 *
 * @param mirror what the wanted model looks like when it is read from a database; the wanted model itself where nobody knows
 */
export function align(live: Model, mirror: Model, wanted: Model, meaning: Meaning): Model {
  const objects = [...live.objects].map(([id, object]) => {
    const [reflection, aim] = [mirror.objects.get(id), wanted.objects.get(id)];
    const known = reflection !== undefined && aim !== undefined;
    return [id, known ? alignObject(object, reflection, aim, { live, mirror, meaning }) : object] as const;
  });
  return { ...live, objects: new Map(objects) };
}

type Scope = { readonly live: Model; readonly mirror: Model; readonly meaning: Meaning };

function alignObject(
  object: SchemaObject,
  mirror: SchemaObject,
  wanted: SchemaObject,
  scope: Scope,
): SchemaObject {
  if (equal(object, wanted)) return wanted;
  const found = elementsOf(object);
  const seen = lazily(() => elementsOf(understood(object, scope.live, scope.meaning)));
  const reflected = lazily(() => elementsOf(understood(mirror, scope.mirror, scope.meaning)));
  const replacements = new Map<Id, ElementTypes[ElementKind]>();
  for (const [id, aim] of elementsOf(wanted)) {
    const element = found.get(id);
    if (element === undefined) continue;
    const differing = differingAttributes(element, aim);
    if (differing.length === 0) continue;
    const [own, other] = [seen().get(id), reflected().get(id)];
    if (own === undefined || other === undefined) continue;
    const same = differing.filter(
      (name) => isUnsaid(aim, name) || equal(attribute(own, name), attribute(other, name)),
    );
    if (same.length > 0) replacements.set(id, withAttributes(element, aim, same));
  }
  return replacements.size === 0 ? object : withElements(object, replacements);
}

/** The object with every piece of SQL, and the values of parameters, reduced to what they mean. */
function understood(object: SchemaObject, model: Model, meaning: Meaning): SchemaObject {
  return asKept(
    mapSql(object, model, (sql, place) => ({
      ...sql,
      key: meaning(sql, place),
      mentions: { ...sql.mentions, columns: [] },
    })),
  );
}

function differingAttributes(element: Element, aim: Element): readonly string[] {
  return Object.keys(attributes[aim.kind]).filter(
    (name) => !equal(attribute(element, name), attribute(aim, name)),
  );
}

/** Where a spec leaves the choice to the server or to those who use it, whatever they chose is right. */
function isUnsaid(aim: Element, name: string): boolean {
  switch (aim.kind) {
    case 'extension':
      return (name === 'version' || name === 'schema') && attribute(aim, name) === undefined;
    case 'materialized_view':
      // One that is made without its rows is there to be filled later.
      return name === 'withData' && !aim.value.withData;
    default:
      return false;
  }
}

function withAttributes(element: Element, aim: Element, names: readonly string[]): ElementTypes[ElementKind] {
  const taken = Object.fromEntries(names.map((name) => [name, attribute(aim, name)]));
  return { ...element.value, ...taken } as ElementTypes[ElementKind];
}

function attribute(element: Element, name: string): unknown {
  return Reflect.get(element.value, name);
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
