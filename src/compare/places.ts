import type { Place } from '../grammar/meaning/place.ts';
import { idOf } from '../model/element.ts';
import type { Model } from '../model/model.ts';
import type {
  Column,
  ColumnValue,
  Domain,
  Exclusion,
  Index,
  IndexElement,
  MaterializedView,
  Routine,
  SchemaObject,
  Table,
  Trigger,
  View,
} from '../model/schema-object.ts';
import type { MentionedName, Sql } from '../model/sql.ts';
import type { DataType } from '../model/type.ts';

/** What becomes of a piece of SQL, by where it stands. */
export type SqlMapping = (sql: Sql, place: Place) => Sql;

/** The object with every piece of SQL in it mapped; hints stay as they are. */
export function mapSql(object: SchemaObject, model: Model, map: SqlMapping): SchemaObject {
  switch (object.kind) {
    case 'schema':
    case 'extension':
    case 'enum':
    case 'sequence':
      return object;
    case 'domain':
      return mapDomain(object, map);
    case 'function':
    case 'procedure':
      return mapRoutine(object, map);
    case 'table':
      return mapTable(object, map);
    case 'view':
      return mapView(object, model, map);
    case 'materialized_view':
      return mapMaterializedView(object, model, map);
  }
}

function mapDomain(domain: Domain, map: SqlMapping): Domain {
  const place: Place = {
    kind: 'expression',
    column: (name) => (name.toLowerCase() === 'value' ? domain.type : undefined),
  };
  return {
    ...domain,
    ...optional('default', domain.default, (sql) =>
      map(sql, { kind: 'expression', column: () => undefined, assignedTo: domain.type }),
    ),
    checks: domain.checks.map((check) => ({ ...check, expression: map(check.expression, place) })),
  };
}

function mapRoutine(routine: Routine, map: SqlMapping): Routine {
  const types = new Map(
    routine.arguments.flatMap(({ name, type }) => (name === undefined ? [] : [[name, type]])),
  );
  return {
    ...routine,
    arguments: routine.arguments.map((argument) => ({
      ...argument,
      ...optional('default', argument.default, (sql) =>
        map(sql, { kind: 'expression', column: () => undefined, assignedTo: argument.type }),
      ),
    })),
    body:
      routine.body.kind === 'string'
        ? routine.body
        : { kind: 'sql', sql: map(routine.body.sql, { kind: 'body', argument: (name) => types.get(name) }) },
  };
}

function mapTable(table: Table, map: SqlMapping): Table {
  const place = over(table.columns);
  return {
    ...table,
    columns: table.columns.map((column) => mapColumn(column, place, map)),
    checks: table.checks.map((check) => ({ ...check, expression: map(check.expression, place) })),
    exclusions: table.exclusions.map((exclusion) => mapExclusion(exclusion, place, map)),
    indexes: table.indexes.map((index) => mapIndex(index, place, map)),
    triggers: table.triggers.map((trigger) => mapTrigger(trigger, place, map)),
  };
}

function mapColumn(column: Column, place: Place, map: SqlMapping): Column {
  return { ...column, value: mapValue(column, place, map) };
}

function mapValue({ value, type }: Column, place: Place, map: SqlMapping): ColumnValue {
  switch (value.kind) {
    case 'none':
    case 'serial':
    case 'identity':
      return value;
    case 'default':
      return {
        ...value,
        expression: map(value.expression, { kind: 'expression', column: () => undefined, assignedTo: type }),
      };
    case 'generated':
      return { ...value, expression: map(value.expression, { ...place, assignedTo: type } as Place) };
  }
}

function mapElement<E extends IndexElement>(element: E, place: Place, map: SqlMapping): E {
  return element.key.kind === 'column'
    ? element
    : { ...element, key: { ...element.key, expression: map(element.key.expression, place) } };
}

function mapExclusion(exclusion: Exclusion, place: Place, map: SqlMapping): Exclusion {
  return {
    ...exclusion,
    elements: exclusion.elements.map((element) => mapElement(element, place, map)),
    ...optional('where', exclusion.where, (sql) => map(sql, place)),
  };
}

function mapIndex(index: Index, place: Place, map: SqlMapping): Index {
  return {
    ...index,
    elements: index.elements.map((element) => mapElement(element, place, map)),
    ...optional('where', index.where, (sql) => map(sql, place)),
  };
}

function mapTrigger(trigger: Trigger, place: Place, map: SqlMapping): Trigger {
  return { ...trigger, ...optional('when', trigger.when, (sql) => map(sql, place)) };
}

function mapView(view: View, model: Model, map: SqlMapping): View {
  return {
    ...view,
    query: map(view.query, { kind: 'query', relation: relationsOf(model), columns: view.columns }),
    triggers: view.triggers.map((trigger) => mapTrigger(trigger, over([]), map)),
  };
}

function mapMaterializedView(view: MaterializedView, model: Model, map: SqlMapping): MaterializedView {
  return {
    ...view,
    query: map(view.query, { kind: 'query', relation: relationsOf(model), columns: view.columns }),
    indexes: view.indexes.map((index) => mapIndex(index, over([]), map)),
  };
}

/** An expression over the columns of a table. */
function over(columns: readonly Column[]): Place {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return { kind: 'expression', column: (name) => types.get(name) };
}

function relationsOf(model: Model): (name: MentionedName) => ReadonlyMap<string, DataType> | undefined {
  return ({ schema, name }) => {
    const table = model.objects.get(idOf('table', [schema ?? 'public', name]));
    return table?.kind === 'table'
      ? new Map(table.columns.map((column) => [column.name, column.type]))
      : undefined;
  };
}

function optional<K extends string>(
  key: K,
  sql: Sql | undefined,
  map: (sql: Sql) => Sql,
): { readonly [P in K]?: Sql } {
  return sql === undefined ? {} : ({ [key]: map(sql) } as { readonly [P in K]?: Sql });
}
