import type { Pair } from '../../diff/pair.ts';
import { idOf, objectsOf } from '../../model/element.ts';
import type { Model } from '../../model/model.ts';
import type { ColumnValue, Domain, Enum, Index, MaterializedView, Table } from '../../model/schema-object.ts';
import type { DataType } from '../../model/type.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { Constraint, QualifiedName } from '../../sql/statement.ts';
import { typeText } from '../../sql/type-text.ts';
import { over, type Rows, renameColumn, rowsOf, withColumns } from './rows.ts';

/**
 * What is known of a column's values.
 * - `known`: its expression gives them.
 * - `distinct`: a counter gives every row a value of its own, and nobody knows which.
 * - a doubt: why nobody can know them before the plan runs.
 */
export type Certainty = 'known' | 'distinct' | Doubt;

export type Doubt = { readonly doubt: string };

export type ColumnForecast = {
  readonly type: DataType;
  readonly value: ColumnValue;
  readonly notNull: boolean;
  readonly certainty: Certainty;
  /** The checks of values that its own are made of. */
  readonly after: readonly string[];
};

/** A table at some point of a plan. */
export type TableForecast = {
  name: QualifiedName;
  /** What it is called in the target; absent: the plan makes it, and it has no rows. */
  readonly origin: QualifiedName | undefined;
  /** `none` of a table that the plan makes; a doubt says why nobody can know them. */
  rows: Rows | 'none' | Doubt;
  readonly columns: Map<string, ColumnForecast>;
  /** Constraints that hold for new rows and are not proven for the old ones, by name. */
  readonly pending: Map<string, Pending>;
  /** Those that the target has and that still hold, by name, as far as they can be told by the names of columns. */
  readonly standing: Map<string, Standing>;
};

/** The constraint or unique index, and the columns that it is of. */
export type Standing = {
  readonly constraint: Constraint | { readonly kind: 'index'; readonly value: Index };
  readonly columns: readonly string[];
};

export type Pending = Constraint | { readonly kind: 'not_null'; readonly column: string };

/** An enum or a domain at some point of a plan. */
export type TypeForecast = {
  /** With the name and the values or checks that it has then. */
  object: Enum | Domain;
  /** What it is called in the target; absent: the plan makes it. */
  readonly origin: QualifiedName | undefined;
  /** Whether its values are read as texts: an enum that the target does not have as the plans will have it. */
  asText: boolean;
  readonly pendingChecks: Set<string>;
};

/**
 * What plans have made of a target so far. Tables are looked up when a step first speaks of them: what no step touches costs
 * nothing.
 */
export type Forecast = {
  /** The model that the target has. */
  readonly initial: Model;
  /** Of the plan that is being followed. */
  pair: Pair;
  readonly tables: Map<string, TableForecast>;
  /** Names that tables of the target had. */
  readonly gone: Set<string>;
  readonly types: Map<string, TypeForecast>;
  /** By the name that a schema has at this point, that in the target. */
  readonly schemas: Map<string, string>;
  /** Routines and views that the plans have made or changed so far: in the target they say something else. */
  readonly changed: Set<string>;
};

export function nameKey({ schema, name }: QualifiedName): string {
  return `${schema}\0${name}`;
}

/** @param asText enums of the target, by {@link nameKey}, whose values the plans change */
export function forecastOf(initial: Model, pair: Pair, asText: ReadonlySet<string>): Forecast {
  const types = [...objectsOf(initial, 'enum'), ...objectsOf(initial, 'domain')].map(
    (object): [string, TypeForecast] => [
      nameKey(object),
      {
        object,
        origin: { schema: object.schema, name: object.name },
        asText: asText.has(nameKey(object)),
        pendingChecks: new Set(),
      },
    ],
  );
  return {
    ...{ initial, pair },
    tables: new Map(),
    gone: new Set(),
    types: new Map(types),
    schemas: new Map(),
    changed: new Set(),
  };
}

/** The table that has this name now; undefined where a view or nothing has it. */
export function tableNamed(forecast: Forecast, name: QualifiedName): TableForecast | undefined {
  const known = forecast.tables.get(nameKey(name));
  if (known !== undefined) return known;
  const origin = { schema: forecast.schemas.get(name.schema) ?? name.schema, name: name.name };
  if (forecast.gone.has(nameKey(origin))) return undefined;
  const object =
    forecast.initial.objects.get(idOf('table', [origin.schema, origin.name])) ??
    forecast.initial.objects.get(idOf('materialized_view', [origin.schema, origin.name]));
  if (object?.kind !== 'table' && object?.kind !== 'materialized_view') return undefined;
  const loaded = loadedTable(forecast, object, { schema: name.schema, name: name.name }, origin);
  forecast.tables.set(nameKey(name), loaded);
  forecast.gone.add(nameKey(origin));
  return loaded;
}

