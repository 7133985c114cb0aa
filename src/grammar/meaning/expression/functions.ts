import { type Fields, isFields, listOf, nodeOf, stringsOf } from '../../tree.ts';
import { type Applied, applied, functionName } from '../apply.ts';
import { functionCandidates } from '../catalog/lookup.ts';
import { convert } from '../convert.ts';
import { rawForm, termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Form, type Term, typed } from '../term.ts';
import { arrayOf, simpleType } from '../type.ts';
import { condition } from './booleans.ts';

/** A function, an aggregate or a window function. */
export function functionCall(fields: Fields, scope: Scope): Term {
  const name = functionName(stringsOf(fields['funcname']));
  const nodes = listOf(fields['args']);
  const { arguments: forms, type } = argumentsOf(name, nodes, fields, scope);
  return typed(['call', name, forms, ...extras(fields, scope)], type);
}

function argumentsOf(name: Form, nodes: readonly unknown[], fields: Fields, scope: Scope): Applied {
  const known = typeof name === 'string' ? name : undefined;
  const named = nodes.some((node) => isFields(node) && nodeOf(node).kind === 'NamedArgExpr');
  if (named) return { arguments: nodes.map((node) => rawForm(node, scope)), type: undefined };
  const terms = nodes.map((node) => termOf(node, scope));
  if (fields['func_variadic'] === true) return withArray(known, terms);
  if (fields['agg_within_group'] === true) return { ...applied(undefined, terms) };
  return applied(known, terms);
}

/** `f(a, VARIADIC ARRAY[…])`, as calls with any number of arguments are printed. */
function withArray(name: string | undefined, terms: readonly Term[]): Applied {
  const last = terms.length - 1;
  const candidates = (name === undefined ? undefined : functionCandidates(name, terms.length)) ?? [];
  const [only, ...others] = candidates.filter(({ variadic }) => variadic?.from === last);
  if (only?.variadic === undefined || others.length > 0) {
    const { arguments: forms, type } = applied(undefined, terms);
    return { arguments: [...forms.slice(0, last), ['variadic', forms[last] ?? null]], type };
  }
  const { element } = only.variadic;
  const forms = terms.map(
    (term, i): Form =>
      i === last
        ? ['variadic', convert(term, simpleType(arrayOf(element))).form]
        : convert(term, simpleType(only.arguments[i] ?? 'any')).form,
  );
  return { arguments: forms, type: simpleType(only.result) };
}

/** What only aggregates and window functions have. */
function extras(fields: Fields, scope: Scope): readonly Form[] {
  const written = ['agg_order', 'agg_star', 'agg_distinct', 'agg_within_group', 'over'].flatMap(
    (name): Form[] => (fields[name] === undefined ? [] : [[name, rawForm(fields[name], scope)]]),
  );
  const { agg_filter } = fields;
  return agg_filter === undefined ? written : [...written, ['agg_filter', condition(agg_filter, scope)]];
}
