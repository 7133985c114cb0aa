import type { IndexElement, OperatorClass } from '../model/schema-object.ts';
import { indexKey } from './expression.ts';
import { fullName } from './name.ts';
import { assignment } from './parameter.ts';
import { quoteName } from './quote.ts';
import { words } from './words.ts';

/** `lower(email) COLLATE "C" text_pattern_ops DESC NULLS LAST` */
export function indexElement({ key, collation, opclass, order, nulls }: IndexElement): string {
  return words(
    key.kind === 'column' ? quoteName(key.name) : indexKey(key.expression),
    collation !== undefined && `COLLATE ${quoteName(collation)}`,
    opclass && operatorClass(opclass),
    order === 'desc' && 'DESC',
    nulls !== (order === 'desc' ? 'first' : 'last') && `NULLS ${nulls.toUpperCase()}`,
  );
}

/** `extensions.gist_trgm_ops (siglen=32)` */
function operatorClass({ schema, name, parameters }: OperatorClass): string {
  const words = schema === undefined ? quoteName(name) : fullName({ schema, name });
  return parameters.length === 0 ? words : `${words} (${parameters.map(assignment).join(', ')})`;
}

/** `USING gin`; btree goes without saying. */
export function usingMethod(method: string): string {
  return method === 'btree' ? '' : `USING ${quoteName(method)}`;
}

/** `INCLUDE (a, b)` */
export function includeColumns(columns: readonly string[]): string {
  return columns.length === 0 ? '' : `INCLUDE (${columns.map(quoteName).join(', ')})`;
}
