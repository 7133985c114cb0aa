import { catalogTypes } from './catalog-types.ts';
import { quoteName, quoteText } from './quote.ts';
import type { QualifiedName } from './statement.ts';

/** The schema that statements leave out: they run with `search_path = public`. */
export const defaultSchema = 'public';

/** With its schema, whatever it is. */
export function fullName({ schema, name }: QualifiedName): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}

/** A name that nothing in pg_catalog has: without its schema if that is public. */
export function shortName(name: QualifiedName): string {
  return name.schema === defaultSchema ? quoteName(name.name) : fullName(name);
}

/** A table, view, sequence or index. pg_catalog comes first in every search path; its relations all start with `pg_`. */
export function relationName(name: QualifiedName): string {
  return name.name.startsWith('pg_') ? fullName(name) : shortName(name);
}

/** An enum or a domain, or a type of an extension. */
export function typeName(name: QualifiedName): string {
  return name.name.startsWith('pg_') || catalogTypes.has(name.name) ? fullName(name) : shortName(name);
}

/** A relation as a constant of type regclass, which functions on sequences and catalogs take. */
export function regclass(name: QualifiedName): string {
  return `${quoteText(relationName(name))}::regclass`;
}
