import { describe, expect, it } from 'vitest';
import {
  checkedValue,
  dataType,
  defaultOf,
  generatedAs,
  meaning,
  onThings,
  queryMeaning,
  viewPlace,
} from './meaning-server.ts';

/** Pairs that a server tells apart. */
const expressions: readonly (readonly [string, string])[] = [
  ["v = 'a'", "v = 'b'"],
  ["v = 'a'", "v = 'A'"],
  ["v = 'a'", "v <> 'a'"],
  ["v = 'a'", "t = 'a'"],
  ["v = 'a'", "v = 'a '"],
  ["v IN ('a', 'b')", "v NOT IN ('a', 'b')"],
  ["v IN ('a', 'b')", "v IN ('a', 'c')"],
  ["v IN ('a', 'b')", "v IN ('a', 'b', 'c')"],
  ["v LIKE 'a'", "v ILIKE 'a'"],
  ["v LIKE 'a'", "v NOT LIKE 'a'"],
  ["v LIKE 'a'", "v ~ 'a'"],
  ["t LIKE 'a' ESCAPE '!'", "t LIKE 'a'"],
  ["c = 'A'", "c::text = 'A'"],
  ["c = 'A'", "c = 'A'::text"],
  ["c = 'A'", "c5 = 'A'"],
  ["t = 'a'", "t::bpchar = 'a'"],
  ["t::varchar(5) = 'abc'", "t = 'abc'"],
  ["t::varchar(5) = 'abc'", "t::varchar(6) = 'abc'"],
  ["t::char(5) = 'abc'", "t::char(6) = 'abc'"],
  ['n = 5::numeric(10,2)', 'n = 5'],
  ['n::numeric(5,1) > 0', 'n > 0'],
  ['i > 0', 'i >= 0'],
  ['i > 0', 'i > 1'],
  ['i > 0', 'i2 > 0'],
  ['i > 0', 'i > -0.5'],
  ['i > 3', 'i > 3.0'],
  ['nn = 1.0', 'nn = 1.00'],
  ['i / 2 > 1', 'i / 2.0 > 1'],
  ['i / 2 > 1', 'i::numeric / 2 > 1'],
  ['i * (i2 + 1) > 0', 'i * i2 + 1 > 0'],
  ['i - (i2 - 1) > 0', 'i - i2 - 1 > 0'],
  ['t::int > 5', "t > '5'"],
  ["t::date > '2020-01-01'", "t > '2020-01-01'"],
  ['ts::date = dt', 'ts = dt'],
  ["tz > '2020-01-01'", "tz > '2020-01-01'::timestamp"],
  ["ts > '2020-01-01'", "ts > '2020-01-02'"],
  ['ts > now()', 'ts > CURRENT_TIMESTAMP'],
  ["ts > now() - interval '1 day'", "ts > now() - interval '24 hours'"],
  ["ts > now() - interval '1 month'", "ts > now() - interval '30 days'"],
  ["tz > now() - interval '1' day", "tz > now() - interval '1' hour"],
  ["iv > interval '1 day 2 hours' day", "iv > interval '1 day 2 hours'"],
  ["tz AT TIME ZONE 'UTC' > ts", "tz AT TIME ZONE 'CET' > ts"],
  ["tz AT TIME ZONE 'UTC' > ts", 'tz > ts'],
  ['extract(year from dt) = 1', 'extract(month from dt) = 1'],
  ['extract(year from dt) = 1', "date_part('year', dt) = 1"],
  ['bo', 'bo IS TRUE'],
  ['bo', 'NOT bo'],
  ['bo IS TRUE', 'bo IS NOT FALSE'],
  ['bo AND bo2', 'bo OR bo2'],
  ['bo AND (bo2 OR i > 0)', 'bo AND bo2 OR i > 0'],
  ['NOT (bo AND bo2)', 'NOT bo AND bo2'],
  ['v IS NULL', 'v IS NOT NULL'],
  ["v IS DISTINCT FROM 'a'", "v <> 'a'"],
  ['coalesce(v, t) = t', 'coalesce(t, v) = t'],
  ['coalesce(i, 0) > 0', 'coalesce(i, 1) > 0'],
  ['greatest(i, i2) > 0', 'least(i, i2) > 0'],
  ['CASE WHEN bo THEN 1 ELSE 2 END = 1', 'CASE WHEN bo THEN 2 ELSE 1 END = 1'],
  ['CASE WHEN random() < 1 THEN bo END', 'CASE random() < 1 WHEN true THEN bo END'],
  ["j -> 'a' = j", "j ->> 'a' = t"],
  ['j @> \'{"a": 1}\'', 'j @> \'{"a": "1"}\''],
  ['j @> \'{"a": 1}\'', 'j @> \'{"a": 1.0}\''],
  ["j = '[]'", "j = '{}'"],
  ['j = \'["members"]\'', "j = '{}'"],
  ['js::text = \'{"a":1}\'', 'js::text = \'{"a": 1}\''],
  ["j ? '1'", "j -> '1' IS NOT NULL"],
  ["j -> '1' IS NULL", 'j -> 1 IS NULL'],
  ["ta = '{a,b}'", 'ta = \'{"a,b"}\''],
  ["ta = '{NULL}'", 'ta = \'{"NULL"}\''],
  ["ta @> ARRAY['a']", "ta <@ ARRAY['a']"],
  ["ta @> ARRAY['a']", "ta && ARRAY['a']"],
  ['ta[1] = t', 'ta[2] = t'],
  ['ia[1:2] = ia', 'ia[1] = i'],
  ['v = ANY (ta)', 'v = ALL (ta)'],
  ["st = 'draft'", "st::text = 'draft'"],
  ["st = 'draft'", "st = 'live'"],
  ["pg_typeof(v) = 'text'::regtype", "pg_typeof(v::text) = 'text'::regtype"],
  ["num_nulls('x') = 1", "num_nulls('x'::text) = 1"],
  ["jsonb_build_object('a', v) = j", "jsonb_build_object('a', v::char(1)) = j"],
  ["jsonb_build_object('a', n) = j", "jsonb_build_object('a', n::text) = j"],
  ['own(v) = t', 'own(v::text) = t'],
  ["own('x') = t", "own('x'::text) = t"],
  ['own(t) = t', 'other.own(t) = t'],
  ['public.lower(t) = t', 'lower(t) = t'],
  ['v COLLATE "C" > \'a\'', 'v COLLATE "en-x-icu" > \'a\''],
  ['v COLLATE "C" > \'a\'', "v > 'a'"],
  ["substring(t, 1, 2) = 'a'", "substring(t, 2, 1) = 'a'"],
  ["trim(leading 'x' from t) = t", "trim(trailing 'x' from t) = t"],
  ['length(c5) = 3', 'length(c5::text) = 3'],
  ['"V" = t', 'v = t'],
  ['i + 1 > 0', '1 + i > 0'],
  ['t || v = t', 'v || t = t'],
  ['NOT (v IN (t, w))', 'v IN (t, w)'],
  ['(i, i2) = (1, 2)', '(i, i2) <> (1, 2)'],
  ['i BETWEEN 1 AND 5', 'i BETWEEN 5 AND 1'],
  ['i BETWEEN 1 AND 5', 'i > 1 AND i < 5'],
  ['i BETWEEN SYMMETRIC 1 AND 5', 'i BETWEEN 1 AND 5'],
  ["v OPERATOR(other.=) 'a'", "v = 'a'"],
  ['i::bigint > 0', 'i::smallint > 0'],
  ['d = 0.1', 'r = 0.1'],
  ['d::real = 0.1', 'd = 0.1'],
  ['b = 1', 'b = 1::bigint + 0'],
  ['rng @> 5', "rng && '[5,6)'"],
];

