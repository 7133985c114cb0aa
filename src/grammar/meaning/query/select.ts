import type { SelectStmt } from 'libpg-query';
import { outputNames } from '../../output-names.ts';
import { type Fields, isFields, listOf, nodeOf, stringsOf } from '../../tree.ts';
import { convert, unified } from '../convert.ts';
import { condition } from '../expression/booleans.ts';
import { columnParts } from '../expression/columns.ts';
import { sortOrder } from '../expression/sorting.ts';
import { rawForm, termOf } from '../expression.ts';
import { type OutputColumn, type QueryTerm, type Scope, starName } from '../scope.ts';
import { type Form, isUnknown, labelled, type Term } from '../term.ts';
import { simpleType } from '../type.ts';
import { fromItems, type Sources } from './from.ts';
import { levelScope } from './level.ts';
import { allColumns, type FromItem, type NamedTerm } from './relations.ts';

/** What a query means, with its columns named as they come out. */
export function selectTerm(fields: Fields, sources: Sources, names: readonly string[]): QueryTerm {
  const { sources: inner, forms: withForms } = withQueries(fields['withClause'], sources);
  const query = body(fields, inner, names);
  const form: Form = withForms.length === 0 ? query.form : ['with', withForms, query.form];
  return { form, columns: query.columns };
}

function body(fields: Fields, sources: Sources, names: readonly string[]): QueryTerm {
  if (isFields(fields['larg'])) return setOperation(fields, sources, names);
  if (fields['valuesLists'] !== undefined) return values(fields, sources, names);
  return plain(fields, sources, names);
}

function withQueries(
  clause: unknown,
  sources: Sources,
): { readonly sources: Sources; readonly forms: readonly Form[] } {
  if (!isFields(clause)) return { sources, forms: [] };
  const named = new Map(sources.named);
  const recursive = clause['recursive'] === true;
  const forms: Form[] = recursive ? ['recursive'] : [];
  for (const item of listOf(clause['ctes'])) {
    const cte = isFields(item) ? nodeOf(item).fields : {};
    const { ctename, ctequery, ctematerialized } = cte;
    const columns = stringsOf(cte['aliascolnames']);
    const name = String(ctename);
    const { kind, fields } = isFields(ctequery)
      ? nodeOf(ctequery)
      : { kind: undefined, fields: {} as Fields };
    const before: Sources = { ...sources, named: new Map(named) };
    // Within itself nothing is known of it but that it hides a table of its name.
    const visible: Sources = recursive ? { ...before, named: new Map(named).set(name, undefined) } : before;
    const query =
      kind === 'SelectStmt'
        ? nested(fields, visible, visible.outer)
        : { form: rawForm(ctequery, levelScope([], sources.outer, nestedIn(visible))), columns: undefined };
    named.set(
      name,
      query.columns?.map((column, i) => ({ ...column, name: columns[i] ?? column.name })),
    );
    const rest = ['search_clause', 'cycle_clause'].map(
      (field): Form => rawForm(cte[field], levelScope([], undefined, nestedIn(visible))),
    );
    forms.push([name, columns, String(ctematerialized), query.form, ...rest]);
  }
  return { sources: withNested({ ...sources, named }), forms };
}

/** The same names, and queries within that see them. */
export function withNested(sources: Sources): Sources {
  const all: Sources = { ...sources, query: (select, outer) => nested(select, all, outer) };
  return all;
}

function nested(select: Fields, sources: Sources, outer: Scope | undefined): QueryTerm {
  return selectTerm(select, withNested({ ...sources, outer }), []);
}

function nestedIn(sources: Sources): (select: Fields, outer: Scope | undefined) => QueryTerm {
  return (select, outer) => nested(select, sources, outer);
}

