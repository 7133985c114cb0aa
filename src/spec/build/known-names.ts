import { builtinTypes, printedOnly } from '../../grammar/builtin-types.ts';

/** What format_type() prints for the types of pg_catalog. */
export const builtinTypeNames: ReadonlySet<string> = new Set([...builtinTypes.values(), ...printedOnly]);

/** Types that people know by name, and the extension that brings each. */
export const extensionTypes: ReadonlyMap<string, string> = new Map([
  ['citext', 'citext'],
  ['cube', 'cube'],
  ['geography', 'postgis'],
  ['geometry', 'postgis'],
  ['halfvec', 'vector'],
  ['hstore', 'hstore'],
  ['lquery', 'ltree'],
  ['ltree', 'ltree'],
  ['ltxtquery', 'ltree'],
  ['sparsevec', 'vector'],
  ['vector', 'vector'],
]);

/** Functions of pg_catalog that a trigger can execute. */
export const builtinTriggerFunctions: ReadonlySet<string> = new Set([
  'suppress_redundant_updates_trigger',
  'tsvector_update_trigger',
  'tsvector_update_trigger_column',
]);
