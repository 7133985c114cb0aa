import type { Exclusion, Index, IndexElement, OperatorClass } from '../../../model/schema-object.ts';
import type { ConstraintRow } from '../rows/constraints.ts';
import type { CollationRow, IndexColumnRow, IndexRow, OperatorClassRow } from '../rows/indexes.ts';
import type { Rows } from '../rows/queries.ts';
import type { ColumnNames } from './column-names.ts';
import { deferralOf } from './constraints.ts';
import type { Context } from './context.ts';
import { indexBy } from './lists.ts';
import { storageParameters } from './parameters.ts';
import { findKeyword, splitList, tokenEnd } from './scan.ts';

/** What indexes refer to by oid. */
export type IndexNames = {
  readonly columns: ColumnNames;
  readonly classes: ReadonlyMap<number, OperatorClassRow>;
  readonly collations: ReadonlyMap<number, CollationRow>;
  /** By the oid of the index and the number of the column. */
  readonly indexColumns: ReadonlyMap<string, IndexColumnRow>;
};

export function indexNames(rows: Rows, columns: ColumnNames): IndexNames {
  return {
    columns,
    classes: indexBy(rows.operatorClasses, ({ oid }) => oid),
    collations: indexBy(rows.collations, ({ oid }) => oid),
    indexColumns: new Map(rows.indexColumns.map((row) => [`${row.index} ${row.number}`, row])),
  };
}

type Named = { readonly schema: string; readonly name: string };

/** Undefined where an expression of it cannot be read. */
export function buildIndex(
  row: IndexRow,
  owner: Named,
  names: IndexNames,
  context: Context,
): Index | undefined {
  const parts = elementsAndCondition(row, [owner.schema, row.name], names, context);
  if (parts === undefined) return undefined;
  const { elements, where } = parts;
  return {
    name: row.name,
    unique: row.unique,
    nullsNotDistinct: row.nulls_not_distinct,
    method: row.method,
    elements,
    include: names.columns.names(row.relation, row.columns.slice(row.keys)),
    ...where,
    storageParameters: storageParameters(row.parameters),
    ...(row.valid ? {} : { invalid: true }),
    ...context.commented('pg_class', row.oid),
    hints: {},
  };
}

export function buildExclusion(
  row: ConstraintRow,
  index: IndexRow,
  table: Named,
  names: IndexNames,
  context: Context,
): Exclusion | undefined {
  const parts = elementsAndCondition(index, [table.schema, table.name, row.name], names, context);
  if (parts === undefined) return undefined;
  const { elements, where } = parts;
  return {
    name: row.name,
    method: index.method,
    elements: elements.map((element, position) => ({
      ...element,
      operator: row.operators?.[position] ?? '=',
    })),
    include: names.columns.names(index.relation, index.columns.slice(index.keys)),
    ...where,
    deferral: deferralOf(row),
    ...context.commented('pg_constraint', row.oid),
    hints: {},
  };
}

type Parts = { readonly elements: readonly IndexElement[]; readonly where: Pick<Index, 'where'> };

function elementsAndCondition(
  row: IndexRow,
  address: readonly string[],
  names: IndexNames,
  context: Context,
): Parts | undefined {
  const printed = row.definition === null ? undefined : printedElements(row.definition);
  const elements: IndexElement[] = [];
  for (let position = 0; position < row.keys; position++) {
    const key = elementKey(row, position, address, names, context);
    if (key === undefined) return undefined;
    const column = names.indexColumns.get(`${row.oid} ${position + 1}`);
    if (column?.statistics_target === true) context.note('statistics target', [...address, column.name]);
    const collation = collationOf(row, position, key, printed?.[position], names);
    if (collation?.hidden === true) context.note('collation that needs its schema', address);
    elements.push(element(row, position, key, printed?.[position], collation, names));
  }
  if (row.where === null) return { elements, where: {} };
  const where = context.read(context.grammar.expression(row.where), address);
  return where && { elements, where: { where } };
}

function elementKey(
  row: IndexRow,
  position: number,
  address: readonly string[],
  names: IndexNames,
  context: Context,
): IndexElement['key'] | undefined {
  const number = row.columns[position] ?? 0;
  if (number > 0) return { kind: 'column', name: names.columns.at(row.relation, number).name };
  const text = row.texts?.[position] ?? '';
  // Whatever is no call stands in parentheses.
  const bare = text.startsWith('(') && tokenEnd(text, 0) === text.length ? text.slice(1, -1) : text;
  const expression = context.read(context.grammar.expression(bare), address);
  return expression && { kind: 'expression', expression };
}

const descending = 1;
const nullsFirst = 2;

function element(
  row: IndexRow,
  position: number,
  key: IndexElement['key'],
  printed: Printed | undefined,
  collation: CollationRow | undefined,
  names: IndexNames,
): IndexElement {
  const options = row.options[position] ?? 0;
  const operatorClass = names.classes.get(row.classes[position] ?? 0);
  const parameters = names.indexColumns.get(`${row.oid} ${position + 1}`)?.parameters ?? null;
  const saysClass = printed === undefined ? operatorClass?.standard === false : printed.operatorClass;
  return {
    key,
    ...(collation === undefined ? {} : { collation: collation.name }),
    ...(operatorClass !== undefined && (saysClass || parameters !== null)
      ? { opclass: operatorClassOf(operatorClass, parameters) }
      : {}),
    order: options & descending ? 'desc' : 'asc',
    nulls: options & nullsFirst ? 'first' : 'last',
  };
}

function operatorClassOf(
  { schema, name }: OperatorClassRow,
  parameters: IndexColumnRow['parameters'],
): OperatorClass {
  return { ...(schema === null ? {} : { schema }), name, parameters: storageParameters(parameters) };
}

/** Undefined where it goes without saying. */
function collationOf(
  row: IndexRow,
  position: number,
  key: IndexElement['key'],
  printed: Printed | undefined,
  names: IndexNames,
): CollationRow | undefined {
  const collation = row.collations[position] ?? 0;
  const isSaid =
    key.kind === 'column' ? collation !== columnCollation(row, position, names) : printed?.collation;
  return isSaid ? names.collations.get(collation) : undefined;
}

function columnCollation(row: IndexRow, position: number, names: IndexNames): number {
  return names.columns.at(row.relation, row.columns[position] ?? 0).collation_oid;
}

/** What the server says about one key of an index, and what it leaves out because it goes without saying. */
type Printed = { readonly collation: boolean; readonly operatorClass: boolean };

/** `CREATE INDEX i ON t USING btree (lower(a) COLLATE "C" text_pattern_ops DESC, b) …` */
function printedElements(definition: string): readonly Printed[] {
  const using = findKeyword(definition, ' USING ');
  const start = definition.indexOf('(', findKeyword(definition, ' (', using));
  const list = definition.slice(start + 1, tokenEnd(definition, start) - 1);
  return splitList(list).map((item) => {
    const words = wordsOf(item.slice(keyEnd(item)));
    const collation = words[0] === 'COLLATE';
    const next = words[collation ? 2 : 0];
    return { collation, operatorClass: next !== undefined && !/^(ASC|DESC|NULLS|WITH)$/.test(next) };
  });
}

/** Where the key ends: an expression in parentheses, a name, or a call. */
function keyEnd(item: string): number {
  if (item.startsWith('(')) return tokenEnd(item, 0);
  let at = 0;
  while (at < item.length && item.charAt(at) !== ' ') at = tokenEnd(item, at);
  return at;
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    if (token !== ' ') word += token;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
    at = end;
  }
  return word === '' ? words : [...words, word];
}
