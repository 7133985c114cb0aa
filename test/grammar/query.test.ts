import { describe, expect, it } from 'vitest';
import { majors } from '../../src/model/model.ts';
import { freshDatabase } from '../support/postgres.ts';
import { accepted, expectProblem, grammar, queryKey } from './support.ts';

const named: readonly (readonly [string, readonly (string | undefined)[]])[] = [
  ['select a, t.b, c as "C", (t).d from t', ['a', 'b', 'C', 'd']],
  [
    "select 1, -a, a = 1, not a, a is null, 'x' from t",
    [undefined, undefined, undefined, undefined, undefined, undefined],
  ],
  ["select a::text, 1::text, (a + 1)::numeric(10,2), '1'::app.mood from t", ['a', 'text', 'numeric', 'mood']],
  ['select lower(b), pg_catalog.upper(b), count(*) over () from t', ['lower', 'upper', 'count']],
  [
    'select case when true then 1 end, case when true then 1 else a end, case when true then 1 else 2::int8 end from t',
    ['case', 'a', 'case'],
  ],
  [
    'select coalesce(a, 1), nullif(a, 1), greatest(a, 1), least(a, 1) from t',
    ['coalesce', 'nullif', 'greatest', 'least'],
  ],
  [
    'select array[1], row(1, 2), array(select 1), exists(select 1), (select a from t), (select 1), a in (select 1) from t',
    ['array', 'row', 'array', 'exists', 'a', undefined, undefined],
  ],
  [
    "select current_date, current_user, user, localtime(2), extract(year from now()), now() at time zone 'utc', trim('x'), substring('x' from 1)",
    ['current_date', 'current_user', 'user', 'localtime', 'extract', 'timezone', 'btrim', 'substring'],
  ],
  [
    "select b collate \"C\", e[1], (d).b, interval '1' day, date '2020-01-01', xmlelement(name x), (select (select b)) from t",
    ['b', 'e', 'b', 'interval', 'date', 'xmlelement', 'b'],
  ],
  ['select a as x from t union select b::int from t', ['x']],
  ['(select a from t) except (select 1) order by 1', ['a']],
  ['values (1, 2), (3, 4)', ['column1', 'column2']],
  ['with w as (select 1 as z) select z from w', ['z']],
  [
    "select json_build_object('a', 1), '{}'::jsonb -> 'a', grouping(a) from t group by a",
    ['json_build_object', undefined, 'grouping'],
  ],
];

describe('a query', () => {
  it.each(named)('%s has columns %j', (text, outputs) => {
    expect(accepted(grammar.query(text)).outputs).toEqual(outputs);
  });

  it.each(['select * from t', 'select a, t.* from t', 'select (d).* from t', 'table t'])(
    '%s has columns that the text does not tell',
    (text) => {
      expect(accepted(grammar.query(text)).outputs).toBeUndefined();
    },
  );

  it.each([
    ['select 1¦;', 'sql-several-statements'],
    ['select 1¦; drop table x', 'sql-several-statements'],
    ['¦; select 1', 'sql-syntax'],
    ['select 1) ¦', 'sql-syntax'],
    ['¦delete from t', 'sql-syntax'],
    ['¦drop table t', 'sql-syntax'],
    ['¦select 1 into t', 'sql-not-one-query'],
    ['¦select 1 with check option', 'sql-not-one-query'],
    ['select 1 with ¦no data', 'sql-syntax'],
    ['select ¦from where', 'sql-syntax'],
    ['select 1 where¦', 'sql-syntax'],
    ["select 'ä😀', ¦from, x", 'sql-syntax'],
    ['-- why ä\nselect 1 as ¦;', 'sql-syntax'],
    ['¦', 'sql-empty'],
  ])('%j is refused, at the mark, with %s', (marked, code) => {
    if (/\) ¦$|select ¦from/.test(marked)) expect(grammar.query(marked.replace('¦', '')).ok).toBe(false);
    else expectProblem(grammar.query, marked, code);
  });

  it('is kept with its comments but those at its end', () => {
    const text = '-- all of them\nselect 1 -- one\nfrom t';
    expect(accepted(grammar.query(`${text} -- t\n`)).sql.text).toBe(text);
  });
});

describe.each(majors)('PostgreSQL %i', (major) => {
  it('names the columns likewise', async () => {
    const { client, drop } = await freshDatabase(major);
    await client.query(`
      CREATE SCHEMA app;
      CREATE TYPE app.mood AS ENUM ('1');
      CREATE TYPE pair AS (a integer, b text);
      CREATE TABLE t (a integer, b text, c text, d pair, e text[])`);
    for (const [text, outputs] of named.filter(([query]) => !/\bnot a\b|t\.b/.test(query))) {
      const { fields } = await client.query(text);
      expect([text, fields.map(({ name }) => name)]).toEqual([
        text,
        outputs.map((name) => name ?? '?column?'),
      ]);
    }
    await drop();
  });

  it('has views that are all queries, with the same key however the server prints them', async () => {
    const { client, drop } = await freshDatabase(major);
    const { rows } = await client.query<{ name: string; plain: string; pretty: string; columns: string[] }>(`
      SELECT oid::regclass::text AS name, pg_get_viewdef(oid) AS plain, pg_get_viewdef(oid, true) AS pretty,
        (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid) AS columns
      FROM pg_class c WHERE relkind = 'v'`);
    expect(rows.length).toBeGreaterThan(100);
    for (const { name, plain, pretty, columns } of rows) {
      const [one, other] = [plain, pretty].map((text) => text.replace(/;$/, ''));
      expect([name, queryKey(one ?? '')]).toEqual([name, queryKey(other ?? '')]);
      expect([name, accepted(grammar.query(one ?? '')).outputs]).toEqual([name, columns]);
    }
    await drop();
  });
});
