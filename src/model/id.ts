import type { DataType } from './type.ts';

/**
 * The address of an object or of a part of one, unique within a model: a kind and the names from the schema down,
 * `table public.users`, `column public.users.email`. Two different addresses never print alike.
 */
export type Id = string & { readonly [brand]: 'Id' };
/** The address of a whole object. */
export type ObjectId = Id & { readonly [objectBrand]: true };

declare const brand: unique symbol;
declare const objectBrand: unique symbol;

const plain = /^[a-z_][a-z0-9_$]*$/;

/** A name as it stands in an id and in messages: bare where that is unambiguous, otherwise quoted as SQL quotes it. */
export function nameForPeople(name: string): string {
  return plain.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** `public.users`, with every part quoted where it needs to be. */
export function dotted(...names: readonly string[]): string {
  return names.map(nameForPeople).join('.');
}

/** @param kind a kind of object or element @param names from the schema down */
export function makeId(kind: string, names: readonly string[], suffix = ''): Id {
  return `${kind} ${dotted(...names)}${suffix}` as Id;
}

/** A type as ids of routines contain it: without modifiers, which PostgreSQL ignores there. */
export function typeInSignature(type: DataType): string {
  const name = type.schema === undefined ? type.name : dotted(type.schema, type.name);
  return type.array ? `${name}[]` : name;
}
