import type { MentionedName } from '../../model/sql.ts';
import { home } from './names.ts';

/** A name as `splitName` takes it: literal, parts with a dot or a quote at their beginning in quotes. */
export function nameText({ schema, name }: MentionedName): string {
  return dottedText(schema === undefined ? [name] : [schema, name]);
}

/** The key of an object in its section: what is in public says no schema. */
export function objectKey({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return nameText(schema === home ? { name } : { schema, name });
}

export function dottedText(parts: readonly string[]): string {
  return parts.map(part).join('.');
}

function part(name: string): string {
  return name.includes('.') || name.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : name;
}
