import { type Fields, isFields, nodeOf, stringsOf } from '../../tree.ts';
import { operator, operatorName } from '../apply.ts';
import { rawForm, termOf } from '../expression.ts';
import type { QueryTerm, Scope } from '../scope.ts';
import { type Term, typed, untyped } from '../term.ts';
import { simpleType } from '../type.ts';

/** A query as an operand: EXISTS, IN, ANY, ALL, ARRAY, or its one value. */
export function sublink(fields: Fields, scope: Scope): Term {
  const kind = String(fields['subLinkType']);
  const { subselect } = fields;
  const query = isFields(subselect) ? scope.query(nodeOf(subselect).fields) : undefined;
  if (query === undefined)
    return untyped([kind, rawForm(fields['testexpr'], scope), rawForm(subselect, scope)]);
  const type = query.columns?.length === 1 ? query.columns[0]?.type : undefined;
  switch (kind) {
    case 'EXISTS_SUBLINK':
      return typed([kind, query.form], simpleType('bool'));
    case 'EXPR_SUBLINK':
      return typed([kind, query.form], type);
    case 'ANY_SUBLINK':
    case 'ALL_SUBLINK':
      return compared(kind, fields, query, type, scope);
    default:
      return untyped([kind, query.form]);
  }
}

function compared(kind: string, fields: Fields, query: QueryTerm, type: Term['type'], scope: Scope): Term {
  const names = stringsOf(fields['operName']);
  const name = names.length === 0 ? '=' : operatorName(names);
  const value = type === undefined ? untyped(null) : typed(null, type);
  const left = termOf(fields['testexpr'], scope);
  return typed([kind, operator(name, [left, value]).form, query.form], simpleType('bool'));
}
