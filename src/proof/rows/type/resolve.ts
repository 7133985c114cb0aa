import { idOf } from '../../../model/element.ts';
import type { Model } from '../../../model/model.ts';
import type { Domain, Enum } from '../../../model/schema-object.ts';
import type { DataType } from '../../../model/type.ts';

/** What a type is made of below its domains and enums. */
export type ResolvedType = {
  /** The innermost type that is no domain; of an array, of its elements. */
  readonly base: DataType;
  readonly array: boolean;
  readonly enum?: Enum;
  /** The number of attributes, where the type is the row type of a table. */
  readonly attributes?: number;
  /** From the outermost in. Of an array, those of the array itself. */
  readonly domains: readonly Domain[];
  /** The domains of an array's elements. */
  readonly elementDomains: readonly Domain[];
};

export function resolveType(type: DataType, model: Model): ResolvedType {
  const ofModel = resolvedTypes.get(model) ?? new WeakMap<DataType, ResolvedType>();
  resolvedTypes.set(model, ofModel);
  const known = ofModel.get(type) ?? resolve(type, model);
  ofModel.set(type, known);
  return known;
}

/** Asked for again with every value that is tried. */
const resolvedTypes = new WeakMap<Model, WeakMap<DataType, ResolvedType>>();

function resolve(type: DataType, model: Model): ResolvedType {
  const domain = type.array ? undefined : domainOf(type, model);
  if (domain !== undefined) {
    const below = resolveType(domain.type, model);
    return { ...below, domains: [domain, ...below.domains] };
  }
  if (!type.array) return { ...leafOf(type, model), array: false, domains: [], elementDomains: [] };
  const element = resolveType({ ...type, array: false }, model);
  // An array of a domain over an array has no values that one level of braces can hold; there it stays with the outer.
  return { ...element, array: true, domains: [], elementDomains: element.domains };
}

function domainOf(type: DataType, model: Model): Domain | undefined {
  if (type.schema === undefined) return undefined;
  const object = model.objects.get(idOf('domain', [type.schema, type.name]));
  return object?.kind === 'domain' ? object : undefined;
}

function leafOf(type: DataType, model: Model): Pick<ResolvedType, 'base' | 'enum' | 'attributes'> {
  if (type.schema === undefined) return { base: type };
  const names = [type.schema, type.name];
  const enumeration = model.objects.get(idOf('enum', names));
  if (enumeration?.kind === 'enum') return { base: type, enum: enumeration };
  const table = model.objects.get(idOf('table', names));
  return table?.kind === 'table' ? { base: type, attributes: table.columns.length } : { base: type };
}

/** `text`, `citext`: the name by which the tables of this folder know a type. */
export function familyName({ base, enum: enumeration, attributes }: ResolvedType): string {
  if (enumeration !== undefined) return 'enum';
  return attributes === undefined ? base.name : 'row';
}

/** The type of an array's elements. */
export function elementOf(type: ResolvedType): ResolvedType {
  return { ...type, array: false, domains: type.elementDomains, elementDomains: [] };
}