/** Every table of the target with a column of one of these types. */
export function tablesWithType(
  forecast: Forecast,
  ofType: (type: DataType) => boolean,
): readonly TableForecast[] {
  for (const table of objectsOf(forecast.initial, 'table')) {
    if (forecast.gone.has(nameKey(table))) continue;
    if (table.columns.some(({ type }) => type.schema !== undefined))
      tableNamed(forecast, currentName(forecast, table));
  }
  return [...forecast.tables.values()].filter(({ columns }) =>
    [...columns.values()].some(({ type }) => ofType(type)),
  );
}

function load(forecast: Forecast, wanted: (table: Table) => boolean): void {
  for (const table of objectsOf(forecast.initial, 'table'))
    if (!forecast.gone.has(nameKey(table)) && wanted(table))
      tableNamed(forecast, currentName(forecast, table));
}

/** What something of the target that no step has renamed itself is called now. */
function currentName(forecast: Forecast, { schema, name }: QualifiedName): QualifiedName {
  for (const [now, was] of forecast.schemas) if (was === schema) return { schema: now, name };
  return { schema, name };
}

function loadedTable(
  forecast: Forecast,
  object: Table | MaterializedView,
  name: QualifiedName,
  origin: QualifiedName,
): TableForecast {
  if (object.kind === 'materialized_view')
    // Its columns are those of a query, and only the server knows them.
    return {
      ...{ name, origin, columns: new Map(), pending: new Map(), standing: new Map() },
      rows: { doubt: 'only the server knows the columns of a materialized view' },
    };
  const columns = new Map(
    object.columns.map((column): [string, ColumnForecast] => [
      column.name,
      {
        type: currentType(forecast, column.type),
        value: column.value,
        notNull: column.notNull,
        certainty: 'known',
        after: [],
      },
    ]),
  );
  const expressions = [...columns].map(([column, { type }]): [string, string] => {
    const kept = enumOf(forecast, type);
    const text = kept?.asText === true;
    return [column, text ? `${quoteName(column)}::text${type.array ? '[]' : ''}` : quoteName(column)];
  });
  const rows = rowsOf(origin, new Map(expressions), object.primaryKey?.columns ?? []);
  return {
    ...{ name, origin, columns, pending: new Map(), standing: standingOf(object) },
    rows: over(rows, name.name),
  };
}

function standingOf(table: Table): Map<string, Standing> {
  const standing: readonly Standing[] = [
    ...[table.primaryKey ?? []]
      .flat()
      .map((value) => ({ constraint: { kind: 'primary_key', value } as const, columns: value.columns })),
    ...table.uniques.map((value) => ({
      constraint: { kind: 'unique', value } as const,
      columns: value.columns,
    })),
    ...table.checks.map((value) => ({
      constraint: { kind: 'check', value } as const,
      columns: value.expression.mentions.columns,
    })),
    ...table.foreignKeys.map((value) => ({
      constraint: { kind: 'foreign_key', value } as const,
      columns: value.columns,
    })),
    ...table.exclusions.map((value) => ({
      constraint: { kind: 'exclusion', value } as const,
      columns: [...value.elements, ...conditions(value)].flatMap(columnsOfElement),
    })),
    ...table.indexes
      .filter(({ unique }) => unique)
      .map((value) => ({
        constraint: { kind: 'index', value } as const,
        columns: [...value.elements, ...conditions(value)].flatMap(columnsOfElement),
      })),
  ];
  return new Map(standing.map((each) => [each.constraint.value.name, each]));
}

type Keyed = Pick<Index['elements'][number], 'key'>;

function conditions({ where }: Pick<Index, 'where'>): readonly Keyed[] {
  return where === undefined ? [] : [{ key: { kind: 'expression', expression: where } }];
}

/** The columns that an entry of an index is made of. */
export function columnsOfElement({ key }: Keyed): readonly string[] {
  return key.kind === 'column' ? [key.name] : key.expression.mentions.columns;
}

/** A type of the target by the name that it has now. */
function currentType(forecast: Forecast, type: DataType): DataType {
  if (type.schema === undefined) return type;
  for (const { origin, object } of forecast.types.values()) {
    if (origin?.schema === type.schema && origin.name === type.name)
      return { ...type, schema: object.schema, name: object.name };
  }
  return type;
}

export function typeNamed(forecast: Forecast, type: DataType): TypeForecast | undefined {
  return type.schema === undefined
    ? undefined
    : forecast.types.get(nameKey({ schema: type.schema, name: type.name }));
}

/** The domain that a type is and those below it; an array of a domain is none. */
export function domainChain(forecast: Forecast, type: DataType): readonly Domain[] {
  const found = type.array ? undefined : typeNamed(forecast, type)?.object;
  return found?.kind === 'domain' ? [found, ...domainChain(forecast, found.type)] : [];
}

/** What a type, or the elements of an array, are made of. */
export function madeOf(forecast: Forecast, type: DataType): DataType {
  const found = typeNamed(forecast, type)?.object;
  if (found?.kind !== 'domain') return type;
  const below = madeOf(forecast, found.type);
  return type.array ? { ...below, array: true } : below;
}

