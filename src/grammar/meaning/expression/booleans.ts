import { type Fields, isFields, listOf, nodeOf } from '../../tree.ts';
import { convert } from '../convert.ts';
import { termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Form, isUnknown, type Term, typed } from '../term.ts';
import { simpleType } from '../type.ts';

const bool = simpleType('bool');

/** A condition by its form: a text where one is wanted is true or false. */
export function condition(node: unknown, scope: Scope): Form {
  const term = termOf(node, scope);
  return (isUnknown(term) ? convert(term, bool) : term).form;
}

/** AND and OR in one level each, as they are associative. */
export function booleanOperator(fields: Fields, scope: Scope): Term {
  const word = String(fields['boolop']);
  const operands = listOf(fields['args']).map((item) => condition(item, scope));
  if (word === 'NOT_EXPR') return typed(['not', ...operands], bool);
  return joined(word === 'AND_EXPR' ? 'and' : 'or', operands);
}

export function joined(word: 'and' | 'or', operands: readonly Form[]): Term {
  const flat = operands.flatMap((operand) =>
    Array.isArray(operand) && operand[0] === word ? (operand.slice(1) as readonly Form[]) : [operand],
  );
  return typed([word, ...flat], bool);
}

export function nullTest(fields: Fields, scope: Scope): Term {
  return typed([String(fields['nulltesttype']), termOf(fields['arg'], scope).form], bool);
}

export function booleanTest(fields: Fields, scope: Scope): Term {
  return typed([String(fields['booltesttype']), condition(fields['arg'], scope)], bool);
}

/** An undecorated NULL: exprIsNullConstant(). */
export function isNullConstant(node: unknown): boolean {
  const { kind, fields } = isFields(node) ? nodeOf(node) : { kind: undefined, fields: {} as Fields };
  return kind === 'A_Const' && fields['isnull'] === true;
}
