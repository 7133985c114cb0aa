import type { Check, Column, Exclusion, PrimaryKey, Unique } from '../../model/schema-object.ts';
import type { Part, TableDraft } from '../draft.ts';
import { type Entry, get, type Node, type Path } from '../yaml/node.ts';
import { readColumn } from './column.ts';
import { ConstraintNames } from './constraint-names.ts';
import { deferral } from './deferral.ts';
import { readColumnReference, readForeignKey } from './foreign-key.ts';
import { hints } from './hints.ts';
import { indexElement, readIndexes } from './indexes.ts';
import { withoutOwnCollation } from './own-collation.ts';
import { parameters } from './parameters.ts';
import { asMap, commented, entriesOf, flag, optional, type Reader, scalar, text } from './reader.ts';
import { readTriggers } from './trigger.ts';

type InSchema = { readonly schema: string; readonly name: string };

/** A table with everything in it. Constraints that stand with a column are those of the table. */
export function readTable(reader: Reader, { schema, name }: InSchema, node: Node): TableDraft {
  const map = asMap(node);
  const names = new ConstraintNames(name, map);
  const entries = entriesOf(get(map, 'columns'));
  const inColumns = columnConstraints(reader, entries, names);
  const primaryKeys = [...inColumns.primaryKeys, ...primaryKey(reader, get(map, 'primary_key'), names)];
  const columns = entries.map((entry) => readColumn(reader, entry));
  return {
    kind: 'table',
    schema,
    name,
    unlogged: flag(get(map, 'unlogged')),
    columns: withKeyColumns(columns, primaryKeys),
    primaryKeys,
    uniques: [
      ...inColumns.uniques,
      ...named(get(map, 'unique'), 'unique', (value, given) => unique(reader, value, given, names)),
    ],
    checks: [
      ...inColumns.checks,
      ...named(get(map, 'checks'), 'checks', (value, given) => check(reader, value, given, names)),
    ],
    foreignKeys: [
      ...inColumns.foreignKeys,
      ...named(get(map, 'foreign_keys'), 'foreign_keys', (value, given) => {
        if (given) reader.checkName(given.text, given);
        return readForeignKey(reader, asMap(value), given?.text, names);
      }),
    ],
    exclusions: entriesOf(get(map, 'exclusions')).map((entry) => ({
      value: exclusion(reader, entry),
      path: ['exclusions', entry.key.text],
    })),
    indexes: withoutOwnCollation(readIndexes(reader, get(map, 'indexes')), columns),
    triggers: readTriggers(reader, get(map, 'triggers')),
    storageParameters: parameters(reader, get(map, 'with')),
    ...commented(map),
    hints: hints(reader, map, name, schema),
  };
}

type Constraints = Pick<TableDraft, 'primaryKeys' | 'uniques' | 'checks' | 'foreignKeys'>;

function columnConstraints(reader: Reader, entries: readonly Entry[], names: ConstraintNames): Constraints {
  const primaryKeys: Part<PrimaryKey>[] = [];
  const uniques: Part<Unique>[] = [];
  const checks: Part<Check>[] = [];
  const foreignKeys: Constraints['foreignKeys'][number][] = [];
  for (const { key, value: map } of entries) {
    if (map.kind !== 'map') continue;
    const columns = [key.text];
    const path = (last: string): Path => ['columns', key.text, last];
    if (flag(get(map, 'primary_key'))) {
      primaryKeys.push({
        value: { name: names.choose([], 'pkey'), columns, ...plainKey },
        path: path('primary_key'),
      });
    }
    if (flag(get(map, 'unique'))) {
      const value = { name: names.choose(columns, 'key'), columns, nullsNotDistinct: false, ...plainKey };
      uniques.push({ value, path: path('unique') });
    }
    const condition = get(map, 'check');
    if (condition) checks.push({ value: unnamedCheck(reader, condition, names), path: path('check') });
    const references = get(map, 'references');
    if (references) {
      foreignKeys.push({
        value: readColumnReference(reader, key.text, references, names),
        path: path('references'),
      });
    }
  }
  return { primaryKeys, uniques, checks, foreignKeys };
}

