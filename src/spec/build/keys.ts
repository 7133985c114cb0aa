import type { TableDraft } from '../draft.ts';
import type { Path } from '../yaml/node.ts';
import type { Scope } from './scope.ts';

/** Primary key, unique constraints, exclusions and indexes: their columns exist, and none stands twice in a key. */
export function checkKeys(table: TableDraft, names: ReadonlySet<string>, scope: Scope): void {
  const second = table.primaryKeys[1];
  if (second !== undefined) {
    const help = 'Keep one; a key of several columns is written `primary_key: [a, b]` below the columns.';
    scope.report('duplicate-primary-key', `the table ${table.name} has two primary keys`, help, second.path, {
      at: 'key',
    });
  }
  for (const { value, path } of [...table.primaryKeys, ...table.uniques]) {
    checkList(value.columns, names, table, scope, within(path, 'columns'));
    checkExist(value.include, names, table, scope, within(path, 'include'));
  }
  for (const { value, path } of [...table.indexes, ...table.exclusions]) {
    value.elements.forEach(({ key }, position) => {
      const at = [...path, 'operator' in (value.elements[position] ?? {}) ? 'elements' : 'on', position];
      if (key.kind === 'expression') scope.columns(key.expression, names, table.name, [...at, 'expression']);
      else if (key.name !== '' && !names.has(key.name))
        scope.unknownColumn(key.name, names, table.name, [...at, 'column'], { word: key.name });
    });
    checkExist(value.include, names, table, scope, within(path, 'include'));
    scope.columns(value.where, names, table.name, [...path, 'where']);
  }
}

/** Every column of a list exists; it may stand there twice. */
export function checkExist(
  columns: readonly string[],
  names: ReadonlySet<string>,
  table: { readonly name: string },
  scope: Scope,
  path: Path,
): void {
  for (const name of new Set(columns))
    if (!names.has(name)) scope.unknownColumn(name, names, table.name, path, { word: name });
}

/** Every column of a list exists, and stands in it once. */
export function checkList(
  columns: readonly string[],
  names: ReadonlySet<string>,
  table: { readonly name: string },
  scope: Scope,
  path: Path,
): void {
  checkExist(columns, names, table, scope, path);
  const seen = new Set<string>();
  for (const name of columns) {
    if (seen.has(name))
      scope.report(
        'duplicate-column',
        `the column ${JSON.stringify(name)} stands here twice`,
        'Keep one.',
        path,
        { word: name },
      );
    seen.add(name);
  }
}

function within(path: Path, key: string): Path {
  return [...path, key];
}
