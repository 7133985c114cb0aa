import {
  type Element,
  type ElementKind,
  type ElementTypes,
  idOf,
  type Owner,
  objectId,
  partId,
} from './element.ts';
import type { Id, ObjectId } from './id.ts';
import type { Model } from './model.ts';
import type { ForeignKey, Index, IndexElement, Routine, SchemaObject, Table } from './schema-object.ts';
import type { MentionedName, Sql } from './sql.ts';
import type { DataType } from './type.ts';

/**
 * The ids in the same model of what an element needs to exist, without duplicates. A table's own dependencies are those of
 * its schema only: its columns and constraints have theirs.
 */
export function dependencies<K extends ElementKind>(element: Element<K>, model: Model): readonly Id[] {
  const rule: Rule<K> = rules[element.kind as K];
  const owner = 'owner' in element ? (element.owner as Owner) : undefined;
  const ids = new Set(rule(element.value as ElementTypes[K], { model, owner }));
  ids.delete(element.id);
  return [...ids];
}

/**
 * What has to be there when a routine whose body is a string is made, as far as that can be known. Nothing is bound to it: it may go or become
 * something else afterwards.
 */
export function readByBody(element: Element, model: Model): readonly Id[] {
  if (element.kind !== 'function' && element.kind !== 'procedure') return [];
  const { body } = element.value;
  if (body.kind !== 'string' || body.hints === undefined) return [];
  const sql = { text: '', key: '', mentions: body.hints.mentions };
  const ids = new Set(bodyOf(element.value, sql, { model, owner: undefined }));
  ids.delete(element.id);
  return [...ids];
}

/** What mentions a routine of this name can mean: every overload. */
export function routinesNamed(model: Model, name: MentionedName): readonly ObjectId[] {
  return routineIndex(model).get(`${name.schema ?? home}\0${name.name}`) ?? [];
}

/** The table, view, materialized view or sequence that a piece of SQL mentions. */
export function relationNamed(model: Model, name: MentionedName): SchemaObject | undefined {
  const names = [name.schema ?? home, name.name];
  for (const kind of relationKinds) {
    const object = model.objects.get(idOf(kind, names));
    if (object !== undefined) return object;
  }
  return undefined;
}

/** The constraint or index of a table on which a foreign key to these columns can stand. */
export function supportingKey(table: Table, columns: readonly string[]): Id | undefined {
  const covers = (names: readonly string[]) =>
    names.length === columns.length && columns.every((name) => names.includes(name));
  if (table.primaryKey && covers(table.primaryKey.columns))
    return partId('primary_key', table, table.primaryKey.name);
  const unique = table.uniques.find((candidate) => covers(candidate.columns));
  if (unique) return partId('unique', table, unique.name);
  const index = table.indexes.find(
    (candidate) => isPlainUnique(candidate) && covers(columnNames(candidate.elements)),
  );
  return index && partId('index', table, index.name);
}

/** Scripts set `search_path = public`, so a name without a schema means this one. */
const home = 'public';

const relationKinds = ['table', 'view', 'materialized_view', 'sequence'] as const;
const typeKinds = ['enum', 'domain', 'table'] as const;

type Scope = { readonly model: Model; readonly owner: Owner | undefined };
type Rule<K extends ElementKind> = (value: ElementTypes[K], scope: Scope) => readonly Id[];

const rules: { readonly [K in ElementKind]: Rule<K> } = {
  schema: () => [],
  extension: (value, scope) => (value.schema === undefined ? [] : schema(value.schema, scope)),
  enum: (value, scope) => schema(value.schema, scope),
  domain: (value, scope) => [
    ...schema(value.schema, scope),
    ...type(value.type, scope),
    ...mentions(value.default, scope),
    ...value.checks.flatMap((check) => mentions(check.expression, scope)),
  ],
  sequence: (value, scope) => schema(value.schema, scope),
  function: routine,
  procedure: routine,
  table: (value, scope) => schema(value.schema, scope),
  column: (value, scope) => [
    ...ownColumns([], scope),
    ...type(value.type, scope),
    ...(value.value.kind === 'default' ? mentions(value.value.expression, scope) : []),
    ...(value.value.kind === 'generated' ? expression(value.value.expression, scope) : []),
  ],
  primary_key: (value, scope) => ownColumns([...value.columns, ...value.include], scope),
  unique: (value, scope) => ownColumns([...value.columns, ...value.include], scope),
  check: (value, scope) => expression(value.expression, scope),
  foreign_key: (value, scope) => [...ownColumns(value.columns, scope), ...referenced(value, scope)],
  exclusion: (value, scope) => [
    ...elements(value.elements, scope),
    ...ownColumns(value.include, scope),
    ...expression(value.where, scope),
  ],
  index: (value, scope) => [
    ...elements(value.elements, scope),
    ...ownColumns(value.include, scope),
    ...expression(value.where, scope),
  ],
  trigger: (value, scope) => [
    ...ownColumns(
      value.events.flatMap((event) => (event.kind === 'update' ? event.columns : [])),
      scope,
    ),
    ...expression(value.when, scope),
    ...routinesNamed(scope.model, value.execute),
  ],
  view: (value, scope) => [...schema(value.schema, scope), ...query(value.query, scope)],
  materialized_view: (value, scope) => [...schema(value.schema, scope), ...query(value.query, scope)],
};

function schema(name: string, scope: Scope): readonly Id[] {
  return existing([idOf('schema', [name])], scope);
}

function type(value: DataType, scope: Scope): readonly Id[] {
  return value.schema === undefined ? [] : typeNamed({ schema: value.schema, name: value.name }, scope);
}