function setOperation(fields: Fields, sources: Sources, names: readonly string[]): QueryTerm {
  const { larg, rarg, op, all } = fields;
  const left = selectTerm(larg as Fields, sources, names);
  // Both are printed with the names of the first.
  const right = selectTerm(rarg as Fields, sources, left.columns?.map(({ name }) => name) ?? []);
  const columns = left.columns?.map(({ name, type }, i): OutputColumn => {
    const other = right.columns?.[i]?.type;
    return { name, type: other?.id === type?.id ? type : undefined };
  });
  const scope = levelScope([], sources.outer, sources.query);
  const sort = listOf(fields['sortClause']).map((item): Form => {
    const { node, ...order } = isFields(item) ? nodeOf(item).fields : {};
    const name = nameOf(node);
    const position =
      name === undefined ? ordinal(node) : (columns ?? []).findIndex((column) => column.name === name) + 1;
    return [
      'sort',
      position !== undefined && position > 0 ? position : rawForm(node, scope),
      ...sortOrder(order, scope),
    ];
  });
  return { form: [String(op), all === true, left.form, right.form, sort, ...limits(fields, scope)], columns };
}

function values(fields: Fields, sources: Sources, names: readonly string[]): QueryTerm {
  const scope = levelScope([], sources.outer, sources.query);
  const rows = listOf(fields['valuesLists']).map((row) =>
    listOf(isFields(row) ? nodeOf(row).fields['items'] : undefined).map((item) => termOf(item, scope)),
  );
  const columns = (rows[0] ?? []).map((_, i) => unified(rows.flatMap((row) => row[i] ?? [])));
  const forms = rows.map(
    (_, row): Form => columns.map(({ terms }) => (terms[row] === undefined ? null : labelled(terms[row]))),
  );
  const sort = listOf(fields['sortClause']).map((item) => rawForm(item, scope));
  return {
    form: ['values', forms, names.length === 0 ? null : [...names], sort, ...limits(fields, scope)],
    columns: columns.map(({ type }, i) => ({
      name: names[i] ?? `column${i + 1}`,
      type,
    })),
  };
}

function plain(fields: Fields, sources: Sources, names: readonly string[]): QueryTerm {
  const items = fromItems(fields['fromClause'], sources);
  const scope = levelScope(items, sources.outer, sources.query);
  const targets = outputs(fields, items, scope, names);
  const known = targets.every((target) => target !== undefined);
  const sorting: Sorting = { targets, items, scope };
  const where = fields['whereClause'];
  const having = fields['havingClause'];
  const form: Form = [
    'select',
    targets.map(
      (target, i): Form =>
        target === undefined
          ? rawForm(listOf(fields['targetList'])[i], scope)
          : [target.name, labelled(target.term)],
    ),
    items.map((item) => item.form),
    where === undefined ? null : condition(where, scope),
    [
      'group',
      fields['groupDistinct'] === true,
      ...listOf(fields['groupClause']).map((item) => grouped(item, sorting)),
    ],
    having === undefined ? null : condition(having, scope),
    rawForm(fields['windowClause'], scope),
    distinct(fields['distinctClause'], sorting),
    listOf(fields['sortClause']).map((item) => sorted(item, sorting)),
    ...limits(fields, scope),
    rawForm(fields['lockingClause'], scope),
  ];
  const columns = targets.flatMap((target) =>
    target === undefined ? [] : [{ name: target.name, type: target.term.type }],
  );
  return { form, columns: known ? columns : undefined };
}

type Target = NamedTerm | undefined;
type Sorting = {
  readonly targets: readonly Target[];
  readonly items: readonly FromItem[];
  readonly scope: Scope;
};

/** The columns that come out; undefined in the place of a `*` that hides some. A text that nothing gives a type is text. */
function outputs(
  fields: Fields,
  items: readonly FromItem[],
  scope: Scope,
  names: readonly string[],
): readonly Target[] {
  const targets = listOf(fields['targetList']).flatMap((node): readonly Target[] => {
    const { val } = isFields(node) ? nodeOf(node).fields : {};
    const star = expanded(val, items);
    if (star !== 'none') return star ?? [undefined];
    const term = termOf(val, scope);
    const [name = '?column?'] = outputNames({ targetList: [node] } as SelectStmt) ?? [];
    return [{ name, term: isUnknown(term) ? convert(term, simpleType('text')) : term }];
  });
  // Behind an unknown number of columns none can be named.
  if (targets.includes(undefined)) return targets;
  return targets.map((target, i) =>
    target === undefined ? target : { ...target, name: names[i] ?? target.name },
  );
}

