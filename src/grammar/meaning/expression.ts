import { isPosition, isTypeName } from '../canonical.ts';
import { type Fields, isFields, listOf, nodeOf } from '../tree.ts';
import { unified } from './convert.ts';
import { arrayExpression, indirection } from './expression/arrays.ts';
import { booleanOperator, booleanTest, nullTest } from './expression/booleans.ts';
import { caseExpression } from './expression/cases.ts';
import { typeCast } from './expression/casts.ts';
import { collation } from './expression/collations.ts';
import { columnParts } from './expression/columns.ts';
import { constantNode, valueFunction } from './expression/constants.ts';
import { functionCall } from './expression/functions.ts';
import { operation } from './expression/operations.ts';
import { sortItem } from './expression/sorting.ts';
import { sublink } from './expression/sublinks.ts';
import type { Scope } from './scope.ts';
import { type Form, labelled, type Term, typed, untyped } from './term.ts';
import { typeOfName } from './type.ts';

type Rule = (fields: Fields, scope: Scope) => Term;

/** What is known about a kind of node; of all others, what they consist of counts. */
const rules: Readonly<Record<string, Rule>> = {
  A_ArrayExpr: arrayExpression,
  A_Const: constantNode,
  A_Expr: operation,
  A_Indirection: indirection,
  BoolExpr: booleanOperator,
  BooleanTest: booleanTest,
  CaseExpr: caseExpression,
  CoalesceExpr: (fields, scope) => choice(['coalesce'], fields, scope),
  CollateClause: collation,
  ColumnRef: (fields, scope) => scope.column(columnParts(fields)),
  FuncCall: functionCall,
  MinMaxExpr: (fields, scope) => choice(['extreme', String(fields['op'])], fields, scope),
  NullTest: nullTest,
  RowExpr: (fields, scope) => untyped(['row', ...listOf(fields['args']).map((item) => rawForm(item, scope))]),
  SQLValueFunction: valueFunction,
  SelectStmt: (fields, scope) => untyped(scope.query(fields).form),
  SortBy: sortItem,
  SubLink: sublink,
  TypeCast: typeCast,
};

/** The canonical form of an expression, bottom up: of its parts, then of what it makes of them. */
export function termOf(node: unknown, scope: Scope): Term {
  if (!isFields(node)) return untyped(node === undefined ? null : (node as Form));
  const { kind, fields } = nodeOf(node);
  const rule = kind === undefined || !Object.hasOwn(rules, kind) ? undefined : rules[kind];
  return rule?.(fields, scope) ?? untyped([kind ?? null, generic(fields, scope)]);
}

/** A part of which only the server knows what it is converted to. */
export function rawForm(node: unknown, scope: Scope): Form {
  if (Array.isArray(node)) return node.map((item) => rawForm(item, scope));
  return labelled(termOf(node, scope));
}

/** All that a node has, sorted by name. */
function generic(fields: Fields, scope: Scope): Form {
  if (isTypeName(fields)) return typeForm(fields, scope);
  return Object.keys(fields)
    .filter((name) => !isPosition(name, fields[name]) && !spelling.has(name))
    .sort()
    .map((name) => [name, rawForm(fields[name], scope)]);
}

/** How something was written, and not what. */
const spelling: ReadonlySet<string> = new Set(['row_format', 'funcformat']);

function typeForm(fields: Fields, scope: Scope): Form {
  const type = typeOfName(fields);
  if (type !== undefined) return ['type', type.id, [...type.modifiers]];
  return Object.keys(fields)
    .filter((name) => !isPosition(name, fields[name]))
    .sort()
    .map((name) => [name, rawForm(fields[name], scope)]);
}

/** COALESCE, GREATEST and LEAST: arguments of one type. */
function choice(head: readonly Form[], fields: Fields, scope: Scope): Term {
  const { terms, type } = unified(listOf(fields['args']).map((item) => termOf(item, scope)));
  if (type === undefined) return untyped([...head, ...terms.map(labelled)]);
  return typed([...head, ...terms.map(({ form }) => form)], type);
}
