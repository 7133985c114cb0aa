import type { TypeName } from 'libpg-query';
import type { DataType } from '../model/type.ts';
import { builtinType, printedOnly, serialTypes } from './builtin-types.ts';
import { modifiersOf } from './modifiers.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser } from './parser.ts';
import { type Statement, statementEndingWith } from './statement.ts';
import { listOf, locationOf, stringsOf } from './tree.ts';

/** A type as a column has it. */
export type ParsedType = {
  readonly type: DataType;
  /** It was written as `serial`, `bigserial` or `smallserial`: the type is what these stand for. */
  readonly serial: boolean;
};

const help = 'Write a type as in CREATE TABLE, such as bigint, varchar(80) or timestamptz[].';

/** A data type and nothing else: no collation, no constraint. */
export function parseDataType(parser: Parser, text: string): Parsed<ParsedType> {
  // Of all that ends in a type only the result of a function may be a `%TYPE`, which deserves a better answer than an error.
  const statement = statementEndingWith(parser, 'CREATE FUNCTION a() RETURNS', text, help);
  if (!statement.ok) return statement;
  const { node, offsetOf } = statement.value;
  const routine = 'CreateFunctionStmt' in node ? node.CreateFunctionStmt : undefined;
  const typeName = routine?.returnType;
  const [option] = routine?.options ?? [];
  if (typeName === undefined || option !== undefined || routine?.sql_body !== undefined)
    return refused('type-syntax', 'there is more than a type', help, offsetOf(locationOf(option)));
  if (routine?.parameters !== undefined)
    return refused('type-unusable', 'TABLE is only a result of functions', help, 0);
  return columnType(typeName, offsetOf);
}

function columnType(typeName: TypeName, offsetOf: Statement['offsetOf']): Parsed<ParsedType> {
  const integer = serialOf(typeName);
  if (integer === undefined) {
    const type = typeAt(typeName, offsetOf);
    return type.ok ? parsed({ type: type.value, serial: false }) : type;
  }
  const { typmods, arrayBounds, setof } = typeName;
  if (typmods !== undefined || arrayBounds !== undefined || setof === true)
    return refused('type-unusable', 'serial has no modifiers and no arrays', 'Write serial alone.', 0);
  return parsed({ type: { name: integer, modifiers: [], array: false }, serial: true });
}

/**
 * The type that a TypeName of the tree means, at a place where a single value of it is wanted.
 * @returns a problem for SETOF, `%TYPE`, serial and modifiers that are no constants
 */
export function typeAt(typeName: TypeName, offsetOf: Statement['offsetOf']): Parsed<DataType> {
  const offset = offsetOf(typeName.location);
  if (typeName.setof === true) return refused('type-unusable', 'SETOF is no part of this type', help, offset);
  if (typeName.pct_type === true)
    return refused(
      'type-unusable',
      "a type is copied from a column with %TYPE, which does not follow that column's changes",
      'Write the type itself.',
      offset,
    );
  if (serialOf(typeName) !== undefined)
    return refused('type-unusable', 'serial is only a type for columns', 'Write integer or bigint.', offset);
  const type = typeOf(typeName);
  return typeof type === 'string' ? refused('type-syntax', type, help, offset) : parsed(type);
}

function serialOf(typeName: TypeName): string | undefined {
  const names = stringsOf(typeName.names);
  return names.length === 1 && typeName.pct_type !== true ? serialTypes.get(names[0] ?? '') : undefined;
}

/** The type that a TypeName of the tree names, without regard to SETOF and `%TYPE`; a message where it names none. */
export function typeOf(typeName: TypeName): DataType | string {
  const names = stringsOf(typeName.names);
  const [schema, name] = names.length === 1 ? [undefined, names[0]] : names;
  if (name === undefined || names.length > 2) return `a type has no name of ${names.length} parts`;
  const array = listOf(typeName.arrayBounds).length > 0;
  const builtin = schema === undefined || schema === 'pg_catalog' ? builtinType(name) : undefined;
  if (builtin === undefined && schema === undefined && printedOnly.has(name))
    return `"${name}" in quotes is not PostgreSQL's type ${name}`;
  const modifiers = modifiersOf(builtin?.name, typeName.typmods);
  if (modifiers === undefined) return 'a modifier of a type is a number, a string or a plain name';
  if (builtin !== undefined)
    return { name: withLength(builtin.name, modifiers), modifiers, array: array || builtin.array };
  return { ...(schema === undefined ? {} : { schema }), name, modifiers, array };
}

/** Two types have one name with a length and another without (format_type_extended()). */
function withLength(name: string, modifiers: readonly string[]): string {
  if (modifiers.length === 0) return name;
  if (name === 'bpchar') return 'character';
  return name === '"bit"' ? 'bit' : name;
}