/** The enum that the values, or the elements of an array, are of. */
export function enumOf(forecast: Forecast, type: DataType): TypeForecast | undefined {
  const found = typeNamed(forecast, madeOf(forecast, type));
  return found?.object.kind === 'enum' ? found : undefined;
}

/** The type that values of a type have here, in the words of the target. */
export function hereText(forecast: Forecast, type: DataType): string {
  const base = madeOf(forecast, type);
  const of = enumOf(forecast, base);
  const array = base.array ? '[]' : '';
  if (of === undefined) return typeText(base);
  return of.origin === undefined || of.asText ? `text${array}` : `${fullName(of.origin)}${array}`;
}

/** The rows of a table, if it has some that can be known. */
export function rowsIn({ rows }: TableForecast): Rows | undefined {
  return typeof rows === 'object' && 'from' in rows ? rows : undefined;
}

/** Gives columns new values, computed over all as they were. */
export function setValues(table: TableForecast, values: ReadonlyMap<string, string>): void {
  const rows = rowsIn(table);
  if (rows !== undefined) table.rows = withColumns(rows, values);
}

export function renameTable(forecast: Forecast, table: TableForecast, name: QualifiedName): void {
  forecast.tables.delete(nameKey(table.name));
  table.name = name;
  const rows = rowsIn(table);
  if (rows !== undefined) table.rows = over(rows, name.name);
  forecast.tables.set(nameKey(name), table);
}

export function renameColumnOf(table: TableForecast, from: string, to: string): void {
  const column = table.columns.get(from);
  if (column === undefined) return;
  table.columns.delete(from);
  table.columns.set(to, column);
  // They follow under names that only the server knows.
  forgetStanding(table, from);
  const rows = rowsIn(table);
  if (rows !== undefined) table.rows = over(renameColumn(rows, from, to));
}

/** Constraints over a column are asked about no more. */
export function forgetStanding({ standing }: TableForecast, column: string): void {
  for (const [name, { columns }] of standing) if (columns.includes(column)) standing.delete(name);
}

/** Columns and domains follow. */
export function renameType(forecast: Forecast, from: QualifiedName, to: QualifiedName): void {
  const type = forecast.types.get(nameKey(from));
  if (type === undefined) return;
  const tables = tablesWithType(forecast, ({ schema, name }) => schema === from.schema && name === from.name);
  forecast.types.delete(nameKey(from));
  forecast.types.set(nameKey(to), type);
  type.object = { ...type.object, ...to };
  const renamed = (of: DataType): DataType =>
    of.schema === from.schema && of.name === from.name ? { ...of, ...to } : of;
  for (const other of forecast.types.values()) {
    if (other.object.kind === 'domain') other.object = { ...other.object, type: renamed(other.object.type) };
  }
  for (const { columns } of tables) {
    for (const [name, column] of columns) columns.set(name, { ...column, type: renamed(column.type) });
  }
}

export function renameSchema(forecast: Forecast, from: string, to: string): void {
  forecast.schemas.set(to, forecast.schemas.get(from) ?? from);
  forecast.schemas.delete(from);
  for (const table of [...forecast.tables.values()])
    if (table.name.schema === from) renameTable(forecast, table, { ...table.name, schema: to });
  for (const { object } of [...forecast.types.values()])
    if (object.schema === from)
      renameType(forecast, { schema: from, name: object.name }, { schema: to, name: object.name });
}

/** From now on the target is taken to be as the plan has made it so far: the steps before were run. */
export function settle(forecast: Forecast): void {
  if (forecast.schemas.size > 0) load(forecast, () => true);
  for (const type of forecast.types.values()) type.asText = true;
  for (const [key, table] of [...forecast.tables]) {
    const expressions = [...table.columns].map(([name, { type }]): [string, string] => {
      const text = enumOf(forecast, type) !== undefined;
      return [name, text ? `${quoteName(name)}::text${type.array ? '[]' : ''}` : quoteName(name)];
    });
    for (const [name, column] of table.columns)
      table.columns.set(name, { ...column, certainty: 'known', after: [] });
    const rows = rowsOf(table.name, new Map(expressions), keyOf(forecast, table));
    const known = rowsIn(table) !== undefined || table.rows === 'none';
    forecast.tables.set(key, {
      ...table,
      origin: table.name,
      rows: known ? over(rows, table.name.name) : table.rows,
    });
  }
}

/** The primary key that a table has afterwards, as far as its columns are there already. */
function keyOf({ pair }: Forecast, { name, columns }: TableForecast): readonly string[] {
  const object = pair.next.objects.get(idOf('table', [name.schema, name.name]));
  const key = object?.kind === 'table' ? (object.primaryKey?.columns ?? []) : [];
  return key.every((column) => columns.has(column)) ? key : [];
}