/** The columns of a `*` or `t.*`; undefined where they are not known. */
function expanded(value: unknown, items: readonly FromItem[]): readonly NamedTerm[] | undefined | 'none' {
  const { kind, fields } = isFields(value) ? nodeOf(value) : { kind: undefined, fields: {} as Fields };
  const parts = kind === 'ColumnRef' ? columnParts(fields) : [];
  if (parts.at(-1) !== starName) return 'none';
  if (parts.length === 1) {
    const all = items.map((item) => item.all);
    return all.every((columns) => columns !== undefined) ? all.flat() : undefined;
  }
  const relation = items.flatMap((item) => item.relations).find(({ alias }) => alias === parts.at(-2));
  return relation === undefined ? undefined : allColumns(relation);
}

function nameOf(node: unknown): string | undefined {
  const { kind, fields } = isFields(node) ? nodeOf(node) : { kind: undefined, fields: {} as Fields };
  const parts = kind === 'ColumnRef' ? columnParts(fields) : [];
  return parts.length === 1 ? parts[0] : undefined;
}

function ordinal(node: unknown): number | undefined {
  const { kind, fields } = isFields(node) ? nodeOf(node) : { kind: undefined, fields: {} as Fields };
  const { ival } = kind === 'A_Const' ? fields : {};
  return isFields(ival) ? Number(ival['ival'] ?? 0) : undefined;
}

/** A column that comes out, where its number stands for it. */
function byOrdinal(node: unknown, targets: readonly Target[]): Term | undefined {
  const position = ordinal(node);
  return position === undefined || targets.slice(0, position).includes(undefined)
    ? undefined
    : targets[position - 1]?.term;
}

/** findTargetlistEntrySQL92(): for GROUP BY, a column of a table comes before one that comes out. */
function grouped(node: unknown, { targets, items, scope }: Sorting): Form {
  const numbered = byOrdinal(node, targets);
  if (numbered !== undefined) return numbered.form;
  const name = nameOf(node);
  const relations = items.flatMap((item) => item.relations);
  const columnless = relations.every(({ columns }) => columns !== undefined && !columns.has(name ?? ''));
  const output = name !== undefined && columnless ? outputNamed(name, targets) : undefined;
  return output?.form ?? termOf(node, scope).form;
}

function outputNamed(name: string, targets: readonly Target[]): Term | undefined {
  if (targets.includes(undefined)) return undefined;
  return targets.find((target) => target?.name === name)?.term;
}

/** For ORDER BY and DISTINCT ON what comes out comes first. */
function ordered(node: unknown, { targets, scope }: Sorting): Form {
  const numbered = byOrdinal(node, targets);
  if (numbered !== undefined) return numbered.form;
  const name = nameOf(node);
  const output = name === undefined ? undefined : outputNamed(name, targets);
  return output?.form ?? termOf(node, scope).form;
}

function sorted(item: unknown, sorting: Sorting): Form {
  const { node, ...order } = isFields(item) ? nodeOf(item).fields : {};
  return ['sort', ordered(node, sorting), ...sortOrder(order, sorting.scope)];
}

/** Undefined: all rows; a list with an empty node: DISTINCT. */
function distinct(clause: unknown, sorting: Sorting): Form {
  if (clause === undefined) return null;
  return listOf(clause).map((item) =>
    isFields(item) && Object.keys(item).length > 0 ? ordered(item, sorting) : 'all',
  );
}

function limits(fields: Fields, scope: Scope): readonly Form[] {
  const { limitCount, limitOffset, limitOption } = fields;
  const [count, offset] = [limitCount, limitOffset].map(
    (node): Form => (node === undefined ? null : convert(termOf(node, scope), simpleType('int8')).form),
  );
  return [count ?? null, offset ?? null, count === null ? null : String(limitOption)];
}
