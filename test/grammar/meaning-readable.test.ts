import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapSql, type SqlMapping } from '../../src/compare/places.ts';
import { type BodyPlace, loadGrammar } from '../../src/grammar/index.ts';
import { readSpec } from '../../src/spec/spec.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import {
  checkedValue,
  dataType,
  defaultOf,
  onThings,
  printDefault,
  printDomain,
  queryReadable,
  readable,
  schemaText,
  typesOfTable,
} from './meaning-server.ts';
import { accepted, grammar } from './support.ts';

describe('what is printed, as a person would write it', () => {
  it.each([
    [
      `((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))`,
      `v IN ('a', 'b')`,
    ],
    [
      `((v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))`,
      `v IN ('a', 'b')`,
    ],
    [`v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])`, `v IN ('a', 'b')`],
    [`((v)::text <> ALL (ARRAY['a'::text, 'b'::text]))`, `v NOT IN ('a', 'b')`],
    [`(c = ANY (ARRAY['A'::bpchar, 'B'::bpchar]))`, `c IN ('A', 'B')`],
    [`(st = ANY (ARRAY['draft'::status, 'live'::status]))`, `st IN ('draft', 'live')`],
    [`((i >= 1) AND (i <= 5))`, 'i BETWEEN 1 AND 5'],
    [`((n < '-1'::integer::numeric) OR (n > (5)::numeric))`, 'n NOT BETWEEN -1 AND 5'],
    [`(n >= (0)::numeric)`, 'n >= 0'],
    [`(i > '-1'::integer)`, 'i > -1'],
    [`(d > (0.5)::double precision)`, 'd > 0.5'],
    [`lower((v)::text)`, 'lower(v)'],
    [`((v)::text ~~ 'a%'::text)`, `v LIKE 'a%'`],
    [`((v)::text !~~* 'a%'::text)`, `v NOT ILIKE 'a%'`],
    [`(t ~~ like_escape('a!%'::text, '!'::text))`, `t LIKE 'a!%' ESCAPE '!'`],
    [`(t ~ similar_to_escape('[a-z]+'::text))`, `t SIMILAR TO '[a-z]+'`],
    [`(NOT ((v)::text IS DISTINCT FROM t))`, 'v IS NOT DISTINCT FROM t'],
    [`((i IS NULL) AND (n IS NOT NULL))`, 'i IS NULL AND n IS NOT NULL'],
    [`((bo AND bo2) OR ((NOT bo) AND (i > 0)))`, '(bo AND bo2) OR (NOT bo AND i > 0)'],
    [`(((i + i2) * 2) > (- i))`, '(i + i2) * 2 > -i'],
    [`((i - (i2 - 1)) > 0)`, 'i - (i2 - 1) > 0'],
    [`((v IS NULL) = (t IS NULL))`, '(v IS NULL) = (t IS NULL)'],
    [`(NOT ((v)::text = ANY (ARRAY['a'::text, 'b'::text])))`, `NOT (v IN ('a', 'b'))`],
    [`(tz > (now() - '30 days'::interval))`, `tz > now() - interval '30 days'`],
    [`(EXTRACT(year FROM dt) > (2000)::numeric)`, 'EXTRACT(year FROM dt) > 2000'],
    [`(((j ->> 'n'::text))::integer > 3)`, `(j ->> 'n')::integer > 3`],
    [`((j -> 'a'::text) ->> 'b'::text)`, `j -> 'a' ->> 'b'`],
    [`("left"((v)::text, 1) = 'a'::text)`, `left(v, 1) = 'a'`],
    [`(TRIM(BOTH FROM v) = (v)::text)`, 'trim(v) = v'],
    [`(((v)::text || ' '::text) || t)`, `v || ' ' || t`],
    [
      `(\nCASE\n    WHEN bo THEN 'x'::text\n    ELSE NULL::text\nEND = 'x'::text)`,
      `CASE WHEN bo THEN 'x' END = 'x'`,
    ],
    [`((t)::character varying(5))::text = 'abc'::text`, `t::varchar(5) = 'abc'`],
    [`(ts)::timestamp(0) without time zone = ts`, `ts::timestamp(0) = ts`],
    // Without its casts it would be another one, or none.
    [`(own((v)::text) = 'x'::text)`, `own(v::text) = 'x'::text`],
    [`(va @> ARRAY['a'::character varying])`, `va @> ARRAY['a'::varchar]`],
    [`jsonb_build_object('a', (v)::text)`, `jsonb_build_object('a', v::text)`],
    [`(t = '(((a'::text)`, `t = '(((a'`],
    [`(t = 'x::text = ANY (ARRAY['::text)`, `t = 'x::text = ANY (ARRAY['`],
  ])('%s', (printed, nice) => {
    expect(readable(printed, onThings)).toBe(nice);
  });

  it.each([
    ['varchar(20)', `'draft'::character varying`, `'draft'`],
    ['status', `'draft'::status`, `'draft'`],
    ['jsonb', `'{}'::jsonb`, `'{}'`],
    ['text[]', `'{}'::text[]`, `'{}'`],
    ['integer', `'-1'::integer`, '-1'],
    ['bigint', `'10000000000'::bigint`, '10000000000'],
    ['integer', `nextval('counter'::regclass)`, `nextval('counter')`],
    ['timestamptz', `(now() + '30 days'::interval)`, `now() + interval '30 days'`],
    ['text', 'NULL::text', 'NULL'],
  ])('default of %s: %s', (type, printed, nice) => {
    expect(readable(printed, defaultOf(type))).toBe(nice);
  });

  it('of a view: the layout of the server, without casts and parentheses that say nothing', () => {
    expect(
      queryReadable(
        [
          ` SELECT p.id,`,
          `    t.v`,
          `   FROM people p`,
          `     JOIN things t ON t.id = p.thing_id`,
          `  WHERE (t.v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])) AND p.name ~~ 'x%'::text`,
        ].join('\n'),
      ),
    ).toBe(
      [
        `SELECT p.id,`,
        `   t.v`,
        `  FROM people p`,
        `    JOIN things t ON t.id = p.thing_id`,
        ` WHERE t.v IN ('a', 'b') AND p.name LIKE 'x%'`,
      ].join('\n'),
    );
  });

  it('leaves SQL with comments as it is', () => {
    const text = "((v)::text /* why */ = 'a'::text)";
    expect(readable(text, onThings)).toBe(text);
  });
});

