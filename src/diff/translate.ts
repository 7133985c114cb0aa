import {
  type Element,
  type ElementKind,
  type ElementTypes,
  idOf,
  type Owner,
  objectId,
  partId,
} from '../model/element.ts';
import type { Id } from '../model/id.ts';
import type { Model } from '../model/model.ts';
import type {
  ColumnReference,
  ExclusionElement,
  ForeignKeyAction,
  IndexElement,
  Routine,
  SchemaObject,
  TriggerEvent,
} from '../model/schema-object.ts';
import type { Sql } from '../model/sql.ts';
import type { DataType } from '../model/type.ts';
import type { Renames } from './renames.ts';

type Named = { readonly schema: string; readonly name: string };

/** Says what things of the previous model are called once the renames are done. Unrenamed things keep their names. */
export type Translator = {
  /** False where nothing is renamed: then every translation is the identity. */
  readonly active: boolean;
  readonly id: (id: Id) => Id;
  readonly schema: (name: string) => string;
  readonly relation: (name: Named) => Named;
  readonly column: (owner: Named, column: string) => string;
  readonly type: (type: DataType) => DataType;
  readonly routine: (name: Named) => Named;
};

const identity: Translator = {
  active: false,
  id: (id) => id,
  schema: (name) => name,
  relation: (name) => name,
  column: (_owner, column) => column,
  type: (type) => type,
  routine: (name) => name,
};

/** @param next must contain every target of the renames */
export function translator(renames: Renames, next: Model, previous: Model): Translator {
  if (renames.size === 0) return identity;
  const names = nextNames(renames, next);
  const schema = (name: string) => names.get(idOf('schema', [name]))?.name ?? name;
  const lookUp =
    (kinds: readonly ('table' | 'view' | 'materialized_view' | 'sequence' | 'enum' | 'domain')[]) =>
    (name: Named) => {
      for (const kind of kinds) {
        const found = names.get(idOf(kind, [name.schema, name.name]));
        if (found?.schema !== undefined) return { schema: found.schema, name: found.name };
      }
      const moved = schema(name.schema);
      return moved === name.schema ? name : { schema: moved, name: name.name };
    };
  const type = lookUp(['enum', 'domain', 'table']);
  const routines = routineNames(renames, previous, names);
  return {
    active: true,
    id: (id) => renames.get(id) ?? id,
    schema,
    relation: lookUp(['table', 'view', 'materialized_view', 'sequence']),
    column: (owner, column) => names.get(partId('column', owner, column))?.name ?? column,
    type: (old) =>
      old.schema === undefined ? old : { ...old, ...type({ schema: old.schema, name: old.name }) },
    routine: (name) =>
      routines.get(`${name.schema}\0${name.name}`) ?? { ...name, schema: schema(name.schema) },
  };
}

/** Schema and name in the next model by id in the previous one, for everything that is renamed. */
function nextNames(renames: Renames, next: Model): ReadonlyMap<Id, { schema?: string; name: string }> {
  const targets = new Map<Id, { schema?: string; name: string }>();
  const collect = (object: SchemaObject) => {
    targets.set(
      objectId(object),
      object.kind === 'schema' || object.kind === 'extension' ? { name: object.name } : object,
    );
    if (object.kind !== 'table') return;
    for (const column of object.columns)
      targets.set(partId('column', object, column.name), { name: column.name });
  };
  const wanted = new Set(renames.values());
  for (const object of next.objects.values()) {
    if (wanted.has(objectId(object)) || object.kind === 'table') collect(object);
  }
  const names = new Map<Id, { schema?: string; name: string }>();
  for (const [from, to] of renames) {
    const target = targets.get(to);
    if (target !== undefined) names.set(from, target);
  }
  return names;
}

function routineNames(
  renames: Renames,
  previous: Model,
  names: ReadonlyMap<Id, { schema?: string; name: string }>,
): ReadonlyMap<string, Named> {
  const result = new Map<string, Named>();
  for (const object of previous.objects.values()) {
    if (object.kind !== 'function' && object.kind !== 'procedure') continue;
    const id = objectId(object);
    const target = renames.has(id) ? names.get(id) : undefined;
    if (target?.schema !== undefined) {
      result.set(`${object.schema}\0${object.name}`, { schema: target.schema, name: target.name });
    }
  }
  return result;
}

/**
 * An element of the previous model with every name that the renames change replaced, to be compared with its counterpart. The
 * text of SQL is left as it was: only its mentions are translated.
 */
export function translate<K extends ElementKind>(element: Element<K>, to: Translator): ElementTypes[K] {
  if (!to.active) return element.value as ElementTypes[K];
  const owner = 'owner' in element ? (element.owner as Owner) : undefined;
  const rule: Rule<K> = rules[element.kind as K];
  return rule(element.value as ElementTypes[K], to, owner ?? { schema: '', name: '' });
}

