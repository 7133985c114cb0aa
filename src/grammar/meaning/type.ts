import type { TypeName } from 'libpg-query';
import type { DataType } from '../../model/type.ts';
import { builtinTypes } from '../builtin-types.ts';
import { typeOf } from '../data-type.ts';
import type { Fields } from '../tree.ts';

/**
 * A type as this folder reasons about it. `id` is the name in pg_type for a built-in type (`_int4` for an array), and for any
 * other `:name` or `:schema.name` (`_:name` for an array); `public` is left out, where such names are taken to be.
 */
export type Type = { readonly id: string; readonly modifiers: readonly string[] };

const idsByPrintedName: ReadonlyMap<string, string> = new Map([
  ...[...builtinTypes].map(([id, printed]) => [printed, id] as const),
  ['bit', 'bit'],
  ['character', 'bpchar'],
]);

export function simpleType(id: string): Type {
  return { id, modifiers: [] };
}

export function typeOfData(type: DataType): Type {
  const id = type.schema === undefined ? idsByPrintedName.get(type.name) : undefined;
  const scalar = id ?? userId(type.schema, type.name);
  return { id: type.array ? `_${scalar}` : scalar, modifiers: type.modifiers };
}

/** Undefined for what names no type, and for `%TYPE`. */
export function typeOfName(typeName: unknown): Type | undefined {
  const fields = typeName as Fields;
  if (fields['pct_type'] === true || fields['setof'] === true) return undefined;
  const type = typeOf(typeName as TypeName);
  return typeof type === 'string' ? undefined : typeOfData(type);
}

/** A type of `public` that has the name of a built-in one can only be meant with its schema. */
function userId(schema: string | undefined, name: string): string {
  const hidden = schema === 'public' && !builtinTypes.has(name) ? undefined : schema;
  return `:${[hidden, name].flatMap((part) => (part === undefined ? [] : [JSON.stringify(part)])).join('.')}`;
}

/** Of an enum, a domain, a composite type or one of an extension: nothing is known about it but its name. */
export function isUserType(id: string): boolean {
  return id.startsWith(':') || id.startsWith('_:');
}

export function isArray(id: string): boolean {
  return id.startsWith('_');
}

export function elementOf(id: string): string | undefined {
  return isArray(id) ? id.slice(1) : undefined;
}

/** Undefined for an array: an array of arrays is an array of the same type. */
export function arrayOf(id: string): string {
  return isArray(id) ? id : `_${id}`;
}

/** text and varchar, of which one is the other under another label, and arrays of them. */
export function relabelled(id: string): string {
  if (id === 'varchar') return 'text';
  return id === '_varchar' ? '_text' : id;
}
