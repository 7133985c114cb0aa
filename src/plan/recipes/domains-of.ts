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
