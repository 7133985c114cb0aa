import type { Index, IndexElement, OperatorClass } from '../../model/schema-object.ts';
import type { Part } from '../draft.ts';
import { type Entry, get, type MapNode, type Node } from '../yaml/node.ts';
import { hints } from './hints.ts';
import { parameters } from './parameters.ts';
import { asMap, commented, entriesOf, flag, optional, type Reader, text } from './reader.ts';

/** Indexes of a table or materialized view, in the order of the file. */
export function readIndexes(reader: Reader, section: Node | undefined): readonly Part<Index>[] {
  return entriesOf(section).map((entry) => ({
    value: index(reader, entry),
    path: ['indexes', entry.key.text],
  }));
}

function index(reader: Reader, { key, value }: Entry): Index {
  reader.checkName(key.text, key);
  const map = asMap(value);
  const on = value.kind === 'map' ? (get(map, 'on') as Node) : value;
  return {
    name: key.text,
    unique: flag(get(map, 'unique')),
    nullsNotDistinct: flag(get(map, 'nulls_not_distinct')),
    method: text(get(map, 'using')) ?? 'btree',
    elements: (on.kind === 'list' ? on.items : [on]).map((item) => indexElement(reader, item)),
    include: reader.names(get(map, 'include')),
    ...optional('where', reader.optionalExpression(get(map, 'where'))),
    storageParameters: parameters(reader, get(map, 'with')),
    ...commented(map),
    hints: hints(reader, map, key.text),
  };
}

export function indexElement(reader: Reader, node: Node): IndexElement {
  if (node.kind !== 'map') {
    return { key: { kind: 'column', name: reader.name(node) }, order: 'asc', nulls: 'last' };
  }
  const order = (text(get(node, 'order')) ?? 'asc') as IndexElement['order'];
  return {
    key: elementKey(reader, node),
    ...optional('collation', text(get(node, 'collate'))),
    ...optional('opclass', opclass(reader, get(node, 'opclass'))),
    order,
    nulls: (text(get(node, 'nulls')) ?? (order === 'desc' ? 'first' : 'last')) as IndexElement['nulls'],
  };
}

function elementKey(reader: Reader, map: MapNode): IndexElement['key'] {
  const column = get(map, 'column');
  const expression = get(map, 'expression');
  if ((column === undefined) === (expression === undefined)) {
    const message = column
      ? 'column and expression exclude each other'
      : 'one of column and expression is missing here';
    const span = column ?? { start: map.start, end: map.start + 1 };
    reader.report(
      column ? 'wrong-value' : 'missing-key',
      message,
      'Write either column or expression.',
      span,
    );
  }
  if (expression && !column) return { kind: 'expression', expression: reader.expression(expression) };
  return { kind: 'column', name: column ? reader.name(column) : '' };
}

function opclass(reader: Reader, node: Node | undefined): OperatorClass | undefined {
  if (node === undefined) return undefined;
  if (node.kind !== 'map') return { ...opclassName(reader, node), parameters: [] };
  return {
    ...opclassName(reader, get(node, 'name') as Node),
    parameters: parameters(reader, get(node, 'parameters')),
  };
}

/**
 * Without a schema that is searched anyway. That makes one of public what pg_catalog has under its name, should there be such a one for
 * the same method: nobody makes those, and a database that has one is never equal to its spec.
 */
function opclassName(reader: Reader, node: Node): Pick<OperatorClass, 'schema' | 'name'> {
  const { schema, name } = reader.qualifiedName(node);
  return schema === undefined || schema === 'public' || schema === 'pg_catalog' ? { name } : { schema, name };
}
