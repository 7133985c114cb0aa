import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadGrammar } from '../../src/grammar/index.ts';
import type { DataType } from '../../src/model/type.ts';
import { roundsValues } from '../../src/plan/recipes/rounding.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';

const grammar = await loadGrammar();
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase(18);
});
afterAll(() => database.drop());

function typeOf(text: string): DataType {
  const parsed = grammar.dataType(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.type;
}

/** A value with all the digits that its type can have. */
const values: Readonly<Record<string, string>> = {
  smallint: '12345',
  integer: '2147483647',
  bigint: '9007199254740993',
  real: '1234.5678',
  'double precision': '1234.567890123456',
  numeric: '1234.567890123456789',
  'numeric(20,4)': '1234.5678',
  'numeric(20,2)': '1234.56',
  date: "'2020-02-03'",
  timestamp: "'2020-02-03 04:05:06.123456'",
  'timestamp(3)': "'2020-02-03 04:05:06.123'",
  timestamptz: "'2020-02-03 04:05:06.123456+00'",
  time: "'04:05:06.123456'",
  timetz: "'04:05:06.123456+02'",
  boolean: 'true',
  interval: "'3 days 04:05:06.123456'",
  money: "'12.34'",
  jsonb: "'1234.567890123456789'",
  text: "'x'",
};

const pairs = Object.keys(values).flatMap((old) => Object.keys(values).map((next) => [old, next] as const));

test.each(pairs)('%s to %s is said to round where the server does', async (old, next) => {
  const { client } = database;
  // What the cast refuses is no loss, and neither is what has no assignment cast.
  const result = await client
    .query<{ same: boolean }>(
      `SELECT (v::${next})::${old} IS NOT DISTINCT FROM v AS same FROM (SELECT ${values[old]}::${old} AS v) AS given`,
    )
    .catch(() => undefined);
  const changed = result?.rows[0]?.same === false;
  if (changed) expect(roundsValues(typeOf(old), typeOf(next))).toBe(true);
});

test.each([
  ['integer', 'bigint'],
  ['numeric(20,2)', 'numeric(20,4)'],
  ['timestamp(3)', 'timestamp'],
  ['date', 'timestamp'],
  ['numeric', 'text'],
  ['varchar(5)', 'varchar(9)'],
])('%s to %s rounds nothing', (old, next) => {
  expect(roundsValues(typeOf(old), typeOf(next))).toBe(false);
});