describe('on a server', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase(18);
    await database.client.query(schemaText);
  });
  afterAll(() => database.drop());

  it("every default and check of LearnR's own schema comes back as it is written", async () => {
    const folder = new URL('../../spec/schema/', import.meta.url);
    const files = readdirSync(folder).map((path) => ({ path, bytes: readFileSync(new URL(path, folder)) }));
    const model = readSpec(files, await loadGrammar());
    const found: Parameters<SqlMapping>[] = [];
    for (const object of model.objects.values()) {
      mapSql(object, model, (sql, place) => {
        found.push([sql, place]);
        return sql;
      });
    }
    expect(found.length).toBeGreaterThan(50);
    let checks = 0;
    for (const [sql, place] of found) {
      if (place.kind !== 'expression') throw new Error('LearnR has only expressions');
      const [column] = sql.mentions.columns;
      const type = place.assignedTo ?? place.column(column ?? '');
      if (type === undefined) throw new Error(`nothing is known of ${sql.text}`);
      const modifiers = type.modifiers.length === 0 ? '' : `(${type.modifiers.join()})`;
      const name = `${type.name}${modifiers}`;
      const condition = place.assignedTo === undefined;
      if (condition) checks += 1;
      const text = condition ? sql.text.replaceAll(column ?? '', 'VALUE') : sql.text;
      const print = condition ? printDomain(name) : printDefault(name);
      const printed = await print(database.client, text);
      expect(readable(printed, condition ? checkedValue(name) : place)).toBe(text);
    }
    expect(checks).toBeGreaterThan(10);
  });

  it.each([
    ['(a text)', 'text', 'RETURN lower(a)'],
    ['(a text)', 'text', "RETURN 'x'"],
    ['(a varchar)', 'boolean', "RETURN a IN ('a', 'b') AND a LIKE 'x%'"],
    ['(a integer, b integer)', 'integer', 'RETURN a + b * 2'],
    ['(a bigint)', 'bigint', 'BEGIN ATOMIC SELECT count(*) FROM people WHERE thing_id = a; END'],
    ['(a text)', 'bigint', 'BEGIN ATOMIC SELECT p.id FROM people p WHERE p.email = a AND p.name = a; END'],
  ])('body of k%s returns %s: %s', async (list, returns, text) => {
    const { client } = database;
    const { arguments: args } = accepted(grammar.routineSignature('function', `k${list}`));
    const place: BodyPlace = {
      kind: 'body',
      argument: (name) => args.find((argument) => argument.name === name)?.type,
      returns: dataType(returns),
      relation: ({ name }) => typesOfTable(name),
    };
    const print = async (body: string) => {
      await client.query('BEGIN');
      await client.query(`CREATE FUNCTION k${list} RETURNS ${returns} LANGUAGE sql ${body}`);
      const { rows } = await client.query("SELECT pg_get_function_sqlbody('k'::regproc) AS text");
      await client.query('ROLLBACK');
      return String(rows[0].text);
    };
    const printed = await print(text);
    const meaning = (body: string) => grammar.meaning(accepted(grammar.routineBody(body)), place);
    expect(meaning(printed), printed).toBe(meaning(text));
    const nice = grammar.readable(accepted(grammar.routineBody(printed)), place);
    expect(await print(nice)).toBe(printed);
  });
});
