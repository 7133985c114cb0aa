import type { ResolvedType } from '../type/resolve.ts';
import { now } from './calendar.ts';
import { castTo } from './cast.ts';
import { compareData, equalData } from './compare.ts';
import { type Datum, error, nothing, number, truth, unknown } from './datum.ts';
import { applyFunction, extremum } from './functions.ts';
import { applyOperator } from './operators.ts';
import { type Fields, itemsOf, lastName, namesOf, nodeOf } from './tree.ts';

/** What an expression may look at. */
export type Environment = {
  /** The value of a column, by its name. */
  column(name: string): Datum;
  /** An enum or a domain, as the expression spells it; undefined for what is not in the model. */
  type(name: readonly string[]): ResolvedType | undefined;
  /** What a function of the model makes of its arguments; undefined where it has none of the name whose body is one expression. */
  call(name: readonly string[], given: readonly Datum[]): Datum | undefined;
  /** `$1` in the body of a function. */
  parameter(position: number): Datum;
};

/**
 * What an expression is worth in an environment, in SQL's logic of three values; `unknown` where this program knows too little of
 * PostgreSQL, `error` where the server would refuse to compute it.
 */
export function evaluate(tree: unknown, environment: Environment): Datum {
  const node = nodeOf(tree);
  if (node === undefined) return unknown;
  return evaluators[node.kind]?.(node.fields, environment) ?? unknown;
}

/** Whether a check lets a row pass: true and NULL do. Undefined where that is not known. */
export function passes(datum: Datum): boolean | undefined {
  switch (datum.kind) {
    case 'boolean':
      return datum.value;
    case 'null':
      return true;
    case 'error':
      return false;
    default:
      return undefined;
  }
}

type Evaluator = (fields: Fields, environment: Environment) => Datum | undefined;

const evaluators: Readonly<Record<string, Evaluator>> = {
  A_Const: constant,
  ColumnRef: (fields, environment) => {
    const names = namesOf(fields['fields']);
    const name = names.at(-1);
    // `t.*` and `*` end in another kind of node.
    return name === undefined || names.length < itemsOf(fields['fields']).length
      ? unknown
      : environment.column(name);
  },
  TypeCast: (fields, environment) =>
    castTo(fields['typeName'], evaluate(fields['arg'], environment), environment),
  CollateClause: (fields, environment) => evaluate(fields['arg'], environment),
  A_Expr: operation,
  BoolExpr: connective,
  NullTest: (fields, environment) => {
    const { kind } = evaluate(fields['arg'], environment);
    if (kind === 'unknown') return unknown;
    if (kind === 'error') return error;
    return truth((kind === 'null') === (fields['nulltesttype'] === 'IS_NULL'));
  },
  BooleanTest: (fields, environment) => {
    const value = evaluate(fields['arg'], environment);
    const test = booleanTests[String(fields['booltesttype'])];
    if (test === undefined || (value.kind !== 'boolean' && value.kind !== 'null')) return unknown;
    return truth(test(value.kind === 'null' ? null : value.value));
  },
  CoalesceExpr: (fields, environment) => {
    for (const item of itemsOf(fields['args'])) {
      const value = evaluate(item, environment);
      if (value.kind !== 'null') return value;
    }
    return nothing;
  },
  MinMaxExpr: (fields, environment) =>
    extremum(
      itemsOf(fields['args']).map((item) => evaluate(item, environment)),
      fields['op'] === 'IS_GREATEST',
    ),
  FuncCall: (fields, environment) => {
    const given = itemsOf(fields['args']).map((item) => evaluate(item, environment));
    const names = namesOf(fields['funcname']);
    return environment.call(names, given) ?? applyFunction(names.at(-1) ?? '', given);
  },
  ParamRef: (fields, environment) => environment.parameter(Number(fields['number'] ?? 0)),
  CaseExpr: chosen,
  A_ArrayExpr: (fields, environment) => ({
    kind: 'array',
    items: itemsOf(fields['elements']).map((item) => evaluate(item, environment)),
  }),
  SQLValueFunction: (fields) =>
    /CURRENT_(DATE|TIMESTAMP)|LOCALTIMESTAMP/.test(String(fields['op']))
      ? { kind: 'time', value: now }
      : unknown,
};

const booleanTests: Readonly<Record<string, (value: boolean | null) => boolean>> = {
  IS_TRUE: (value) => value === true,
  IS_NOT_TRUE: (value) => value !== true,
  IS_FALSE: (value) => value === false,
  IS_NOT_FALSE: (value) => value !== false,
  IS_UNKNOWN: (value) => value === null,
  IS_NOT_UNKNOWN: (value) => value !== null,
};

function constant(fields: Fields): Datum {
  if (fields['isnull'] === true) return nothing;
  // Zeros, empty texts and false are left out of the tree.
  const part = (name: string): Fields | undefined => fields[name] as Fields | undefined;
  if (fields['ival'] !== undefined) return number(Number(part('ival')?.['ival'] ?? 0));
  if (fields['fval'] !== undefined) return number(Number(part('fval')?.['fval'] ?? 0));
  if (fields['boolval'] !== undefined)
    return { kind: 'boolean', value: part('boolval')?.['boolval'] === true };
  if (fields['sval'] !== undefined) return { kind: 'literal', value: String(part('sval')?.['sval'] ?? '') };
  return unknown;
}

