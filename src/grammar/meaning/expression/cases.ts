import { type Fields, isFields, listOf, nodeOf } from '../../tree.ts';
import { operator } from '../apply.ts';
import { unified } from '../convert.ts';
import { termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Form, labelled, type Term, typed, unknown, untyped } from '../term.ts';
import { condition } from './booleans.ts';

/** CASE with conditions, and CASE x WHEN …, whose x is computed once and compared by `=`. Without ELSE the value is NULL. */
export function caseExpression(fields: Fields, scope: Scope): Term {
  const { arg, args, defresult } = fields;
  const whens = listOf(args).map((item) => (isFields(item) ? nodeOf(item).fields : {}));
  const tested = arg === undefined ? undefined : termOf(arg, scope);
  const conditions = whens.map(
    ({ expr }): Form =>
      tested === undefined ? condition(expr, scope) : operator('=', [tested, termOf(expr, scope)]).form,
  );
  const fallback = defresult === undefined ? unknown(null) : termOf(defresult, scope);
  // transformCaseExpr(): ELSE comes first in the search for a common type.
  const { terms, type } = unified([fallback, ...whens.map(({ result }) => termOf(result, scope))]);
  const [other, ...results] = terms.map((term) => (type === undefined ? labelled(term) : term.form));
  const pairs = conditions.map((when, i): Form => [when, results[i] ?? null]);
  const form = [tested === undefined ? 'case' : 'simple case', tested?.form ?? null, pairs, other ?? null];
  return type === undefined ? untyped(form) : typed(form, type);
}