function typeNamed(name: MentionedName, scope: Scope): readonly Id[] {
  return existing(
    typeKinds.map((kind) => idOf(kind, [name.schema ?? home, name.name])),
    scope,
  );
}

/** The owner and those of these columns that it has. */
function ownColumns(names: readonly string[], scope: Scope): readonly Id[] {
  const owner = scope.owner;
  return owner === undefined ? [] : [objectId(owner), ...columnIds(owner, names)];
}

function columnIds(owner: SchemaObject, names: readonly string[]): readonly Id[] {
  if (owner.kind !== 'table' || names.length === 0) return [];
  const wanted = names.includes('*')
    ? owner.columns
    : owner.columns.filter((column) => names.includes(column.name));
  return wanted.map((column) => partId('column', owner, column.name));
}

/** What an expression over the owner's columns needs. */
function expression(sql: Sql | undefined, scope: Scope): readonly Id[] {
  return sql === undefined ? [] : [...ownColumns(sql.mentions.columns, scope), ...mentions(sql, scope)];
}

function mentions(sql: Sql | undefined, scope: Scope): readonly Id[] {
  if (sql === undefined) return [];
  return [
    ...sql.mentions.relations.flatMap((name) => relation(name, sql.mentions.columns, scope)),
    ...sql.mentions.routines.flatMap((name) => routinesNamed(scope.model, name)),
    ...sql.mentions.types.flatMap((name) => typeNamed(name, scope)),
  ];
}

/** A query can also read columns of a table by way of a function that returns its rows, a body by way of its arguments. */
function query(sql: Sql, scope: Scope): readonly Id[] {
  const rows = sql.mentions.routines
    .flatMap((name) => routinesNamed(scope.model, name))
    .flatMap((id) => rowType(scope.model.objects.get(id)) ?? []);
  return [...mentions(sql, scope), ...rows.flatMap((name) => relation(name, sql.mentions.columns, scope))];
}

/** The type that a routine returns, where it is not one of PostgreSQL's own. */
function rowType(object: SchemaObject | undefined): MentionedName | undefined {
  if (object?.kind !== 'function' || object.returns?.kind !== 'type') return undefined;
  const { schema: where, name } = object.returns.type;
  return where === undefined ? undefined : { schema: where, name };
}

function relation(name: MentionedName, columns: readonly string[], scope: Scope): readonly Id[] {
  const found = relationNamed(scope.model, name);
  return found === undefined ? [] : [objectId(found), ...columnIds(found, columns)];
}

function elements(list: readonly IndexElement[], scope: Scope): readonly Id[] {
  return list.flatMap(({ key }) =>
    key.kind === 'column' ? ownColumns([key.name], scope) : expression(key.expression, scope),
  );
}

function columnNames(list: readonly IndexElement[]): readonly string[] {
  return list.flatMap(({ key }) => (key.kind === 'column' ? [key.name] : []));
}

function isPlainUnique(index: Index): boolean {
  return (
    index.unique &&
    index.where === undefined &&
    index.elements.every((element) => element.key.kind === 'column')
  );
}

function referenced(value: ForeignKey, scope: Scope): readonly Id[] {
  const target = scope.model.objects.get(idOf('table', [value.references.schema, value.references.table]));
  if (target?.kind !== 'table') return [];
  const key = supportingKey(target, value.references.columns);
  return [
    objectId(target),
    ...columnIds(target, value.references.columns),
    ...(key === undefined ? [] : [key, ...columnIds(target, includedIn(target, key))]),
  ];
}

/** The columns of INCLUDE: PostgreSQL makes the key anew for them as well, and the foreign key stands on it. */
function includedIn(table: Table, key: Id): readonly string[] {
  const { primaryKey, uniques, indexes } = table;
  if (primaryKey && partId('primary_key', table, primaryKey.name) === key) return primaryKey.include;
  const unique = uniques.find(({ name }) => partId('unique', table, name) === key);
  return (unique ?? indexes.find(({ name }) => partId('index', table, name) === key))?.include ?? [];
}

function routine(value: Routine, scope: Scope): readonly Id[] {
  const results = value.returns?.kind === 'table' ? value.returns.columns.map((column) => column.type) : [];
  const result = value.returns?.kind === 'type' ? [value.returns.type] : results;
  return [
    ...schema(value.schema, scope),
    ...[...value.arguments.map((argument) => argument.type), ...result].flatMap((t) => type(t, scope)),
    ...value.arguments.flatMap((argument) => mentions(argument.default, scope)),
    ...(value.body.kind === 'sql' ? bodyOf(value, value.body.sql, scope) : []),
  ];
}

function bodyOf(value: Routine, sql: Sql, scope: Scope): readonly Id[] {
  const rows = value.arguments.flatMap(({ type: { schema: where, name } }) =>
    where === undefined ? [] : relation({ schema: where, name }, sql.mentions.columns, scope),
  );
  return [...query(sql, scope), ...rows];
}

function existing(ids: readonly ReturnType<typeof idOf>[], scope: Scope): readonly Id[] {
  return ids.filter((id) => scope.model.objects.has(id));
}

const routineIndexes = new WeakMap<Model, ReadonlyMap<string, readonly ObjectId[]>>();

function routineIndex(model: Model): ReadonlyMap<string, readonly ObjectId[]> {
  const known = routineIndexes.get(model);
  if (known !== undefined) return known;
  const index = new Map<string, ObjectId[]>();
  for (const object of model.objects.values()) {
    if (object.kind !== 'function' && object.kind !== 'procedure') continue;
    const key = `${object.schema}\0${object.name}`;
    index.set(key, [...(index.get(key) ?? []), objectId(object)]);
  }
  routineIndexes.set(model, index);
  return index;
}
