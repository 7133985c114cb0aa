import { createHash } from 'node:crypto';
import type { TypeName } from 'libpg-query';
import { typeOf } from './data-type.ts';
import { type Fields, isFields, listOf, nodeOf, stringOf, stringsOf } from './tree.ts';

/** What is equal for all spellings of one parse tree, and the names of columns that were taken out of it. */
export type Canonical = {
  readonly key: string;
  /** Names of columns in the order in which the tree, its fields sorted by name, mentions them. */
  readonly columns: readonly string[];
};

/** Characters of a key: half of a SHA-256 in hexadecimal. */
const keyLength = 32;

/**
 * Reduces a parse tree to what it means: without positions, with types by what they are and not how they are spelled, AND and
 * OR in one level, and in place of a column's name its place in `columns`. Nothing is made equal that the server could tell
 * apart: `lower(a)` may be another function than `pg_catalog.lower(a)`.
 *
 * A column's name stays where it also becomes part of the result, as in USING, or is no ColumnRef, as in INSERT.
 */
export function canonical(tree: unknown): Canonical {
  const columns = new Columns();
  const form = write(tree, columns);
  const key = createHash('sha256').update(form).digest('hex').slice(0, keyLength);
  return { key, columns: columns.names() };
}

/** Numbers the names of columns as they come. */
class Columns {
  readonly #places = new Map<string, number>();

  placeOf(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(name, place);
    return place;
  }

  names(): readonly string[] {
    return [...this.#places.keys()];
  }
}

function write(value: unknown, columns: Columns): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, columns)).join()}]`;
  return isFields(value) ? writeNode(value, columns) : JSON.stringify(value);
}

function writeNode(node: Fields, columns: Columns): string {
  const { kind, fields } = nodeOf(node);
  if (kind === 'ColumnRef') return writeColumn(fields, columns);
  if (isTypeName(fields)) return writeType(fields, columns);
  if (kind === 'BoolExpr') return writeBoolean(fields, columns);
  for (const name of writtenColumns(kind, fields)) columns.placeOf(name);
  const written = writeFields(fields, columns);
  return kind === undefined ? written : `{${JSON.stringify(kind)}:${written}}`;
}

function writeFields(fields: Fields, columns: Columns): string {
  const names = Object.keys(fields).filter((name) => !isPosition(name, fields[name]));
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${write(fields[name], columns)}`)
    .join()}}`;
}

const positions: ReadonlySet<string> = new Set([
  'location',
  'name_location',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
  'stmt_location',
  'stmt_len',
]);

export function isPosition(name: string, value: unknown): boolean {
  return typeof value === 'number' && positions.has(name);
}

/** `{"column":["u",0]}` for `u.email` where that is the first column that is mentioned. */
function writeColumn(fields: Fields, columns: Columns): string {
  const parts = listOf(fields['fields']).map((part) => stringOf(part));
  const name = parts.at(-1);
  const place = columns.placeOf(name ?? '*');
  return `{"column":${JSON.stringify([...parts.slice(0, -1), name === undefined ? '*' : place])}}`;
}

export function isTypeName(fields: Fields): boolean {
  return 'typemod' in fields && 'names' in fields;
}

/** By what it names: `int4`, `int` and `pg_catalog.int4` are one type. What makes no sense is left to the server as it is. */
function writeType(fields: Fields, columns: Columns): string {
  const type = typeOf(fields as TypeName);
  if (typeof type === 'string' || fields['pct_type'] === true) return writeFields(fields, columns);
  return JSON.stringify({ type, setof: fields['setof'] === true });
}

/** AND and OR are associative; the grammar itself flattens only what leans to the left (makeAndExpr()). */
function writeBoolean(fields: Fields, columns: Columns): string {
  const operator = String(fields['boolop']);
  const operands = operandsOf(operator, fields).map((operand) => write(operand, columns));
  return `{${JSON.stringify(operator)}:[${operands.join()}]}`;
}

function operandsOf(operator: string, fields: Fields): readonly unknown[] {
  return listOf(fields['args']).flatMap((operand) => {
    if (operator === 'NOT_EXPR' || !isFields(operand)) return [operand];
    const inner = nodeOf(operand);
    const same = inner.kind === 'BoolExpr' && inner.fields['boolop'] === operator;
    return same ? operandsOf(operator, inner.fields) : [operand];
  });
}

/** The columns that this node names itself, not in a ColumnRef below it. */
function writtenColumns(kind: string | undefined, fields: Fields): readonly string[] {
  switch (kind) {
    case 'JoinExpr':
      return stringsOf(fields['usingClause']);
    case 'InsertStmt':
      return [...targetsOf(fields['cols']), ...conflictColumns(fields['onConflictClause'])];
    case 'UpdateStmt':
    case 'MergeWhenClause':
      return targetsOf(fields['targetList']);
    default:
      return [];
  }
}

function conflictColumns(clause: unknown): readonly string[] {
  if (!isFields(clause)) return [];
  const inferred = isFields(clause['infer']) ? clause['infer'] : {};
  return [...namesOf('IndexElem', inferred['indexElems']), ...targetsOf(clause['targetList'])];
}

function targetsOf(list: unknown): readonly string[] {
  return namesOf('ResTarget', list);
}

function namesOf(kind: string, list: unknown): readonly string[] {
  return listOf(list).flatMap((item) => {
    const node = isFields(item) ? nodeOf(item) : undefined;
    const name = node?.kind === kind ? node.fields['name'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}
