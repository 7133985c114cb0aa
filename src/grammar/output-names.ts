import type { Node, SelectStmt } from 'libpg-query';
import { isFields, listOf, nodeOf, stringsOf } from './tree.ts';

/**
 * The names that PostgreSQL gives to the columns of a query.
 * @returns undefined where a `*` makes them unknown; undefined in the place of a column that has no name (`?column?`)
 */
export function outputNames(query: SelectStmt): readonly (string | undefined)[] | undefined {
  const first = leftmost(query);
  const [row] = first.valuesLists ?? [];
  if (row !== undefined) return listOf('List' in row ? row.List.items : []).map((_, i) => `column${i + 1}`);
  const targets = first.targetList ?? [];
  return targets.some(takesAll) ? undefined : targets.map(targetName);
}

/** The query with its columns named as PostgreSQL names them, so that `SELECT a` and `SELECT a AS a` are one tree. */
export function withOutputNames(query: SelectStmt): SelectStmt {
  if (query.larg !== undefined) return { ...query, larg: withOutputNames(query.larg) };
  if (query.targetList === undefined) return query;
  return { ...query, targetList: query.targetList.map(namedTarget) };
}

/** The names of UNION and its like are those of its first query. */
function leftmost(query: SelectStmt): SelectStmt {
  let first = query;
  while (first.larg !== undefined) first = first.larg;
  return first;
}

function namedTarget(target: Node): Node {
  const name = takesAll(target) ? undefined : targetName(target);
  return 'ResTarget' in target && name !== undefined ? { ResTarget: { ...target.ResTarget, name } } : target;
}

function takesAll(target: Node): boolean {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (value === undefined) return false;
  if ('ColumnRef' in value) return endsInStar(value.ColumnRef.fields);
  return 'A_Indirection' in value && endsInStar(value.A_Indirection.indirection);
}

function endsInStar(path: readonly Node[] | undefined): boolean {
  const last = path?.at(-1);
  return last !== undefined && 'A_Star' in last;
}

function targetName(target: Node): string | undefined {
  if (!('ResTarget' in target)) return undefined;
  return target.ResTarget.name ?? figure(target.ResTarget.val)?.name;
}

/** A weak name gives way to one that a surrounding CASE or cast finds elsewhere. */
type Name = { readonly name: string; readonly weak: boolean };

const strong = (name: string | undefined): Name | undefined =>
  name === undefined ? undefined : { name, weak: false };

/** FigureColnameInternal() in PostgreSQL's parse_target.c. */
function figure(node: unknown): Name | undefined {
  if (!isFields(node)) return undefined;
  const { kind, fields } = nodeOf(node);
  switch (kind) {
    case 'ColumnRef':
      return strong(stringsOf(fields['fields']).at(-1));
    case 'A_Indirection':
      return strong(stringsOf(fields['indirection']).at(-1)) ?? figure(fields['arg']);
    case 'FuncCall':
      return strong(stringsOf(fields['funcname']).at(-1));
    case 'CollateClause':
      return figure(fields['arg']);
    case 'TypeCast':
      return stronger(figure(fields['arg']), castName(fields['typeName']));
    case 'CaseExpr':
      return stronger(figure(fields['defresult']), 'case');
    case 'SubLink':
      return subqueryName(String(fields['subLinkType']), fields['subselect']);
    case 'A_Expr':
      return fields['kind'] === 'AEXPR_NULLIF' ? strong('nullif') : undefined;
    case 'MinMaxExpr':
    case 'SQLValueFunction':
    case 'XmlExpr':
    case 'JsonFuncExpr':
      return strong(namesByOperation[String(fields['op'])]);
    default:
      return kind === undefined ? undefined : strong(namesByKind[kind]);
  }
}

function stronger(inner: Name | undefined, outer: string | undefined): Name | undefined {
  if (inner !== undefined && !inner.weak) return inner;
  return outer === undefined ? inner : { name: outer, weak: true };
}

function castName(typeName: unknown): string | undefined {
  return isFields(typeName) ? stringsOf(typeName['names']).at(-1) : undefined;
}

function subqueryName(kind: string, query: unknown): Name | undefined {
  switch (kind) {
    case 'EXISTS_SUBLINK':
      return strong('exists');
    case 'ARRAY_SUBLINK':
      return strong('array');
    case 'EXPR_SUBLINK':
      return isFields(query) ? strong(outputNames(nodeOf(query).fields as SelectStmt)?.[0]) : undefined;
    default:
      return undefined;
  }
}

const namesByKind: Readonly<Record<string, string>> = {
  GroupingFunc: 'grouping',
  MergeSupportFunc: 'merge_action',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  CoalesceExpr: 'coalesce',
  XmlSerialize: 'xmlserialize',
  JsonParseExpr: 'json',
  JsonScalarExpr: 'json_scalar',
  JsonSerializeExpr: 'json_serialize',
  JsonObjectConstructor: 'json_object',
  JsonArrayConstructor: 'json_array',
  JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg',
  JsonArrayAgg: 'json_arrayagg',
};

const namesByOperation: Readonly<Record<string, string>> = {
  IS_GREATEST: 'greatest',
  IS_LEAST: 'least',
  SVFOP_CURRENT_DATE: 'current_date',
  SVFOP_CURRENT_TIME: 'current_time',
  SVFOP_CURRENT_TIME_N: 'current_time',
  SVFOP_CURRENT_TIMESTAMP: 'current_timestamp',
  SVFOP_CURRENT_TIMESTAMP_N: 'current_timestamp',
  SVFOP_LOCALTIME: 'localtime',
  SVFOP_LOCALTIME_N: 'localtime',
  SVFOP_LOCALTIMESTAMP: 'localtimestamp',
  SVFOP_LOCALTIMESTAMP_N: 'localtimestamp',
  SVFOP_CURRENT_ROLE: 'current_role',
  SVFOP_CURRENT_USER: 'current_user',
  SVFOP_USER: 'user',
  SVFOP_SESSION_USER: 'session_user',
  SVFOP_CURRENT_CATALOG: 'current_catalog',
  SVFOP_CURRENT_SCHEMA: 'current_schema',
  IS_XMLCONCAT: 'xmlconcat',
  IS_XMLELEMENT: 'xmlelement',
  IS_XMLFOREST: 'xmlforest',
  IS_XMLPARSE: 'xmlparse',
  IS_XMLPI: 'xmlpi',
  IS_XMLROOT: 'xmlroot',
  JSON_EXISTS_OP: 'json_exists',
  JSON_QUERY_OP: 'json_query',
  JSON_VALUE_OP: 'json_value',
};
