import type { Client } from 'pg';
import type { ExpressionPlace, QueryPlace } from '../../src/grammar/meaning/place.ts';
import type { DataType } from '../../src/model/type.ts';
import { accepted, grammar } from './support.ts';

/** A table with a column of every type that people use, and what goes with it. */
const columns: Readonly<Record<string, string>> = {
  id: 'bigint',
  v: 'varchar(50)',
  w: 'varchar',
  t: 'text',
  c: 'char(1)',
  c5: 'char(5)',
  i: 'integer',
  i2: 'integer',
  s: 'smallint',
  b: 'bigint',
  n: 'numeric(10,2)',
  nn: 'numeric',
  d: 'double precision',
  r: 'real',
  dt: 'date',
  tm: 'time',
  ts: 'timestamp',
  tz: 'timestamptz',
  iv: 'interval',
  j: 'jsonb',
  js: 'json',
  ta: 'text[]',
  va: 'varchar(20)[]',
  ia: 'integer[]',
  st: 'status',
  sts: 'status[]',
  bo: 'boolean',
  bo2: 'boolean',
  u: 'uuid',
  ip: 'inet',
  rng: 'int4range',
  drng: 'daterange',
  vec: 'tsvector',
  bin: 'bytea',
};

const people: Readonly<Record<string, string>> = {
  id: 'bigint',
  email: 'varchar(255)',
  name: 'text',
  thing_id: 'bigint',
  joined: 'timestamptz',
  active: 'boolean',
  tags: 'text[]',
  data: 'jsonb',
};

export const schemaText = `
  CREATE TYPE status AS ENUM ('draft', 'live', 'gone');
  CREATE SEQUENCE counter;
  CREATE FUNCTION own(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a';
  CREATE TABLE things (${list(columns)});
  CREATE TABLE people (${list(people)});
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`;

function list(of: Readonly<Record<string, string>>): string {
  return Object.entries(of)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}

export function dataType(text: string): DataType {
  const { type } = accepted(grammar.dataType(text));
  return type;
}

function types(of: Readonly<Record<string, string>>): ReadonlyMap<string, DataType> {
  return new Map(Object.entries(of).map(([name, type]) => [name, dataType(type)]));
}

const thingTypes = types(columns);
const tables: ReadonlyMap<string, ReadonlyMap<string, DataType>> = new Map([
  ['things', thingTypes],
  ['people', types(people)],
]);

export const onThings: ExpressionPlace = { kind: 'expression', column: (name) => thingTypes.get(name) };

export function defaultOf(type: string): ExpressionPlace {
  return { kind: 'expression', column: () => undefined, assignedTo: dataType(type) };
}

export function generatedAs(type: string): ExpressionPlace {
  return { ...onThings, assignedTo: dataType(type) };
}

export function checkedValue(type: string): ExpressionPlace {
  return { kind: 'expression', column: (name) => (name === 'value' ? dataType(type) : undefined) };
}

export const viewPlace: QueryPlace = {
  kind: 'query',
  relation: ({ schema = 'public', name }) => (schema === 'public' ? tables.get(name) : undefined),
  columns: [],
};

export function meaning(text: string, place: ExpressionPlace): string {
  return grammar.meaning(accepted(grammar.expression(text)), place);
}

export function readable(text: string, place: ExpressionPlace): string {
  return grammar.readable(accepted(grammar.expression(text)), place);
}

export function queryMeaning(text: string, place: QueryPlace = viewPlace): string {
  return grammar.meaning(accepted(grammar.query(text)).sql, place);
}

export function queryReadable(text: string, place: QueryPlace = viewPlace): string {
  return grammar.readable(accepted(grammar.query(text)).sql, place);
}

/** What a server prints of SQL at one kind of place. */
export type Printer = (client: Client, text: string, pretty?: boolean) => Promise<string>;

async function first(client: Client, sql: string): Promise<string> {
  const { rows } = await client.query<{ text: string }>(sql);
  return rows[0]?.text ?? '';
}

/** Runs the statements, reads, and undoes them. */
function printing(statements: (text: string) => string, read: (pretty: boolean) => string): Printer {
  return async (client, text, pretty = false) => {
    await client.query('BEGIN');
    try {
      await client.query(statements(text));
      return await first(client, read(pretty));
    } finally {
      await client.query('ROLLBACK');
    }
  };
}

export const printCheck = printing(
  (text) => `ALTER TABLE things ADD CONSTRAINT k CHECK (${text})`,
  (pretty) =>
    `SELECT pg_get_expr(conbin, conrelid, ${pretty}) AS text FROM pg_constraint WHERE conname = 'k'`,
);

export const printKey = printing(
  (text) => `CREATE INDEX k ON things ((${text}))`,
  (pretty) =>
    `SELECT pg_get_expr(indexprs, indrelid, ${pretty}) AS text FROM pg_index WHERE indexrelid = 'k'::regclass`,
);

export const printPredicate = printing(
  (text) => `CREATE INDEX k ON things (id) WHERE ${text}`,
  (pretty) =>
    `SELECT pg_get_expr(indpred, indrelid, ${pretty}) AS text FROM pg_index WHERE indexrelid = 'k'::regclass`,
);

export function printDefault(type: string): Printer {
  return printing(
    (text) => `CREATE TABLE k (a ${type} DEFAULT (${text}))`,
    (pretty) =>
      `SELECT pg_get_expr(adbin, adrelid, ${pretty}) AS text FROM pg_attrdef WHERE adrelid = 'k'::regclass`,
  );
}

export function printGenerated(type: string): Printer {
  return printing(
    (text) => `ALTER TABLE things ADD COLUMN k ${type} GENERATED ALWAYS AS (${text}) STORED`,
    (pretty) =>
      `SELECT pg_get_expr(adbin, adrelid, ${pretty}) AS text FROM pg_attrdef WHERE adrelid = 'things'::regclass`,
  );
}

export function printDomain(type: string): Printer {
  return printing(
    (text) => `CREATE DOMAIN k AS ${type} CONSTRAINT k CHECK (${text})`,
    (pretty) => `SELECT pg_get_expr(conbin, 0, ${pretty}) AS text FROM pg_constraint WHERE conname = 'k'`,
  );
}

export const printTrigger: Printer = printing(
  (text) => `CREATE TRIGGER k BEFORE UPDATE ON things FOR EACH ROW WHEN (${text}) EXECUTE FUNCTION touch()`,
  () =>
    `SELECT substring(pg_get_triggerdef(oid) from 'WHEN \\((.*)\\) EXECUTE') AS text FROM pg_trigger WHERE tgname = 'k'`,
);

export const printView: Printer = printing(
  (text) => `CREATE VIEW k AS ${text}`,
  (pretty) => `SELECT rtrim(pg_get_viewdef('k'::regclass, ${pretty}), ';') AS text`,
);

export function typesOfTable(name: string): ReadonlyMap<string, DataType> | undefined {
  return tables.get(name);
}