const plainKey = { include: [], deferral: 'no', hints: {} } as const;

/** The entries of a mapping from names, or of a list without names. */
function named<T>(
  node: Node | undefined,
  section: string,
  read: (value: Node, given?: Entry['key']) => T,
): readonly Part<T>[] {
  if (node?.kind === 'list')
    return node.items.map((item, position) => ({ value: read(item), path: [section, position] }));
  return entriesOf(node).map(({ key, value }) => ({ value: read(value, key), path: [section, key.text] }));
}

function primaryKey(
  reader: Reader,
  node: Node | undefined,
  names: ConstraintNames,
): readonly Part<PrimaryKey>[] {
  if (node === undefined) return [];
  const map = asMap(node);
  const columns = reader.names(node.kind === 'map' ? get(map, 'columns') : node);
  const nameNode = get(map, 'name');
  const name = nameNode ? reader.name(nameNode) : names.choose([], 'pkey');
  const value = {
    name,
    columns,
    include: reader.names(get(map, 'include')),
    deferral: deferral(reader, map),
    ...commented(map),
    hints: hints(reader, map, name),
  };
  return [{ value, path: ['primary_key'] }];
}

/** Columns of a primary key are NOT NULL. */
function withKeyColumns(columns: readonly Column[], keys: readonly Part<PrimaryKey>[]): readonly Column[] {
  const inKey = new Set(keys.flatMap((key) => key.value.columns));
  return columns.map((column) =>
    inKey.has(column.name) && !column.notNull ? { ...column, notNull: true } : column,
  );
}

function unique(reader: Reader, node: Node, given: Entry['key'] | undefined, names: ConstraintNames): Unique {
  if (given) reader.checkName(given.text, given);
  const map = asMap(node);
  const columns = reader.names(node.kind === 'map' ? get(map, 'columns') : node);
  const include = reader.names(get(map, 'include'));
  const name = given?.text ?? names.choose([...columns, ...include], 'key');
  return {
    name,
    columns,
    include,
    nullsNotDistinct: flag(get(map, 'nulls_not_distinct')),
    deferral: deferral(reader, map),
    ...commented(map),
    hints: hints(reader, map, name),
  };
}

function check(reader: Reader, node: Node, given: Entry['key'] | undefined, names: ConstraintNames): Check {
  if (node.kind !== 'map' && given === undefined) return unnamedCheck(reader, node, names);
  if (given) reader.checkName(given.text, given);
  const map = asMap(node);
  const expression = reader.expression(node.kind === 'map' ? (get(map, 'expression') as Node) : node);
  const name = given?.text ?? defaultCheckName(expression.mentions.columns, names);
  return {
    name,
    expression,
    noInherit: flag(get(map, 'no_inherit')),
    notValid: flag(get(map, 'not_valid')),
    ...commented(map),
    hints: hints(reader, map, name),
  };
}

function unnamedCheck(reader: Reader, node: Node, names: ConstraintNames): Check {
  const expression = reader.expression(node);
  const name = defaultCheckName(expression.mentions.columns, names);
  return { name, expression, noInherit: false, notValid: false, hints: {} };
}

/** PostgreSQL puts the column into the name where the condition is about one column only. */
function defaultCheckName(columns: readonly string[], names: ConstraintNames): string {
  return names.choose(columns.length === 1 && columns[0] !== '*' ? columns : [], 'check');
}

function exclusion(reader: Reader, { key, value }: Entry): Exclusion {
  reader.checkName(key.text, key);
  const map = asMap(value);
  const elements = get(map, 'elements');
  return {
    name: key.text,
    method: text(get(map, 'using')) ?? 'gist',
    elements: (elements?.kind === 'list' ? elements.items : []).map((item) => ({
      ...indexElement(reader, item),
      operator: scalar(get(asMap(item), 'with') as Node).text,
    })),
    include: reader.names(get(map, 'include')),
    ...optional('where', reader.optionalExpression(get(map, 'where'))),
    deferral: deferral(reader, map),
    ...commented(map),
    hints: hints(reader, map, key.text),
  };
}
