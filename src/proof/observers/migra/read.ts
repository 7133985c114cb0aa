import type pg from 'pg';
import { dotted } from '../../../model/id.ts';
import type { Ask, QueryName, Row } from './library.ts';
import { corrected, type Place, placeOf, type Surroundings } from './rows.ts';

/** Our own schema on a target: no part of what is compared. */
const ownSchema = 'learnr_schema';

/** A database as the library may see it. */
export type Catalog = {
  readonly ask: Ask;
  /** The columns of each table, in their order, by the table's name for people. */
  readonly columnsOf: ReadonlyMap<string, readonly string[]>;
};

const settings = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  -- Every name is printed with its schema, so that the same text is the same thing.
  SET LOCAL search_path = '';
  SET LOCAL statement_timeout = '60s';
  -- Compiling takes longer than any of the queries.
  SET LOCAL jit = off`;

/** Reads in one snapshot, which ends with the connection. */
export async function catalogFor(client: pg.Client): Promise<Catalog> {
  await client.query(settings);
  const tables = await readTables(client);
  const typeSchemas = await readTypeSchemas(client);
  const surroundings: Surroundings = {
    schemas: new Set([ownSchema]),
    bareTables: new Set(
      tables.filter(({ columns }) => columns.length === 0).map(({ schema, name }) => placeOf(schema, name)),
    ),
    notNullNames: await readNotNullNames(client),
  };
  const ask: Ask = async (name, sql) => {
    const rows = inSearchPath.has(name)
      ? await rowsOfEach(client, sql, typeSchemas)
      : (await client.query<Row>(sql)).rows;
    return corrected(name, rows, surroundings);
  };
  return {
    ask,
    columnsOf: new Map(tables.map(({ schema, name, columns }) => [dotted(schema, name), columns])),
  };
}

/** What the library looks for in the search path only, where the first of a name hides the others. */
const inSearchPath: ReadonlySet<QueryName> = new Set(['DOMAINS_QUERY', 'TYPES_QUERY']);

async function rowsOfEach(
  client: pg.Client,
  sql: string,
  schemas: readonly string[],
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const schema of schemas) {
    await client.query("SELECT set_config('search_path', quote_ident($1), true)", [schema]);
    found.push(...(await client.query<Row>(sql)).rows);
  }
  await client.query("SET LOCAL search_path = ''");
  return found;
}

type TableRow = { readonly schema: string; readonly name: string; readonly columns: readonly string[] };

async function readTables(client: pg.Client): Promise<readonly TableRow[]> {
  const { rows } = await client.query<TableRow>(
    `
    SELECT n.nspname AS schema, c.relname AS name, ARRAY(
      SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum
    ) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', $1) ORDER BY 1, 2`,
    [ownSchema],
  );
  return rows;
}

async function readTypeSchemas(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ schema: string }>(`
    SELECT DISTINCT n.nspname AS schema FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype = 'd' OR c.relkind = 'c') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`);
  return rows.map(({ schema }) => schema);
}

async function readNotNullNames(client: pg.Client): Promise<ReadonlyMap<Place, string>> {
  const { rows } = await client.query<{ schema: string; name: string; constraint: string }>(`
    SELECT n.nspname AS schema, t.typname AS name, k.conname AS constraint
    FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE k.contype = 'n'`);
  return new Map(rows.map(({ schema, name, constraint }) => [placeOf(schema, name), constraint]));
}
