import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { builtinTypes } from '../../src/grammar/builtin-types.ts';
import { majors } from '../../src/model/model.ts';
import type { DataType } from '../../src/model/type.ts';
import { freshDatabase } from '../support/postgres.ts';
import { accepted, expectProblem, grammar } from './support.ts';

/** The spelling, and what format_type() prints for a column of that type. */
const spellings: readonly (readonly [string, string])[] = [
  ['int', 'integer'],
  ['INT4', 'integer'],
  ['integer', 'integer'],
  ['pg_catalog.int4', 'integer'],
  ['"int4"', 'integer'],
  ['_int4', 'integer[]'],
  ['pg_catalog._int4', 'integer[]'],
  ['int2', 'smallint'],
  ['bigint', 'bigint'],
  ['bool', 'boolean'],
  ['float', 'double precision'],
  ['float(1)', 'real'],
  ['float(24)', 'real'],
  ['float(25)', 'double precision'],
  ['float8', 'double precision'],
  ['double precision', 'double precision'],
  ['real', 'real'],
  ['numeric', 'numeric'],
  ['decimal', 'numeric'],
  ['dec(5)', 'numeric(5,0)'],
  ['numeric(10)', 'numeric(10,0)'],
  ['numeric(10, 2)', 'numeric(10,2)'],
  ['numeric(3, -2)', 'numeric(3,-2)'],
  ['char', 'character(1)'],
  ['character', 'character(1)'],
  ['char(7)', 'character(7)'],
  ['nchar', 'character(1)'],
  ['national character(3)', 'character(3)'],
  ['bpchar', 'bpchar'],
  ['bpchar(5)', 'character(5)'],
  ['"char"', '"char"'],
  ['pg_catalog."char"', '"char"'],
  ['varchar', 'character varying'],
  ['varchar(255)', 'character varying(255)'],
  ['national character varying (5)', 'character varying(5)'],
  ['char varying(9)', 'character varying(9)'],
  ['text', 'text'],
  ['name', 'name'],
  ['bit', 'bit(1)'],
  ['bit(4)', 'bit(4)'],
  ['"bit"', '"bit"'],
  ['bit varying', 'bit varying'],
  ['varbit(4)', 'bit varying(4)'],
  ['timestamp', 'timestamp without time zone'],
  ['timestamp(3)', 'timestamp(3) without time zone'],
  ['timestamp with time zone', 'timestamp with time zone'],
  ['timestamptz', 'timestamp with time zone'],
  ['timestamptz(0)', 'timestamp(0) with time zone'],
  ['timestamp(9) with time zone', 'timestamp(6) with time zone'],
  ['time', 'time without time zone'],
  ['time(3) with time zone', 'time(3) with time zone'],
  ['timetz', 'time with time zone'],
  ['"time"(2)', 'time(2) without time zone'],
  ['date', 'date'],
  ['interval', 'interval'],
  ['interval(3)', 'interval(3)'],
  ['interval(9)', 'interval(6)'],
  ['interval year', 'interval year'],
  ['interval month', 'interval month'],
  ['interval day', 'interval day'],
  ['interval hour', 'interval hour'],
  ['interval minute', 'interval minute'],
  ['interval second', 'interval second'],
  ['interval second(2)', 'interval second(2)'],
  ['interval year to month', 'interval year to month'],
  ['interval day to hour', 'interval day to hour'],
  ['interval day to minute', 'interval day to minute'],
  ['interval day to second', 'interval day to second'],
  ['interval day to second(3)', 'interval day to second(3)'],
  ['interval hour to minute', 'interval hour to minute'],
  ['interval hour to second(1)', 'interval hour to second(1)'],
  ['interval minute to second', 'interval minute to second'],
  ['json', 'json'],
  ['jsonb', 'jsonb'],
  ['uuid', 'uuid'],
  ['bytea', 'bytea'],
  ['inet', 'inet'],
  ['tstzrange', 'tstzrange'],
  ['int4multirange', 'int4multirange'],
  ['regclass', 'regclass'],
  ['oidvector', 'oidvector'],
  ['text[]', 'text[]'],
  ['text[3][4]', 'text[]'],
  ['int array', 'integer[]'],
  ['int array[3]', 'integer[]'],
  ['varchar(10)[]', 'character varying(10)[]'],
  ['numeric(4,1)[]', 'numeric(4,1)[]'],
  ['timestamp(3)[]', 'timestamp(3) without time zone[]'],
  ['interval day to second(3)[]', 'interval day to second(3)[]'],
  ['char[]', 'character(1)[]'],
  ['mood', 'mood'],
  ['mood[]', 'mood[]'],
  ['_mood', 'mood[]'],
  ['app.mood', 'app.mood'],
  ['App."Mood"[]', 'app."Mood"[]'],
  ['app."integer"', 'app."integer"'],
];