const defaults: readonly (readonly [string, string, string])[] = [
  ['text', "'a'", "'b'"],
  ['text', "''", 'NULL'],
  ['text', "'1.0'", '1.00'],
  ['varchar(50)', "'a'", "'a '"],
  ['integer', '0', '1'],
  ['integer', '0', '-1'],
  ['integer', "nextval('a')", "nextval('b')"],
  ['integer', "nextval('a')", "nextval('other.a')"],
  ['numeric', '0', '0.0'],
  ['numeric(10,2)', '0.001', '0'],
  ['numeric(10,2)', '1.5', '1.05'],
  ['timestamp', 'now()', 'now()::date'],
  ['timestamp', 'now()', 'CURRENT_TIMESTAMP'],
  ['timestamp', 'now()', 'clock_timestamp()'],
  ['timestamptz(3)', 'CURRENT_TIMESTAMP(3)', 'CURRENT_TIMESTAMP(0)'],
  ['boolean', 'true', 'false'],
  ['jsonb', "'{}'", "'[]'"],
  ['json', "'{}'", "'{ }'"],
  ['text[]', "'{}'", "'{a}'"],
  ['text[]', "ARRAY['a', 'b']", "ARRAY['b', 'a']"],
  ['status', "'draft'", "'live'"],
  ['interval', "'1 month'", "'30 days'"],
  ['uuid', 'gen_random_uuid()', 'uuid_generate_v4()'],
];

