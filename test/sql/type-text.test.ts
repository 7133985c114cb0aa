import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { majors } from '../../src/model/model.ts';
import type { DataType } from '../../src/model/type.ts';
import { catalogTypes } from '../../src/sql/catalog-types.ts';
import { argumentTypeText, typeText } from '../../src/sql/type-text.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { type } from './build.ts';

const array = (of: DataType): DataType => ({ ...of, array: true });
const own = (schema: string, name: string, ...modifiers: readonly string[]): DataType => ({
  schema,
  name,
  modifiers,
  array: false,
});

it.each([
  [type('integer'), 'integer'],
  [type('character varying', '255'), 'varchar(255)'],
  [type('character varying'), 'varchar'],
  [type('character', '1'), 'char(1)'],
  [type('bpchar'), 'bpchar'],
  [type('"char"'), '"char"'],
  [type('bit varying', '3'), 'varbit(3)'],
  [type('timestamp without time zone'), 'timestamp'],
  [type('timestamp with time zone', '3'), 'timestamptz(3)'],
  [type('time without time zone'), 'time'],
  [type('time with time zone'), 'timetz'],
  [type('double precision'), 'double precision'],
  [type('numeric', '5', '2'), 'numeric(5,2)'],
  [array(type('text')), 'text[]'],
  [array(type('numeric', '5', '2')), 'numeric(5,2)[]'],
  [type('interval'), 'interval'],
  [type('interval', '3'), 'interval(3)'],
  [type('interval', 'day to second', '3'), 'interval day to second(3)'],
  [array(type('interval', 'year')), 'interval year[]'],
  [own('public', 'mood'), 'mood'],
  [own('public', 'Mood'), '"Mood"'],
  [own('app', 'mood'), 'app.mood'],
  [array(own('App', 'mood')), '"App".mood[]'],
  [own('public', 'vector', '1536'), 'vector(1536)'],
  [own('public', 'path'), 'public.path'],
  [own('public', 'int4'), 'public.int4'],
  [own('public', 'integer'), '"integer"'],
  [own('public', 'pg_class'), 'public.pg_class'],
])('%j', (given, text) => {
  expect(typeText(given)).toBe(text);
});

it('leaves modifiers out of signatures', () => {
  expect(argumentTypeText(array(type('character varying', '10')))).toBe('varchar[]');
});

describe.each(majors)('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(major);
  });
  afterAll(() => database.drop());

  it('spells every type of pg_catalog so that it is read as that type', async () => {
    const { rows } = await database.client.query<{ oid: number; name: string; typname: string }>(
      `SELECT oid::int, format_type(oid, -1) AS name, typname FROM pg_type
       WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'p', 'r', 'm') AND typcategory <> 'A'
         AND typname <> '_record'`,
    );
    for (const { name, oid } of rows) {
      const found = await database.client.query('SELECT $1::regtype::oid::int AS oid', [
        typeText(type(name)),
      ]);
      expect([name, found.rows[0].oid]).toEqual([name, oid]);
    }
    const unknown = rows.filter(({ typname }) => !/^_|^pg_/.test(typname) && !catalogTypes.has(typname));
    expect(unknown).toEqual([]);
  });
});
