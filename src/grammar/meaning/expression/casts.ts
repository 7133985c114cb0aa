import { type Fields, isFields, nodeOf } from '../../tree.ts';
import { convert } from '../convert.ts';
import { rawForm, termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Term, untyped } from '../term.ts';
import { typeOfName } from '../type.ts';
import { arrayOfType } from './arrays.ts';

/** `arg::type` and CAST (arg AS type). */
export function typeCast(fields: Fields, scope: Scope): Term {
  const { arg, typeName } = fields;
  const type = isFields(typeName) ? typeOfName(typeName) : undefined;
  if (type === undefined) return untyped(['cast', rawForm(typeName, scope), rawForm(arg, scope)]);
  const inner = isFields(arg) ? nodeOf(arg) : undefined;
  // The cast of a constructor is one of its elements: transformTypeCast() in parse_expr.c.
  if (inner?.kind === 'A_ArrayExpr') return arrayOfType(inner.fields, type, scope);
  return convert(termOf(arg, scope), type);
}
