import type { Column, ColumnHints, ColumnValue } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import { type Entry, get, type MapNode, type Node, type ScalarNode } from '../yaml/node.ts';
import { hints } from './hints.ts';
import { asMap, commented, flag, optional, type Reader, scalar, text } from './reader.ts';
import { sequenceOptions } from './sequence-options.ts';
import { unknownType } from './unknown-type.ts';

/** A column; whether it belongs to a primary key of the whole table is only known there. */
export function readColumn(reader: Reader, { key, value: node }: Entry): Column {
  reader.checkName(key.text, key);
  const map = asMap(node);
  const typeNode = scalar(node.kind === 'map' ? (get(map, 'type') as Node) : node);
  const { type, serial } = columnType(reader, typeNode);
  const value = columnValue(reader, map, type, serial, typeNode);
  const neverNull = serial || value.kind === 'identity' || flag(get(map, 'primary_key'));
  return {
    name: key.text,
    type,
    ...optional('collation', text(get(map, 'collate'))),
    notNull: notNull(reader, map, neverNull),
    value,
    ...commented(map),
    hints: columnHints(reader, map, key.text),
  };
}

function columnType(reader: Reader, node: ScalarNode): { readonly type: DataType; readonly serial: boolean } {
  return reader.parsed(node, reader.grammar.dataType(node.text)) ?? { type: unknownType, serial: false };
}

function notNull(reader: Reader, map: MapNode, neverNull: boolean): boolean {
  const node = get(map, 'not_null');
  if (neverNull && node !== undefined && !flag(node)) {
    const help = 'Remove not_null: serial, identity and primary key columns are NOT NULL by themselves.';
    reader.report('column-nullable-key', 'this column cannot be NULL', help, node);
  }
  return neverNull || flag(node);
}

function columnValue(
  reader: Reader,
  map: MapNode,
  type: DataType,
  serial: boolean,
  typeNode: ScalarNode,
): ColumnValue {
  const standard = get(map, 'default');
  const identity = get(map, 'identity');
  const generated = get(map, 'generated');
  const given = [standard, identity, generated].filter((node) => node !== undefined);
  const second = given[serial ? 0 : 1];
  if (second !== undefined) {
    const keys = [
      ...(serial ? ['serial'] : []),
      ...(['default', 'identity', 'generated'] as const).filter((key) => get(map, key)),
    ];
    reader.report('column-two-values', `${keys.join(' and ')} exclude each other`, 'Keep one.', second);
  }
  if (serial) return { kind: 'serial' };
  if (identity) return identityValue(reader, identity, type, typeNode);
  if (generated) return generatedValue(reader, generated);
  const expression = reader.default(standard);
  return expression === undefined ? { kind: 'none' } : { kind: 'default', expression };
}

function identityValue(reader: Reader, node: Node, type: DataType, typeNode: ScalarNode): ColumnValue {
  const map = asMap(node);
  const integer =
    type.name === 'smallint' || type.name === 'integer' || type.name === 'bigint' ? type.name : undefined;
  if (type !== unknownType && (integer === undefined || type.array || type.schema !== undefined)) {
    const help = 'Write smallint, integer or bigint.';
    reader.report('column-identity-type', 'an identity column must be of an integer type', help, typeNode);
  }
  return {
    kind: 'identity',
    always: (node.kind === 'map' ? text(get(map, 'generated')) : scalar(node).text) === 'always',
    options: sequenceOptions(reader, map, integer ?? 'bigint'),
  };
}

function generatedValue(reader: Reader, node: Node): ColumnValue {
  const map = asMap(node);
  const expression = reader.expression(node.kind === 'map' ? (get(map, 'as') as Node) : node);
  const stored = get(map, 'stored');
  return { kind: 'generated', expression, stored: stored === undefined || flag(stored) };
}

function columnHints(reader: Reader, map: MapNode, name: string): ColumnHints {
  return {
    ...hints(reader, map, name),
    ...optional('backfill', reader.optionalExpression(get(map, 'backfill'))),
    ...optional('using', reader.optionalExpression(get(map, 'using'))),
  };
}
