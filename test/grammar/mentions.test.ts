import { describe, expect, it } from 'vitest';
import type { Mentions } from '../../src/model/sql.ts';
import { accepted, grammar } from './support.ts';

describe('an expression mentions', () => {
  it.each<[string, Partial<Mentions>]>([
    ['b > a and b > c', { columns: ['b', 'a', 'c'] }],
    ['users.email is not null', { columns: ['email'], relations: [] }],
    ['NEW."Email" = OLD."Email"', { columns: ['Email'] }],
    ["value ~ 'x'", { columns: ['value'] }],
    ['count(t.*)', { columns: ['*'] }],
    ['a = "*"', { columns: ['a', '*'] }],
    ["nextval('s')", { relations: [{ name: 's' }], routines: [{ name: 'nextval' }] }],
    ['nextval(\'Audit."S"\'::regclass)', { relations: [{ schema: 'audit', name: 'S' }] }],
    ["pg_catalog.setval('s'::text, 1)", { relations: [{ name: 's' }], routines: [] }],
    ["pg_get_serial_sequence('public.users', 'id')", { relations: [{ schema: 'public', name: 'users' }] }],
    ["my.nextval('s')", { relations: [], routines: [{ schema: 'my', name: 'nextval' }] }],
    ["' a . b '::pg_catalog.regclass", { relations: [{ schema: 'a', name: 'b' }] }],
    ["'123'::regclass", { relations: [] }],
    ["''::regclass", { relations: [] }],
    ["'x'::text", { relations: [] }],
    ['lower(f(x)) || s.g(y)', { routines: [{ name: 'f' }, { name: 'lower' }, { schema: 's', name: 'g' }] }],
    ['extract(year from x) + pg_catalog.abs(y)', { routines: [] }],
    ["'a'::mood", { types: [{ name: 'mood' }] }],
    ["'a'::app.mood[]", { types: [{ schema: 'app', name: 'mood' }] }],
    ['\'a\'::"Mood"', { types: [{ name: 'Mood' }] }],
    ['a::int4 + b::pg_catalog.float8 + c::_text::pg_catalog.pg_class', { types: [] }],
    ['a::geometry(Point, 4326)', { types: [{ name: 'geometry' }], columns: ['a'] }],
    ['exists (select 1 from t where t.x = y)', { columns: ['x', 'y'], relations: [{ name: 't' }] }],
  ])('%s', (text, expected) => {
    const { mentions } = accepted(grammar.expression(text));
    expect(mentions).toMatchObject(expected);
    for (const names of Object.values(mentions))
      expect(new Set(names.map((n) => JSON.stringify(n))).size).toBe(names.length);
  });
});

describe('a query mentions the relations', () => {
  it.each<[string, readonly string[]]>([
    ['select * from b, s.a, b as c', ['b', 's.a']],
    ['with w as (select * from t) select * from w, s.w', ['s.w', 't']],
    ['with t as (select * from t) select * from t', ['t']],
    ['with recursive t as (select 1 union select 1 from t) select * from t', []],
    ['with recursive a as (select 1 from b), b as (select 1) select * from a', []],
    ['with a as (select 1 from b), b as (select 1 from a) select * from b', ['b']],
    ['select * from (with w as (select 1) select * from w) x, w', ['w']],
    ['with w as (select 1) select (select 1 from w) from x where exists (select 1 from w)', ['x']],
    ['select 1 from a union (select 2 from b intersect select 3 from c)', ['a', 'b', 'c']],
    ['with w as (select 1) select 1 from w union select 2 from w', []],
    ['select * from a x for update of x', ['a']],
    [
      'select * from a natural join b left join c using (d) cross join lateral (select 1 from e) f',
      ['a', 'b', 'c', 'e'],
    ],
    ["select 'x.y'::regclass from only z", ['x.y', 'z']],
    ['with w as (delete from w returning *) select * from w', ['w']],
    ['table t', ['t']],
    ['values (1), ((select 2 from t))', ['t']],
  ])('%s', (text, expected) => {
    const { relations } = accepted(grammar.query(text)).sql.mentions;
    const names = relations.map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`));
    expect(names.sort()).toEqual(expected);
  });
});

it('columns of USING', () => {
  expect(accepted(grammar.query('select 1 from a join b using (x, y)')).sql.mentions.columns).toEqual([
    'x',
    'y',
  ]);
});

describe('a query that uses columns without their names mentions *', () => {
  it.each<[string, readonly string[]]>([
    ['select x from a natural join b', ['x', '*']],
    ['select p from a as z (p, q)', ['p', '*']],
    ['select p from (a join b on true) as z (p, q)', ['p', '*']],
    ['select * from a natural join b', ['*']],
    ['select p from (select x from a) as z (p)', ['p', 'x']],
    ['select p from unnest(array[1]) as z (p)', ['p']],
    ['select z.x from a as z', ['x']],
  ])('%s', (text, expected) => {
    expect([...accepted(grammar.query(text)).sql.mentions.columns].sort()).toEqual([...expected].sort());
  });
});

it('a body mentions the columns that it writes', () => {
  const body = `BEGIN ATOMIC
    INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (c) DO UPDATE SET d = excluded.e;
    UPDATE s.u SET f = 1 WHERE g;
    DELETE FROM v USING w;
    MERGE INTO x USING y ON true WHEN MATCHED THEN UPDATE SET h = 2 WHEN NOT MATCHED THEN INSERT (i) VALUES (3);
  END`;
  const { mentions } = accepted(grammar.routineBody(body));
  expect([...mentions.columns].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  expect(mentions.relations.map(({ name }) => name)).toEqual(['t', 'v', 'w', 'x', 'y', 'u']);
});
