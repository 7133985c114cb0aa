import { type Fields, isFields, listOf, nodeOf, stringsOf } from '../../tree.ts';
import { arrayOperator, operator, operatorName, resolveOperator } from '../apply.ts';
import { array, commonType, convert } from '../convert.ts';
import { rawForm, termOf } from '../expression.ts';
import type { Scope } from '../scope.ts';
import { type Form, labelled, type Term, typed, untyped } from '../term.ts';
import { arrayOf, isArray, simpleType } from '../type.ts';
import { isNullConstant, joined } from './booleans.ts';
import { mentionsColumns } from './columns.ts';

type Kind = (name: string, fields: Fields, scope: Scope) => Term;

/** By A_Expr_Kind: transformExprRecurse() in parse_expr.c. */
const kinds: Readonly<Record<string, Kind>> = {
  AEXPR_OP: plain,
  AEXPR_LIKE: plain,
  AEXPR_ILIKE: plain,
  AEXPR_SIMILAR: plain,
  AEXPR_OP_ANY: (name, fields, scope) => overArray(name, fields, scope, false),
  AEXPR_OP_ALL: (name, fields, scope) => overArray(name, fields, scope, true),
  AEXPR_DISTINCT: distinct,
  AEXPR_NOT_DISTINCT: (name, fields, scope) =>
    nullComparison(fields, scope, 'IS_NULL') ?? typed(['not', distinct(name, fields, scope).form], bool),
  AEXPR_NULLIF: nullIf,
  AEXPR_IN: inList,
  AEXPR_BETWEEN: (_, fields, scope) => within(fields, scope),
  AEXPR_NOT_BETWEEN: (_, fields, scope) => outside(fields, scope),
  AEXPR_BETWEEN_SYM: (_, fields, scope) =>
    joined('or', [within(fields, scope).form, within(reversed(fields), scope).form]),
  AEXPR_NOT_BETWEEN_SYM: (_, fields, scope) =>
    joined('and', [outside(fields, scope).form, outside(reversed(fields), scope).form]),
};

const bool = simpleType('bool');

export function operation(fields: Fields, scope: Scope): Term {
  const name = operatorName(stringsOf(fields['name']));
  const kind = kinds[String(fields['kind'])];
  if (kind !== undefined) return kind(name, fields, scope);
  return untyped([
    String(fields['kind']),
    name,
    rawForm(fields['lexpr'], scope),
    rawForm(fields['rexpr'], scope),
  ]);
}

function plain(name: string, fields: Fields, scope: Scope): Term {
  const { lexpr, rexpr } = fields;
  const rows = rowsOf(lexpr, rexpr);
  if (rows !== undefined && (name === '=' || name === '<>')) return compareRows(name, rows, scope);
  const operands = [lexpr, rexpr].filter((node) => node !== undefined).map((node) => termOf(node, scope));
  return operator(name, operands);
}

type Rows = readonly (readonly [unknown, unknown])[];

function rowsOf(left: unknown, right: unknown): Rows | undefined {
  const [one, other] = [left, right].map((node) => {
    const { kind, fields } = isFields(node) ? nodeOf(node) : { kind: undefined, fields: {} as Fields };
    return kind === 'RowExpr' ? listOf(fields['args']) : undefined;
  });
  if (one === undefined || other === undefined || one.length !== other.length || one.length === 0)
    return undefined;
  return one.map((item, i) => [item, other[i]]);
}

/** make_row_comparison_op(): rows are equal where all of their columns are. */
function compareRows(name: '=' | '<>', rows: Rows, scope: Scope): Term {
  const pairs = rows.map(([left, right]) => operator(name, [termOf(left, scope), termOf(right, scope)]));
  const [only, ...others] = pairs;
  if (only !== undefined && others.length === 0) return only;
  return joined(
    name === '=' ? 'and' : 'or',
    pairs.map(({ form }) => form),
  );
}

function overArray(name: string, fields: Fields, scope: Scope, all: boolean): Term {
  return arrayOperator(name, termOf(fields['lexpr'], scope), termOf(fields['rexpr'], scope), all);
}

/** Comparing with a bare NULL is a test for it: transformAExprDistinct(). */
function nullComparison(fields: Fields, scope: Scope, test: string): Term | undefined {
  const { lexpr, rexpr } = fields;
  if (isNullConstant(rexpr)) return typed([test, termOf(lexpr, scope).form], bool);
  return isNullConstant(lexpr) ? typed([test, termOf(rexpr, scope).form], bool) : undefined;
}