describe.each(majors)('PostgreSQL %i', (major) => {
  it('prints the types as the model has them', async () => {
    const { client, drop } = await freshDatabase(major);
    await client.query(`
      CREATE SCHEMA app;
      CREATE TYPE mood AS ENUM ();
      CREATE TYPE app.mood AS ENUM ();
      CREATE TYPE app."Mood" AS ENUM ();
      CREATE TYPE app."integer" AS ENUM ()`);
    const columns = spellings.map(([spelling], i) => `c${i} ${spelling}`);
    await client.query(`CREATE TABLE t (${columns.join(', ')})`);
    const printed = await printedTypes(client);
    expect(spellings.map(([spelling], i) => [spelling, printed[i]])).toEqual(spellings);
    await drop();
  });

  it('has the built-in types that the table has', async () => {
    const { client, drop } = await freshDatabase(major);
    const { rows } = await client.query<{ typname: string; printed: string }>(`
      SELECT typname, format_type(oid, -1) AS printed FROM pg_type
      WHERE typnamespace = 'pg_catalog'::regnamespace AND typrelid = 0 AND typname NOT LIKE '\\_%'`);
    expect(new Map(rows.map(({ typname, printed }) => [typname, printed]))).toEqual(builtinTypes);
    await drop();
  });
});

async function printedTypes(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ printed: string }>(`
    SELECT format_type(atttypid, atttypmod) AS printed FROM pg_attribute
    WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`);
  return rows.map(({ printed }) => printed);
}

describe('a type', () => {
  // Of several types that print alike, the one in the search path is printed without its schema.
  it.each(spellings.filter(([spelling]) => spelling !== '_mood'))('%s is %s', (spelling, printed) => {
    const { type, serial } = accepted(grammar.dataType(spelling));
    expect(serial).toBe(false);
    expect(print(type)).toBe(printed);
    expect(accepted(grammar.dataType(printed)).type).toEqual(type);
  });

  it.each<[string, DataType]>([
    ['interval day to second(3)', { name: 'interval', modifiers: ['day to second', '3'], array: false }],
    ['geometry(Point, 4326)', { name: 'geometry', modifiers: ['point', '4326'], array: false }],
    ['public.vector(3)[]', { schema: 'public', name: 'vector', modifiers: ['3'], array: true }],
    ["odd('a''b', 1.5, \"C d\")", { name: 'odd', modifiers: ["'a''b'", '1.5', '"C d"'], array: false }],
    ['pg_catalog.pg_class', { schema: 'pg_catalog', name: 'pg_class', modifiers: [], array: false }],
    ['text /* not varchar */ -- so', { name: 'text', modifiers: [], array: false }],
  ])('%s', (spelling, type) => {
    expect(accepted(grammar.dataType(spelling))).toEqual({ type, serial: false });
  });

  it.each([
    ['serial', 'integer'],
    ['SERIAL4', 'integer'],
    ['bigserial', 'bigint'],
    ['serial8', 'bigint'],
    ['smallserial', 'smallint'],
    ['serial2', 'smallint'],
  ])('%s is a serial %s', (spelling, name) => {
    expect(accepted(grammar.dataType(spelling))).toEqual({
      type: { name, modifiers: [], array: false },
      serial: true,
    });
  });

  it.each([
    ['int ¦collate "C"', 'sql-syntax'],
    ['int ¦immutable', 'type-syntax'],
    ['¦int return 1', 'type-syntax'],
    ['¦table (a int)', 'type-unusable'],
    ['int¦, add column b int', 'sql-syntax'],
    ['int¦; drop table x', 'sql-several-statements'],
    ['int not ¦null', 'sql-syntax'],
    ['int ¦default 1', 'sql-syntax'],
    ['int ¦primary key', 'sql-syntax'],
    ['int¦) , (b int', 'sql-syntax'],
    ["¦'int'", 'sql-syntax'],
    ['int¦(3)', 'sql-syntax'],
    ['setof ¦int', 'type-unusable'],
    ['¦users.id%type', 'type-unusable'],
    ['¦serial[]', 'type-unusable'],
    ['¦serial(3)', 'type-unusable'],
    ['¦"integer"', 'type-syntax'],
    ['¦"character varying"', 'type-syntax'],
    ['¦"interval"(3)', 'type-syntax'],
    ['¦vector(1 + 2)', 'type-syntax'],
    ['¦vector(a.b)', 'type-syntax'],
    ['¦vector(null)', 'type-syntax'],
    ['¦a.b.c.d', 'type-syntax'],
    ['float(¦54)', 'sql-syntax'],
    ['¦', 'sql-empty'],
    ['"ä😀".b ¦c', 'sql-syntax'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    expectProblem(grammar.dataType, marked, code);
  });
});

/** As format_type() prints it. */
function print({ schema, name, modifiers, array }: DataType): string {
  const quoted = (part: string) => (/^[a-z_]\w*$/.test(part) && part !== 'integer' ? part : `"${part}"`);
  const isBuiltin = [...builtinTypes.values(), 'character', 'bit'].includes(name) && schema === undefined;
  const full = isBuiltin
    ? name
    : [schema, name].flatMap((part) => (part === undefined ? [] : quoted(part))).join('.');
  return `${withModifiers(full, modifiers)}${array ? '[]' : ''}`;
}

function withModifiers(name: string, modifiers: readonly string[]): string {
  const [first, second] = modifiers;
  if (first === undefined) return name;
  if (name === 'interval' && !/^\d/.test(first))
    return `interval ${first}${second === undefined ? '' : `(${second})`}`;
  const [, start = name, zone = ''] = /^(time\w*)( .*)$/.exec(name) ?? [];
  return `${start}(${modifiers.join(',')})${zone}`;
}
