import type { MentionedName } from '../../../model/sql.ts';
import type { DataType } from '../../../model/type.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf } from '../../tree.ts';
import { condition } from '../expression/booleans.ts';
import { rawForm, termOf } from '../expression.ts';
import type { OutputColumn, QueryTerm, Scope } from '../scope.ts';
import { type Form, untyped } from '../term.ts';
import { typeOfData } from '../type.ts';
import { functionColumns } from './function-columns.ts';
import { levelScope } from './level.ts';
import { allColumns, columnsOf, type FromItem, type NamedTerm, type Relation } from './relations.ts';

/** What a FROM list can name besides the columns of others. */
export type Sources = {
  readonly relation: (name: MentionedName) => ReadonlyMap<string, DataType> | undefined;
  /** Columns of WITH queries. */
  readonly named: ReadonlyMap<string, readonly OutputColumn[] | undefined>;
  readonly outer: Scope | undefined;
  readonly query: (select: Fields, scope: Scope | undefined) => QueryTerm;
};

const nothingMerged: FromItem['merged'] = new Map();

/** The items of a FROM list, of which each may refer to those before it. */
export function fromItems(list: unknown, sources: Sources): readonly FromItem[] {
  const items: FromItem[] = [];
  for (const node of listOf(list)) items.push(fromItem(node, items, sources));
  return items;
}

function fromItem(node: unknown, before: readonly FromItem[], sources: Sources): FromItem {
  const { kind, fields } = isFields(node) ? nodeOf(node) : { kind: undefined, fields: {} as Fields };
  switch (kind) {
    case 'RangeVar':
      return table(fields, sources);
    case 'RangeSubselect':
      return subquery(fields, before, sources);
    case 'RangeFunction':
      return functionItem(fields, before, sources);
    case 'JoinExpr':
      return join(fields, before, sources);
    default:
      return {
        form: rawForm(node, scopeOf(before, sources)),
        relations: [{ alias: undefined, columns: undefined }],
        merged: nothingMerged,
        all: undefined,
      };
  }
}

function scopeOf(items: readonly FromItem[], sources: Sources): Scope {
  return levelScope(items, sources.outer, sources.query);
}

function single(form: Form, relation: Relation): FromItem {
  return { form, relations: [relation], merged: nothingMerged, all: allColumns(relation) };
}

type Alias = { readonly name: string | undefined; readonly columns: readonly string[] };

function aliasOf(fields: Fields): Alias {
  const alias = isFields(fields['alias']) ? fields['alias'] : {};
  const { aliasname } = alias;
  return {
    name: typeof aliasname === 'string' ? aliasname : undefined,
    columns: stringsOf(alias['colnames']),
  };
}

function renamed(columns: Relation['columns'], names: readonly string[]): Relation['columns'] {
  if (columns === undefined) return undefined;
  return new Map([...columns].map(([name, type], i) => [names[i] ?? name, type]));
}

function table(fields: Fields, { relation, named }: Sources): FromItem {
  const { schemaname, relname, inh } = fields;
  const name = String(relname);
  const schema = typeof schemaname === 'string' ? schemaname : undefined;
  const alias = aliasOf(fields);
  const withQuery = schema === undefined && named.has(name);
  const columns = withQuery
    ? columnsOf(named.get(name))
    : tableColumns(relation({ ...(schema === undefined ? {} : { schema }), name }));
  const hidden = schema === 'public' && !named.has(name) ? undefined : schema;
  const form: Form = ['table', hidden ?? null, name, alias.name ?? name, alias.columns, inh === true];
  return single(form, { alias: alias.name ?? name, columns: renamed(columns, alias.columns) });
}

function tableColumns(columns: ReadonlyMap<string, DataType> | undefined): Relation['columns'] {
  return columns === undefined
    ? undefined
    : new Map([...columns].map(([name, type]) => [name, typeOfData(type)]));
}

