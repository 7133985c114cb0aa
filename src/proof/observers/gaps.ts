import { type Element, type ElementKind, objectElement, partsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { NotObserved } from './observation.ts';
import { isPlain } from './plain.ts';
import type { Visibility, VisibilityTable } from './visibility.ts';

/** A thing that is not seen, and whether an element or its attribute is one. */
type Gap = { readonly reason: string; readonly isIn: (value: never) => boolean };

/**
 * What an observer with this table cannot see of this model, attribute by attribute. Attributes with the value that they have where nobody
 * says anything are left out: they are everywhere.
 */
export function gapsOf(table: VisibilityTable, model: Model): readonly NotObserved[] {
  const elements = elementsByKind(model);
  return Object.entries(table).flatMap(([kind, attributes]) =>
    Object.entries(attributes).flatMap(([attribute, visibility]) =>
      gapsIn(kind as ElementKind, attribute, visibility as Visibility<never>).flatMap(({ reason, isIn }) => {
        const using = (elements.get(kind) ?? []).filter(({ value }) =>
          isIn(attributeOf(value, attribute) as never),
        );
        return using.length === 0
          ? []
          : [{ kind, attribute, reason, elements: using.map(({ id }) => id) } as NotObserved];
      }),
    ),
  );
}

function gapsIn(kind: ElementKind, attribute: string, visibility: Visibility<never>): readonly Gap[] {
  if (visibility === 'observed' || visibility === 'never') return [];
  return 'except' in visibility
    ? visibility.except
    : [{ reason: visibility.notSeen, isIn: (value) => !isPlain(kind, attribute, value) }];
}

function attributeOf(value: object, attribute: string): unknown {
  return attribute === 'exists' ? value : (value as Readonly<Record<string, unknown>>)[attribute];
}

function elementsByKind(model: Model): ReadonlyMap<string, readonly Element[]> {
  const found = new Map<string, Element[]>();
  for (const object of model.objects.values()) {
    for (const element of [objectElement(object), ...partsOf(object)]) {
      const known = found.get(element.kind);
      if (known === undefined) found.set(element.kind, [element]);
      else known.push(element);
    }
  }
  return found;
}
