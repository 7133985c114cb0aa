import type { kindNames, ObjectKind } from '../model/element.ts';

/** The kind of object that each top-level section holds. */
export const sections = {
  schemas: 'schema',
  extensions: 'extension',
  enums: 'enum',
  domains: 'domain',
  sequences: 'sequence',
  functions: 'function',
  procedures: 'procedure',
  tables: 'table',
  views: 'view',
  materialized_views: 'materialized_view',
} as const satisfies { readonly [K in ObjectKind as (typeof kindNames)[K]['plural']]: K };

export type Section = keyof typeof sections;

export function isSection(key: string): key is Section {
  return Object.hasOwn(sections, key);
}
