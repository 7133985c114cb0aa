import type { Column } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { TableDraft } from '../draft.ts';
import { isNullText } from '../read/reader.ts';
import type { Path } from '../yaml/node.ts';
import type { Scope } from './scope.ts';
import { keyOf } from './symbols.ts';

/** The columns with their types' schemas; what their expressions mention is checked. */
export function resolveColumns(
  table: TableDraft,
  names: ReadonlySet<string>,
  scope: Scope,
): readonly Column[] {
  let changed = false;
  const columns = table.columns.map((column) => {
    const path: Path = ['columns', column.name];
    checkValue(column, table, names, scope, path);
    const type = scope.type(column.type, [...path, 'type']);
    if (type.schema === table.schema && type.name === table.name) refuseOwnType(table, column, scope, path);
    const value = withoutNull(column.value, type, scope);
    if (type === column.type && value === column.value) return column;
    changed = true;
    return { ...column, type, value };
  });
  return changed ? columns : table.columns;
}

/** A table's row type is there once the table is. */
function refuseOwnType({ name }: TableDraft, column: Column, scope: Scope, path: Path): void {
  const message = `the type of ${column.name} is the row type of its own table ${name}, which is made together with the table`;
  const help = `Give the column another type; where another type ${name} is meant, write its schema before it.`;
  scope.report('column-own-row-type', message, help, [...path, 'type'], { word: name });
}

/** DEFAULT NULL is no default, except where a domain has one that it hides. */
function withoutNull(value: Column['value'], type: DataType, scope: Scope): Column['value'] {
  if (value.kind !== 'default' || !isNullText(value.expression)) return value;
  const document =
    type.schema === undefined ? undefined : scope.symbols.types.get(keyOf(type.schema, type.name));
  return document?.kind === 'domain' ? value : { kind: 'none' };
}

function checkValue(
  column: Column,
  table: TableDraft,
  names: ReadonlySet<string>,
  scope: Scope,
  path: Path,
): void {
  const { value } = column;
  if (value.kind === 'default') checkDefault(value.expression, scope, [...path, 'default']);
  if (value.kind !== 'generated') return;
  const at = [...path, 'generated', 'as'];
  scope.columns(value.expression, names, table.name, at);
  for (const name of value.expression.mentions.columns) {
    const other = table.columns.find((candidate) => candidate.name === name);
    if (other?.value.kind !== 'generated') continue;
    const message = `the generated column ${column.name} is computed from ${name}, which is generated itself`;
    scope.report('generated-from-generated', message, `Repeat the expression of ${name} here.`, at, {
      word: name,
    });
  }
  if (!value.stored && scope.postgresql < 18) {
    const message = `virtual generated columns need PostgreSQL 18, and plans must run on ${scope.postgresql}`;
    const help = 'Remove `stored: false`, or write `postgresql: 18` if no older server is in use.';
    scope.report('postgresql-too-old', message, help, [...path, 'generated', 'stored']);
  }
}

/** A default sees no columns; who mentions one mostly forgot the quotes of a text literal. */
export function checkDefault(
  expression: Extract<Column['value'], { kind: 'default' }>['expression'],
  scope: Scope,
  path: Path,
): void {
  const [name] = expression.mentions.columns;
  if (name !== undefined) {
    const help = `If ${name} is text, it needs quotes of its own: "'${name}'".`;
    scope.report('default-mentions-column', `a default cannot mention a column, here ${name}`, help, path, {
      word: name,
    });
  }
  scope.relations(expression, path, 'unknown-sequence');
}
