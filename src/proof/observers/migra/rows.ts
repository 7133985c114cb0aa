import { withoutOrder } from './checks.ts';
import type { QueryName, Row } from './library.ts';

/** A relation or a routine by its schema and name. */
export type Place = string;

export function placeOf(schema: unknown, name: unknown): Place {
  return JSON.stringify([schema, name]);
}

/** What is left out of what the library reads, and names that it takes for more than they are. */
export type Surroundings = {
  /** Whole schemas. */
  readonly schemas: ReadonlySet<string>;
  /** Tables of which no column is left. */
  readonly bareTables: ReadonlySet<Place>;
  /** The names of domains' NOT NULL constraints, by domain; PostgreSQL 17 and later have them. */
  readonly notNullNames: ReadonlyMap<Place, string>;
};

/** Takes out of the rows of a query what is no difference, where they are read: each of these the library would take for one. */
export function corrected(name: QueryName, rows: readonly Row[], surroundings: Surroundings): readonly Row[] {
  const visible = rows.filter((row) => !isLeftOut(name, row, surroundings));
  switch (name) {
    case 'ALL_RELATIONS_QUERY':
      return withoutColumnOrder(visible);
    case 'DOMAINS_QUERY':
      return withWholeConstraints(visible, surroundings);
    default:
      return visible;
  }
}

/**
 * A table whose columns were all dropped has no row in the library's query of relations, and one that never had any has a row
 * without a column. With a constraint on it the first makes the library throw.
 */
function isLeftOut(name: QueryName, row: Row, { schemas, bareTables }: Surroundings): boolean {
  if (schemas.has(String(row['schema']))) return true;
  const table = name === 'ALL_RELATIONS_QUERY' ? row['name'] : row['table_name'];
  return table !== undefined && bareTables.has(placeOf(row['schema'], table));
}

/**
 * The library compares the columns of a table by name, but where their order differs it takes the table for changed and would make all
 * views on it anew. In views the order counts.
 */
function withoutColumnOrder(rows: readonly Row[]): readonly Row[] {
  const key = (row: Row) => JSON.stringify([row['relationtype'], row['schema'], row['name']]);
  const tables = new Map<string, Row[]>();
  for (const row of rows) {
    if (row['relationtype'] !== 'r') continue;
    const known = tables.get(key(row));
    if (known === undefined) tables.set(key(row), [row]);
    else known.push(row);
  }
  const sorted = [...tables.values()].flatMap((columns) => columns.sort(byName));
  return [...rows.filter((row) => row['relationtype'] !== 'r'), ...sorted];
}

function byName(a: Row, b: Row): number {
  return String(a['attname']) < String(b['attname']) ? -1 : 1;
}

/**
 * The query has a row for each constraint of a domain, in no order; the library keeps the name in the last, and the checks in the order of their
 * oids. Here each row has all names and all checks, sorted. The names of NOT NULL constraints are left out: PostgreSQL makes them up.
 */
function withWholeConstraints(rows: readonly Row[], { notNullNames }: Surroundings): readonly Row[] {
  const names = new Map<Place, string[]>();
  for (const row of rows) {
    const place = placeOf(row['schema'], row['name']);
    const known = names.get(place) ?? [];
    const name = row['constraint_name'];
    if (typeof name === 'string' && name !== notNullNames.get(place)) known.push(name);
    names.set(place, known);
  }
  return rows.map((row) => ({
    ...row,
    constraint_name: names.get(placeOf(row['schema'], row['name']))?.sort().join(', '),
    check: withoutOrder(String(row['check'])),
  }));
}