function subquery(fields: Fields, before: readonly FromItem[], sources: Sources): FromItem {
  const lateral = fields['lateral'] === true;
  const { subquery: node } = fields;
  const select = isFields(node) ? nodeOf(node).fields : {};
  const query = sources.query(select, lateral ? scopeOf(before, sources) : sources.outer);
  const alias = aliasOf(fields);
  const form: Form = ['subquery', lateral, query.form, alias.name ?? null, alias.columns];
  return single(form, { alias: alias.name, columns: renamed(columnsOf(query.columns), alias.columns) });
}

function functionItem(fields: Fields, before: readonly FromItem[], sources: Sources): FromItem {
  const { functions, ordinality, is_rowsfrom, coldeflist } = fields;
  const scope = scopeOf(before, sources);
  const alias = aliasOf(fields);
  const known =
    is_rowsfrom === true || coldeflist !== undefined ? undefined : functionColumns(functions, alias.name);
  const names = [
    ...(known?.columns ?? []),
    ...(known !== undefined && ordinality === true ? ['ordinality'] : []),
  ];
  const columns = names.map((name, i) => alias.columns[i] ?? name);
  const name = alias.name ?? known?.name;
  const form: Form = [
    'function',
    rawForm(functions, scope),
    ordinality === true,
    is_rowsfrom === true,
    rawForm(coldeflist, scope),
    name ?? null,
    known === undefined ? alias.columns : columns,
  ];
  if (known === undefined) return single(form, { alias: name, columns: undefined });
  const type = names.length === 1 ? termOf(known.call, scope).type : undefined;
  return single(form, {
    alias: name,
    columns: new Map(columns.map((column) => [column, type])),
    scalar: names.length === 1,
  });
}

function join(fields: Fields, before: readonly FromItem[], sources: Sources): FromItem {
  const left = fromItem(fields['larg'], before, sources);
  const right = fromItem(fields['rarg'], [...before, left], sources);
  const names = stringsOf(fields['usingClause']);
  const kind = String(fields['jointype']);
  const simple =
    fields['isNatural'] !== true && fields['alias'] === undefined && fields['join_using_alias'] === undefined;
  const merged = new Map([...left.merged, ...right.merged]);
  for (const name of names) merged.set(name, mergedColumn(name, kind, left, right, sources));
  const scope = scopeOf([...before, left, right], sources);
  const form: Form = [
    'join',
    kind,
    fields['isNatural'] === true,
    left.form,
    right.form,
    names,
    fields['quals'] === undefined ? null : condition(fields['quals'], scope),
    rawForm(fields['alias'], scope),
    rawForm(fields['join_using_alias'], scope),
  ];
  const relations = [...left.relations, ...right.relations];
  return {
    form,
    relations: simple ? relations : [...relations, { alias: undefined, columns: undefined }],
    merged,
    all: simple ? joinedColumns(left, right, names, merged) : undefined,
  };
}

/** A FULL JOIN has the one that is not NULL, which is no column of either. */
function mergedColumn(
  name: string,
  kind: string,
  left: FromItem,
  right: FromItem,
  sources: Sources,
): NamedTerm['term'] {
  const side = { JOIN_INNER: left, JOIN_LEFT: left, JOIN_RIGHT: right }[kind];
  return side === undefined
    ? untyped(['merged', name])
    : scopeOf([side], { ...sources, outer: undefined }).column([name]);
}

/** expandNSItemVars() for joins: the columns of USING come first. */
function joinedColumns(
  left: FromItem,
  right: FromItem,
  names: readonly string[],
  merged: FromItem['merged'],
): readonly NamedTerm[] | undefined {
  if (left.all === undefined || right.all === undefined) return undefined;
  const first = names.flatMap((name) => {
    const term = merged.get(name);
    return term === undefined ? [] : [{ name, term }];
  });
  const others = [...left.all, ...right.all].filter(({ name }) => !names.includes(name));
  return [...first, ...others];
}