function distinct(name: string, fields: Fields, scope: Scope): Term {
  return (
    nullComparison(fields, scope, 'IS_NOT_NULL') ??
    typed(['distinct', ...operandForms(name, fields, scope)], bool)
  );
}

/** Both operands as the operator takes them. */
function operandForms(name: string, fields: Fields, scope: Scope): readonly Form[] {
  return operandTerms(name, fields, scope).map(labelled);
}

function operandTerms(name: string, fields: Fields, scope: Scope): readonly Term[] {
  const terms = [termOf(fields['lexpr'], scope), termOf(fields['rexpr'], scope)];
  const resolved = resolveOperator(name, terms);
  if (resolved === undefined) return terms;
  return terms.map((term, i) => convert(term, simpleType(resolved.arguments[i] ?? 'any')));
}

/** Its value is the first operand as the operator takes it. */
function nullIf(name: string, fields: Fields, scope: Scope): Term {
  const terms = operandTerms(name, fields, scope);
  return typed(['nullif', ...terms.map(labelled)], terms[0]?.type);
}

/**
 * transformAExprIn(): constants become one array if there are several, which all get one type with the left operand; what depends on
 * columns is compared one by one.
 */
function inList(name: string, fields: Fields, scope: Scope): Term {
  const { lexpr, rexpr } = fields;
  const items = isFields(rexpr) ? listOf(nodeOf(rexpr).fields['items']) : [];
  const word = name === '<>' ? 'and' : 'or';
  if (items.some((item) => rowsOf(lexpr, item) !== undefined))
    return compareEach(word, name, lexpr, items, scope);
  const constants = items.filter((item) => !mentionsColumns(item, scope));
  const left = termOf(lexpr, scope);
  const listed = constants.length > 1 ? constantList(name, left, constants, scope) : undefined;
  if (listed === undefined) return compareEach(word, name, lexpr, items, scope);
  const rest = items.filter((item) => !constants.includes(item));
  return rest.length === 0
    ? listed
    : joined(word, [listed.form, ...rest.map((item) => operator(name, [left, termOf(item, scope)]).form)]);
}

function constantList(name: string, left: Term, nodes: readonly unknown[], scope: Scope): Term | undefined {
  const terms = nodes.map((node) => termOf(node, scope));
  const type = commonType([left, ...terms]);
  // Without a common type that has arrays, and for arrays, each is compared on its own.
  if (type === undefined) return left.type === undefined ? unresolvedList(name, left, terms) : undefined;
  if (isArray(type)) return undefined;
  const list = array(
    arrayOf(type),
    terms.map((term) => convert(term, simpleType(type))),
  );
  return arrayOperator(name, left, list, name === '<>');
}

/** What `x IN (…)` becomes where nothing is known about x: the array whose elements have no type. */
function unresolvedList(name: string, left: Term, terms: readonly Term[]): Term {
  return untyped([name === '<>' ? 'all' : 'any', name, labelled(left), ['ARRAY', ...terms.map(labelled)]]);
}

function compareEach(
  word: 'and' | 'or',
  name: string,
  left: unknown,
  items: readonly unknown[],
  scope: Scope,
): Term {
  const terms = items.map((item) => plain(name, { lexpr: left, rexpr: item }, scope));
  const [only, ...others] = terms;
  if (only !== undefined && others.length === 0) return only;
  return joined(
    word,
    terms.map(({ form }) => form),
  );
}

/** transformAExprBetween() */
function within(fields: Fields, scope: Scope): Term {
  const [low, high] = bounds(fields);
  const { lexpr } = fields;
  return joined('and', [
    plain('>=', { lexpr, rexpr: low }, scope).form,
    plain('<=', { lexpr, rexpr: high }, scope).form,
  ]);
}

function outside(fields: Fields, scope: Scope): Term {
  const [low, high] = bounds(fields);
  const { lexpr } = fields;
  return joined('or', [
    plain('<', { lexpr, rexpr: low }, scope).form,
    plain('>', { lexpr, rexpr: high }, scope).form,
  ]);
}

function bounds(fields: Fields): readonly unknown[] {
  const { rexpr } = fields;
  return isFields(rexpr) ? listOf(nodeOf(rexpr).fields['items']) : [];
}

function reversed(fields: Fields): Fields {
  const [low, high] = bounds(fields);
  return { ...fields, rexpr: { List: { items: [high, low] } } };
}
