import type { DataType } from '../../model/type.ts';
import { fullName, typeName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import { typeText as spelled } from '../../sql/type-text.ts';
import { builtinTypeNames } from '../build/known-names.ts';
import type { Scope } from './names.ts';

/** A type as people write it: `varchar(50)`, `numeric(10,2)`, `text[]`, `audit.level`. */
export function typeText(type: DataType, scope: Scope): string {
  if (type.schema === undefined && builtinTypeNames.has(type.name)) return spelled(type);
  const modifiers = type.modifiers.length === 0 ? '' : `(${type.modifiers.join(',')})`;
  return `${name(type, scope)}${modifiers}${type.array ? '[]' : ''}`;
}

function name({ schema, name }: DataType, scope: Scope): string {
  if (schema === undefined) return quoteName(name);
  const short = scope.shortest('types', { schema, name });
  // PostgreSQL's own types come first, so one that has the name of such a type needs its schema.
  const isHidden = builtinTypeNames.has(name) || short.schema !== undefined;
  return isHidden ? fullName({ schema, name }) : typeName({ schema, name });
}