const queries: readonly (readonly [string, string])[] = [
  ['SELECT id FROM people', 'SELECT id FROM things'],
  ['SELECT id FROM people', 'SELECT id AS key FROM people'],
  ['SELECT id FROM people', 'SELECT DISTINCT id FROM people'],
  ['SELECT id, name FROM people', 'SELECT name, id FROM people'],
  ['SELECT email FROM people', 'SELECT email::text FROM people'],
  [
    'SELECT p.id FROM people p JOIN things t ON t.id = p.thing_id',
    'SELECT t.id FROM people p JOIN things t ON t.id = p.thing_id',
  ],
  [
    'SELECT p.id FROM people p JOIN things t ON t.id = p.thing_id',
    'SELECT p.id FROM people p LEFT JOIN things t ON t.id = p.thing_id',
  ],
  ['SELECT id FROM people ORDER BY id', 'SELECT id FROM people ORDER BY id DESC'],
  ['SELECT id FROM people ORDER BY id', 'SELECT id FROM people'],
  ['SELECT id FROM people ORDER BY id DESC', 'SELECT id FROM people ORDER BY id DESC NULLS LAST'],
  ['SELECT id FROM people LIMIT 1', 'SELECT id FROM people LIMIT 2'],
  ['SELECT id FROM people LIMIT 1', 'SELECT id FROM people OFFSET 1'],
  [
    'SELECT id FROM people UNION SELECT id FROM things',
    'SELECT id FROM people UNION ALL SELECT id FROM things',
  ],
  [
    'SELECT id FROM people EXCEPT SELECT id FROM things',
    'SELECT id FROM things EXCEPT SELECT id FROM people',
  ],
  ['SELECT * FROM people', 'SELECT id, email FROM people'],
  ['SELECT 1 AS a FROM people', "SELECT '1' AS a FROM people"],
  ['SELECT id FROM people WHERE active', 'SELECT id FROM people WHERE NOT active'],
  ['SELECT count(*) AS n FROM people', 'SELECT count(id) AS n FROM people'],
  ['SELECT count(id) AS n FROM people', 'SELECT count(DISTINCT id) AS n FROM people'],
  ['SELECT count(id) AS n FROM people', 'SELECT count(id) FILTER (WHERE active) AS n FROM people'],
  [
    'SELECT sum(id) OVER (ORDER BY id) AS n FROM people',
    'SELECT sum(id) OVER (ORDER BY name) AS n FROM people',
  ],
  // The inner id is that of things, and the outer one that of people.
  [
    'SELECT id FROM people WHERE EXISTS (SELECT 1 FROM things WHERE id = thing_id)',
    'SELECT id FROM people WHERE EXISTS (SELECT 1 FROM things WHERE people.id = thing_id)',
  ],
  ['SELECT id FROM ONLY people', 'SELECT id FROM people'],
  ['SELECT id FROM audit.people', 'SELECT id FROM people'],
  ['WITH people AS (SELECT 1 AS id) SELECT id FROM people', 'SELECT id FROM people'],
  ['SELECT name FROM people GROUP BY name', 'SELECT name FROM people GROUP BY name, id'],
];

describe('never one meaning', () => {
  it.each(expressions)('%s and %s', (one, other) => {
    expect(meaning(one, onThings)).not.toBe(meaning(other, onThings));
  });
  it.each(defaults)('default of %s: %s and %s', (type, one, other) => {
    expect(meaning(one, defaultOf(type))).not.toBe(meaning(other, defaultOf(type)));
  });
  it.each(queries)('%s and %s', (one, other) => {
    expect(queryMeaning(one)).not.toBe(queryMeaning(other));
  });

  it('a cast that must be written, and the same without', () => {
    expect(meaning("(j ->> 'n')::int", generatedAs('integer'))).not.toBe(
      meaning("j ->> 'n'", generatedAs('integer')),
    );
  });
});

describe('the place', () => {
  it('gives a text its type', () => {
    const [text, number] = [checkedValue('text'), checkedValue('integer')];
    expect(meaning("VALUE = '1'", number)).toBe(meaning('VALUE = 1', number));
    expect(meaning("VALUE = '1'", text)).not.toBe(meaning('VALUE = 1', text));
  });

  it('says nothing of what it does not know', () => {
    const nowhere = { kind: 'expression', column: () => undefined } as const;
    expect(meaning("a = 'x'", nowhere)).not.toBe(meaning("a = 'x'::text", nowhere));
    expect(meaning('a > 0', nowhere)).toBe(meaning('((a) > (0))', nowhere));
  });

  it('gives a view the names of its columns', () => {
    const named = { ...viewPlace, columns: ['a'] };
    expect(queryMeaning('SELECT id FROM people', named)).toBe(queryMeaning('SELECT id AS a FROM people'));
  });

  it('can be a type that only the schema has', () => {
    const place = { kind: 'expression', column: () => dataType('audit.status') } as const;
    expect(meaning("a = 'x'", place)).toBe(meaning("a = 'x'::audit.status", place));
    expect(meaning("a = 'x'", place)).not.toBe(meaning("a = 'x'::status", place));
  });
});