function connective(fields: Fields, environment: Environment): Datum {
  const values = itemsOf(fields['args']).map((item) => evaluate(item, environment));
  if (fields['boolop'] === 'NOT_EXPR') {
    const [value = unknown] = values;
    return value.kind === 'boolean' ? truth(!value.value) : value;
  }
  // The one that decides, decides whatever the others are; only an error does not wait for its turn.
  const decisive = fields['boolop'] === 'OR_EXPR';
  if (values.some((value) => value.kind === 'boolean' && value.value === decisive)) return truth(decisive);
  for (const kind of ['error', 'unknown', 'null'] as const) {
    const found = values.find((value) => value.kind === kind);
    if (found !== undefined) return found;
  }
  return values.every(({ kind }) => kind === 'boolean') ? truth(!decisive) : unknown;
}

function operation(fields: Fields, environment: Environment): Datum {
  const name = lastName(fields['name']);
  const left = fields['lexpr'] === undefined ? undefined : evaluate(fields['lexpr'], environment);
  const right = (): Datum => evaluate(fields['rexpr'], environment);
  const list = (): readonly Datum[] => itemsOf(fields['rexpr']).map((item) => evaluate(item, environment));
  if (left === undefined) {
    const value = right();
    return name === '-' && value.kind === 'number' ? number(-value.value) : unknown;
  }
  switch (fields['kind']) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return applyOperator(name, left, right());
    case 'AEXPR_IN':
      return quantified(left, name, list(), name === '=');
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL': {
      const array = arrayOf(right(), left);
      if (array.kind !== 'array') return array.kind === 'null' ? nothing : unknown;
      return quantified(left, name, array.items, fields['kind'] === 'AEXPR_OP_ANY');
    }
    case 'AEXPR_DISTINCT':
      return distinct(left, right(), true);
    case 'AEXPR_NOT_DISTINCT':
      return distinct(left, right(), false);
    case 'AEXPR_NULLIF': {
      const equal = equalData(left, right());
      return equal === undefined ? unknown : equal ? nothing : left;
    }
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return between(left, list(), String(fields['kind']));
    default:
      return unknown;
  }
}

/** `'{a,b}'` where an array stands: its elements take the type of the other side. */
function arrayOf(datum: Datum, element: Datum): Datum {
  if (datum.kind !== 'literal') return datum;
  const joined = applyOperator('||', { kind: 'array', items: [element] }, datum);
  return joined.kind === 'array' ? { kind: 'array', items: joined.items.slice(1) } : unknown;
}

function quantified(left: Datum, operator: string, items: readonly Datum[], any: boolean): Datum {
  const results = items.map((item) => applyOperator(operator, left, item));
  if (results.some((result) => result.kind === 'boolean' && result.value === any)) return truth(any);
  for (const kind of ['error', 'unknown', 'null'] as const) {
    if (results.some((result) => result.kind === kind)) return kind === 'null' ? nothing : { kind };
  }
  return truth(!any);
}

function distinct(left: Datum, right: Datum, wanted: boolean): Datum {
  if (left.kind === 'null' || right.kind === 'null') {
    if (left.kind === 'unknown' || right.kind === 'unknown') return unknown;
    return truth((left.kind !== right.kind) === wanted);
  }
  const equal = equalData(left, right);
  return equal === undefined ? unknown : truth(!equal === wanted);
}

function between(value: Datum, [low = unknown, high = unknown]: readonly Datum[], kind: string): Datum {
  const order = compareData(low, high);
  const swap = kind.endsWith('_SYM') && order !== undefined && order > 0;
  const [from, to] = swap ? [high, low] : [low, high];
  const negated = kind.startsWith('AEXPR_NOT');
  const parts = negated
    ? [applyOperator('<', value, from), applyOperator('>', value, to)]
    : [applyOperator('>=', value, from), applyOperator('<=', value, to)];
  if (parts.some((part) => part.kind === 'boolean' && part.value === negated)) return truth(negated);
  return parts.find(({ kind: of }) => of !== 'boolean') ?? truth(!negated);
}

function chosen(fields: Fields, environment: Environment): Datum {
  const subject = fields['arg'] === undefined ? undefined : evaluate(fields['arg'], environment);
  for (const item of itemsOf(fields['args'])) {
    const branch = nodeOf(item)?.fields ?? {};
    const value = evaluate(branch['expr'], environment);
    const test = subject === undefined ? value : applyOperator('=', subject, value);
    if (test.kind === 'unknown' || test.kind === 'error') return test;
    if (test.kind === 'boolean' && test.value) return evaluate(branch['result'], environment);
  }
  return fields['defresult'] === undefined ? nothing : evaluate(fields['defresult'], environment);
}
