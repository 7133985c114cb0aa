import { defaultName } from '../../model/default-names.ts';
import type {
  Domain,
  DomainCheck,
  Enum,
  EnumValue,
  Extension,
  Schema,
  Sequence,
} from '../../model/schema-object.ts';
import { splitName } from '../names.ts';
import type { Span } from '../text.ts';
import { get, type Node } from '../yaml/node.ts';
import { hints } from './hints.ts';
import {
  asMap,
  byName,
  commented,
  entriesOf,
  flag,
  isNullText,
  optional,
  type Reader,
  scalar,
  text,
} from './reader.ts';
import { sequenceOptions } from './sequence-options.ts';
import { unknownType } from './unknown-type.ts';

type InSchema = { readonly schema: string; readonly name: string };

/** @param key where the name stands */
export function readSchema(reader: Reader, name: string, key: Span, node: Node): Schema {
  const map = asMap(node);
  const reserved = reservedSchema(name);
  if (reserved !== undefined)
    reader.report('wrong-value', `the schema ${name} ${reserved}`, 'Remove it here.', key);
  return { kind: 'schema', name, ...commented(map), hints: hints(reader, map, name) };
}

function reservedSchema(name: string): string | undefined {
  if (name === 'public') return 'is in every database and needs no declaration';
  if (name.startsWith('pg_') || name === 'information_schema') return 'belongs to PostgreSQL';
  return name === 'learnr_schema' || name === 'learnr_schema_attic' ? 'belongs to this program' : undefined;
}

export function readExtension(_reader: Reader, name: string, node: Node): Extension {
  const map = asMap(node);
  return {
    kind: 'extension',
    name,
    ...optional('schema', text(get(map, 'schema'))),
    ...optional('version', text(get(map, 'version'))),
    ...commented(map),
    hints: {},
  };
}

export function readEnum(reader: Reader, { schema, name }: InSchema, node: Node): Enum {
  const map = asMap(node);
  const list = node.kind === 'list' ? node : get(map, 'values');
  const values = list?.kind === 'list' ? list.items.map((item) => enumValue(reader, item)) : [];
  return { kind: 'enum', schema, name, values, ...commented(map), hints: hints(reader, map, name, schema) };
}

function enumValue(reader: Reader, node: Node): EnumValue {
  const map = asMap(node);
  const valueNode = node.kind === 'map' ? (get(map, 'value') as Node) : node;
  // A value is as long as a name at most, but it may be empty.
  const value = scalar(valueNode).text;
  if (value !== '') reader.checkName(value, valueNode);
  const old = text(get(map, 'renamed_from'));
  return { value, hints: old === undefined ? {} : { renamedFrom: old } };
}

export function readDomain(reader: Reader, { schema, name }: InSchema, node: Node): Domain {
  const map = asMap(node);
  const typeNode = get(map, 'type') as Node;
  const parsed = reader.parsed(scalar(typeNode), reader.grammar.dataType(scalar(typeNode).text));
  if (parsed?.serial) {
    reader.report('wrong-value', 'a domain cannot be serial', 'Write integer, smallint or bigint.', typeNode);
  }
  const single = get(map, 'check');
  const checks: DomainCheck[] = entriesOf(get(map, 'checks')).map(({ key, value }) => {
    const check = asMap(value);
    reader.checkName(key.text, key);
    const expression = reader.expression(value.kind === 'map' ? (get(check, 'expression') as Node) : value);
    return { name: key.text, expression, hints: hints(reader, check, key.text) };
  });
  if (single)
    checks.push({ name: defaultName(name, [], 'check'), expression: reader.expression(single), hints: {} });
  return {
    kind: 'domain',
    schema,
    name,
    type: parsed?.type ?? unknownType,
    ...optional('collation', text(get(map, 'collate'))),
    ...optional('default', domainDefault(reader, get(map, 'default'))),
    notNull: flag(get(map, 'not_null')),
    checks: checks.sort(byName),
    ...commented(map),
    hints: hints(reader, map, name, schema),
  };
}

/** Without a default a domain has NULL. */
function domainDefault(reader: Reader, node: Node | undefined): Domain['default'] {
  const expression = reader.default(node);
  return expression && isNullText(expression) ? undefined : expression;
}

export function readSequence(reader: Reader, { schema, name }: InSchema, node: Node): Sequence {
  const map = asMap(node);
  const type = (text(get(map, 'type')) ?? 'bigint') as Sequence['type'];
  return {
    kind: 'sequence',
    schema,
    name,
    type,
    options: sequenceOptions(reader, map, type),
    ...optional('ownedBy', ownedBy(reader, schema, get(map, 'owned_by'))),
    ...commented(map),
    hints: hints(reader, map, name, schema),
  };
}

function ownedBy(reader: Reader, schema: string, node: Node | undefined): Sequence['ownedBy'] {
  if (node === undefined) return undefined;
  const parts = splitName(scalar(node).text);
  for (const part of parts) reader.checkName(part, node);
  const [first = '', second = '', third] = parts;
  if (parts.length < 2 || parts.length > 3) {
    const message = `${JSON.stringify(scalar(node).text)} names no column of a table`;
    reader.report('name-malformed', message, 'Write `table.column` or `schema.table.column`.', node);
    return undefined;
  }
  return third === undefined
    ? { schema, table: first, column: second }
    : { schema: first, table: second, column: third };
}