type Rule<K extends ElementKind> = (value: ElementTypes[K], to: Translator, owner: Named) => ElementTypes[K];

const rules: { readonly [K in ElementKind]: Rule<K> } = {
  schema: (value) => value,
  extension: (value, to) =>
    value.schema === undefined ? value : { ...value, schema: to.schema(value.schema) },
  enum: (value) => value,
  domain: (value, to) => ({ ...value, type: to.type(value.type) }),
  sequence: (value, to) =>
    value.ownedBy ? { ...value, ownedBy: columnReference(value.ownedBy, to) } : value,
  function: routine,
  procedure: routine,
  table: (value) => value,
  column: (value, to, owner) => ({
    ...value,
    type: to.type(value.type),
    value:
      value.value.kind === 'generated'
        ? { ...value.value, expression: sql(value.value.expression, to, owner) }
        : value.value,
  }),
  primary_key: keyRule,
  unique: keyRule,
  check: (value, to, owner) => ({ ...value, expression: sql(value.expression, to, owner) }),
  foreign_key: (value, to, owner) => ({
    ...value,
    columns: columns(value.columns, to, owner),
    references: references(value.references, to),
    onDelete: action(value.onDelete, to, owner),
    onUpdate: action(value.onUpdate, to, owner),
  }),
  exclusion: (value, to, owner) => ({
    ...value,
    elements: value.elements.map(
      (element): ExclusionElement => ({ ...indexElement(element, to, owner), operator: element.operator }),
    ),
    include: columns(value.include, to, owner),
    ...(value.where ? { where: sql(value.where, to, owner) } : {}),
  }),
  index: (value, to, owner) => ({
    ...value,
    elements: value.elements.map((element) => indexElement(element, to, owner)),
    include: columns(value.include, to, owner),
    ...(value.where ? { where: sql(value.where, to, owner) } : {}),
  }),
  trigger: (value, to, owner) => ({
    ...value,
    events: value.events.map(
      (event): TriggerEvent =>
        event.kind === 'update' ? { ...event, columns: columns(event.columns, to, owner) } : event,
    ),
    ...(value.when ? { when: sql(value.when, to, owner) } : {}),
    execute:
      value.execute.schema === undefined
        ? value.execute
        : { ...value.execute, ...to.routine({ schema: value.execute.schema, name: value.execute.name }) },
  }),
  // PostgreSQL keeps the names of a view's columns when the columns below are renamed, so a query is compared as it is written.
  view: (value) => value,
  materialized_view: (value) => value,
};

function routine(value: Routine, to: Translator): Routine {
  const returns = value.returns;
  return {
    ...value,
    arguments: value.arguments.map((argument) => ({ ...argument, type: to.type(argument.type) })),
    ...(returns?.kind === 'type' ? { returns: { ...returns, type: to.type(returns.type) } } : {}),
    ...(returns?.kind === 'table'
      ? {
          returns: {
            ...returns,
            columns: returns.columns.map((column) => ({ ...column, type: to.type(column.type) })),
          },
        }
      : {}),
  };
}

function keyRule<V extends { readonly columns: readonly string[]; readonly include: readonly string[] }>(
  value: V,
  to: Translator,
  owner: Named,
): V {
  return { ...value, columns: columns(value.columns, to, owner), include: columns(value.include, to, owner) };
}

function columns(names: readonly string[], to: Translator, owner: Named): readonly string[] {
  return names.map((name) => to.column(owner, name));
}

function sql(value: Sql, to: Translator, owner: Named): Sql {
  return { ...value, mentions: { ...value.mentions, columns: columns(value.mentions.columns, to, owner) } };
}

function columnReference(reference: ColumnReference, to: Translator): ColumnReference {
  const table = { schema: reference.schema, name: reference.table };
  const moved = to.relation(table);
  return { schema: moved.schema, table: moved.name, column: to.column(table, reference.column) };
}

function references(
  value: { readonly schema: string; readonly table: string; readonly columns: readonly string[] },
  to: Translator,
): { readonly schema: string; readonly table: string; readonly columns: readonly string[] } {
  const table = { schema: value.schema, name: value.table };
  const moved = to.relation(table);
  return { schema: moved.schema, table: moved.name, columns: columns(value.columns, to, table) };
}

function action(value: ForeignKeyAction, to: Translator, owner: Named): ForeignKeyAction {
  return 'columns' in value ? { ...value, columns: columns(value.columns, to, owner) } : value;
}

function indexElement(element: IndexElement, to: Translator, owner: Named): IndexElement {
  const { opclass } = element;
  return {
    ...element,
    ...(opclass?.schema === undefined ? {} : { opclass: { ...opclass, schema: to.schema(opclass.schema) } }),
    key:
      element.key.kind === 'column'
        ? { kind: 'column', name: to.column(owner, element.key.name) }
        : { kind: 'expression', expression: sql(element.key.expression, to, owner) },
  };
}
