import { idOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { Domain } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';

/** The domain that a type is, and the domains below it; an array of a domain is none. */
export function domainsOf(type: DataType, model: Model): readonly Domain[] {
  if (type.schema === undefined || type.array) return [];
  const object = model.objects.get(idOf('domain', [type.schema, type.name]));
  return object?.kind === 'domain' ? [object, ...domainsOf(object.type, model)] : [];
}

/** What a domain is made of at the bottom, or an array of domains of; every other type is itself. */
export function baseType(type: DataType, model: Model): DataType {
  const bottom = domainsOf({ ...type, array: false }, model).at(-1)?.type;
  if (bottom === undefined || (type.array && bottom.array)) return type;
  return type.array ? { ...bottom, array: true } : bottom;
}
