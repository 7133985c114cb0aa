import { type Fields, isFields, listOf, nodeOf } from '../../tree.ts';
import { array, convert, unified } from '../convert.ts';
import { rawForm, termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { labelled, type Term, typed, untyped } from '../term.ts';
import { arrayOf, elementOf, isArray, simpleType, type Type } from '../type.ts';

/** ARRAY[…] without a type of its own. */
export function arrayExpression(fields: Fields, scope: Scope): Term {
  const items = listOf(fields['elements']).map((item) => termOf(item, scope));
  const { terms, type } = unified(items);
  if (type === undefined || items.length === 0) return untyped(['ARRAY', ...items.map(labelled)]);
  return { ...array(arrayOf(type.id), terms), type: { id: arrayOf(type.id), modifiers: type.modifiers } };
}

/** ARRAY[…]::type[]: each element is converted, and of nested constructors those of the innermost. */
export function arrayOfType(fields: Fields, type: Type, scope: Scope): Term {
  const element = elementOf(type.id);
  if (element === undefined) return convert(arrayExpression(fields, scope), type);
  const elements = listOf(fields['elements']).map((item) => {
    const inner = isFields(item) ? nodeOf(item) : undefined;
    return inner?.kind === 'A_ArrayExpr'
      ? arrayOfType(inner.fields, type, scope)
      : convert(termOf(item, scope), { id: element, modifiers: type.modifiers });
  });
  return { ...array(type.id, elements), type };
}

/** Subscripts, slices and fields: `a[1]`, `a[1:2]`, `(a).b`. */
export function indirection(fields: Fields, scope: Scope): Term {
  const arg = termOf(fields['arg'], scope);
  const path = listOf(fields['indirection']).map((step) => (isFields(step) ? nodeOf(step) : undefined));
  const subscripts = path.every((step) => step?.kind === 'A_Indices');
  const id = arg.type?.id;
  if (!subscripts || id === undefined || (!isArray(id) && id !== 'jsonb'))
    return untyped(['part', labelled(arg), rawForm(fields['indirection'], scope)]);
  const index = (node: unknown) => {
    if (node === undefined) return null;
    const term = termOf(node, scope);
    const wanted = id === 'jsonb' ? (term.unknown === undefined ? undefined : 'text') : 'int4';
    return wanted === undefined ? labelled(term) : convert(term, simpleType(wanted)).form;
  };
  const steps = path.map((step) => {
    const { is_slice = false, lidx, uidx } = step?.fields ?? {};
    return [is_slice === true, index(lidx), index(uidx)];
  });
  const sliced = steps.some(([slice]) => slice === true);
  const type = id === 'jsonb' || sliced ? id : elementOf(id);
  const modifiers = arg.type?.modifiers ?? [];
  return typed(['subscript', arg.form, steps], type === undefined ? undefined : { id: type, modifiers });
}
