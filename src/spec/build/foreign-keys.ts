import type { ForeignKey } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import type { ForeignKeyDraft, Part, TableDraft } from '../draft.ts';
import { unknownType } from '../read/unknown-type.ts';
import type { Path } from '../yaml/node.ts';
import { canRefer } from './key-types.ts';
import { checkExist } from './keys.ts';
import type { Scope } from './scope.ts';
import { keyOf } from './symbols.ts';

/** Foreign keys with the schema and the columns that they lead to. */
export function resolveForeignKeys(
  table: TableDraft,
  names: ReadonlySet<string>,
  scope: Scope,
): readonly ForeignKey[] {
  return table.foreignKeys.map((part) => {
    const { value, path } = part;
    checkExist(value.columns, names, table, scope, [...path, 'columns']);
    checkActionColumns(part, scope);
    const { table: target } = value.references;
    const schema =
      value.references.schema ??
      scope.symbols.schemaOf(scope.symbols.relations, target, scope.schema) ??
      'public';
    const document = scope.symbols.relations.get(keyOf(schema, target));
    if (document === undefined) reportMissing(value, schema, scope, path);
    else if (document.kind !== 'table') reportNoTable(document.kind, target, scope, path);
    const draft = document?.draft?.kind === 'table' ? document.draft : undefined;
    const columns = referencedColumns(value, draft);
    if (draft !== undefined) checkTarget(part, table, draft, columns, scope);
    return { ...value, references: { schema, table: target, columns } };
  });
}

/** Those that are named, or the primary key of the target. */
function referencedColumns(value: ForeignKeyDraft, target: TableDraft | undefined): readonly string[] {
  return value.references.columns.length > 0
    ? value.references.columns
    : (target?.primaryKeys[0]?.value.columns ?? []);
}

function reportMissing({ references }: ForeignKeyDraft, schema: string, scope: Scope, path: Path): void {
  // The primary key of a table that an extension brings is not known.
  if (!scope.symbols.complete || (scope.mayBeForeign && references.columns.length > 0)) return;
  const shown = references.schema === undefined ? references.table : `${schema}.${references.table}`;
  const otherwise = scope.mayBeForeign
    ? `If an extension brings it, name its columns: ${shown}(…).`
    : 'Add the table, or correct the name; names are case-sensitive.';
  const help = scope.symbols.suggest(shown, scope.symbols.relations, scope.schema, otherwise);
  scope.report(
    'unknown-table',
    `there is no table ${JSON.stringify(shown)}`,
    help,
    [...path, 'references', 'table'],
    { word: references.table },
  );
}

function reportNoTable(kind: string, name: string, scope: Scope, path: Path): void {
  const message = `${JSON.stringify(name)} is no table but a ${kind.replace('_', ' ')}`;
  scope.report(
    'unknown-table',
    message,
    'A foreign key leads to a table.',
    [...path, 'references', 'table'],
    { word: name },
  );
}

function checkActionColumns({ value, path }: Part<ForeignKeyDraft>, scope: Scope): void {
  for (const [action, key] of [
    [value.onDelete, 'on_delete'],
    [value.onUpdate, 'on_update'],
  ] as const) {
    for (const name of 'columns' in action ? action.columns : []) {
      if (value.columns.includes(name)) continue;
      const message = `${action.kind} names the column ${JSON.stringify(name)}, which is not in this foreign key`;
      scope.report(
        'unknown-column',
        message,
        `Its columns: ${value.columns.join(', ')}.`,
        [...path, key, action.kind],
        { word: name },
      );
    }
  }
}

function checkTarget(
  { value, path }: Part<ForeignKeyDraft>,
  table: TableDraft,
  target: TableDraft,
  columns: readonly string[],
  scope: Scope,
): void {
  const at = [...path, 'references'];
  const known = new Set(target.columns.map((column) => column.name));
  if (columns.length === 0) {
    const message = `the table ${target.name} has no primary key to refer to`;
    scope.report(
      'foreign-key-not-unique',
      message,
      `Give it one, or name unique columns: ${target.name}(…).`,
      at,
    );
    return;
  }
  if (columns.length !== value.columns.length) {
    const message = `${count(value.columns)} (${value.columns.join(', ')}) cannot refer to ${count(columns)} (${columns.join(', ')})`;
    scope.report('foreign-key-column-count', message, 'Both sides need the same number of columns.', at);
    return;
  }
  const missing = columns.filter((name) => !known.has(name));
  for (const name of missing)
    scope.unknownColumn(name, known, target.name, [...at, 'columns'], { word: name });
  if (missing.length > 0) return;
  if (!isUnique(target, columns)) {
    const list = columns.join(', ');
    const message = `${target.name}(${list}) is not unique, so no foreign key can refer to it`;
    const help = `Add a primary key or a unique constraint on (${list}) that is not deferrable, or a unique index without a condition.`;
    scope.report('foreign-key-not-unique', message, help, at);
  }
  checkTypes(value, table, target, columns, scope, at);
}

/** As PostgreSQL sees it: the order of the columns does not matter, conditions and expressions and deferrable keys do. */
function isUnique(target: TableDraft, columns: readonly string[]): boolean {
  const isDistinct = new Set(columns).size === columns.length;
  const same = (names: readonly string[]) =>
    isDistinct && names.length === columns.length && columns.every((name) => names.includes(name));
  const keys = [...target.primaryKeys, ...target.uniques];
  if (keys.some(({ value }) => value.deferral === 'no' && same(value.columns))) return true;
  return target.indexes.some(
    ({ value }) =>
      value.unique &&
      value.where === undefined &&
      same(value.elements.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : ['']))),
  );
}

function checkTypes(
  value: ForeignKeyDraft,
  table: TableDraft,
  target: TableDraft,
  columns: readonly string[],
  scope: Scope,
  path: Path,
): void {
  value.columns.forEach((name, position) => {
    const own = table.columns.find((column) => column.name === name);
    const other = target.columns.find((column) => column.name === columns[position]);
    if (own === undefined || other === undefined || own.type === unknownType || other.type === unknownType)
      return;
    if (canRefer(own.type, other.type, [table.schema, target.schema], scope)) return;
    const message = `${name} is ${show(own.type)}, and ${target.name}.${other.name}, which it refers to, is ${show(other.type)}`;
    scope.report(
      'foreign-key-types',
      message,
      'PostgreSQL cannot compare the two: give both columns the same type.',
      path,
    );
  });
}

function count(columns: readonly string[]): string {
  return columns.length === 1 ? '1 column' : `${columns.length} columns`;
}

function show(type: DataType): string {
  return `${type.name}${type.array ? '[]' : ''}`;
}
