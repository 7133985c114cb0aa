import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Major } from '../../src/database/server/index.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { meaning, onThings, printCheck, readable, schemaText } from './meaning-server.ts';

/** Conditions over the columns of `things`, composed of what people use. */
const { condition } = fc.letrec<{ string: string; number: string; time: string; condition: string }>(
  (tie) => ({
    string: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom('v', 't', 'w', 'c', 'v', 't'),
      fc.constantFrom("'a'", "'b c'", "''", "'it''s'").map((text) => `coalesce(t, ${text})`),
      fc
        .tuple(fc.constantFrom('lower', 'upper', 'trim', 'md5', 'initcap'), tie('string'))
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('string'), tie('string')).map(([a, b]) => `coalesce(${a}, ${b})`),
      fc.tuple(tie('string'), tie('string')).map(([a, b]) => `(${a} || ${b})`),
      fc.tuple(tie('string'), fc.constantFrom("'x'", "' - '")).map(([a, b]) => `(${a} || ${b})`),
      fc
        .tuple(tie('condition'), tie('string'), tie('string'))
        .map(([c, a, b]) => `CASE WHEN ${c} THEN ${a} ELSE ${b} END`),
      fc.tuple(tie('string'), fc.nat(9)).map(([a, n]) => `left(${a}, ${n})`),
      fc.tuple(tie('string'), fc.constantFrom("'x'", "''")).map(([a, b]) => `nullif(${a}, ${b})`),
      fc
        .constantFrom(
          "j ->> 'a'",
          "j #>> '{a,b}'",
          'ta[1]',
          'i::text',
          'n::text',
          "to_char(ts, 'YYYY')",
          'st::text',
        )
        .map((a) => `(${a})`),
    ),
    number: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom('i', 'i2', 's', 'b', 'n', 'nn', 'd', 'r'),
      fc.constantFrom('0', '1', '-1', '2.5', '0.00', '10000000000'),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(fc.constantFrom('abs', 'ceil', '-', 'sign'), tie('number')).map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('number'), fc.nat(9)).map(([a, n]) => `coalesce(${a}, ${n})`),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => `greatest(${a}, ${b})`),
      fc.tuple(tie('condition'), tie('number')).map(([c, a]) => `CASE WHEN ${c} THEN ${a} END`),
      tie('string').map((a) => `length(${a})`),
      tie('number').map((a) => `(${a})::numeric(10,2)`),
      tie('number').map((a) => `(${a})::integer`),
      fc.constantFrom(
        'cardinality(ta)',
        'extract(year from ts)',
        "(j ->> 'n')::integer",
        'ia[1]',
        'dt - current_date',
      ),
    ),
    time: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom('dt', 'ts', 'tz', 'now()', 'CURRENT_DATE', 'CURRENT_TIMESTAMP'),
      fc
        .tuple(tie('time'), fc.constantFrom("'1 day'", "'2 hours'", "'1 month'"))
        .map(([a, b]) => `(${a} + interval ${b})`),
      fc.tuple(fc.constantFrom("'day'", "'month'"), tie('time')).map(([a, b]) => `date_trunc(${a}, ${b})`),
      tie('time').map((a) => `(${a})::date`),
      fc.constant("(tz AT TIME ZONE 'UTC')"),
    ),
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom(
        'bo',
        'bo2 IS TRUE',
        "st = 'draft'",
        "st IN ('draft', 'live')",
        "ta @> '{a}'",
        "j ? 'a'",
        "'a' = ANY (ta)",
      ),
      fc
        .tuple(
          tie('string'),
          fc.constantFrom('=', '<>', '<', 'LIKE', 'NOT LIKE', 'ILIKE', '~', 'IS DISTINCT FROM'),
          fc.constantFrom("'a'", "'x%'"),
        )
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc
        .tuple(tie('string'), fc.constantFrom('=', '<>', '>='), tie('string'))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc
        .tuple(
          tie('string'),
          fc.constantFrom('IN', 'NOT IN'),
          fc.uniqueArray(fc.constantFrom("'a'", "'b'", "'c'"), { minLength: 1 }),
        )
        .map(([a, o, b]) => `(${a} ${o} (${b.join(', ')}))`),
      fc
        .tuple(tie('number'), fc.constantFrom('=', '<>', '<', '>=', 'IS DISTINCT FROM'), tie('number'))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(tie('number'), fc.nat(9), fc.nat(9)).map(([a, b, c]) => `(${a} BETWEEN ${b} AND ${c})`),
      fc
        .tuple(tie('number'), fc.constantFrom('IN', 'NOT IN'), fc.uniqueArray(fc.nat(9), { minLength: 1 }))
        .map(([a, o, b]) => `(${a} ${o} (${b.join(', ')}))`),
      fc
        .tuple(tie('time'), fc.constantFrom('<', '>=', '='), tie('time'))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc
        .tuple(fc.constantFrom('dt', 'ts'), fc.constantFrom('<', '>='))
        .map(([a, o]) => `${a} ${o} '2020-01-01'`),
      fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition'))
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      tie('condition').map((a) => `(NOT ${a})`),
      fc.tuple(tie('string'), fc.constantFrom('IS NULL', 'IS NOT NULL')).map(([a, b]) => `(${a} ${b})`),
    ),
  }),
);

const runs = Number(process.env['EXPRESSIONS'] ?? 150);
const majors: readonly Major[] = [15, 18];

describe.each(majors)('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase(major);
    await database.client.query(schemaText);
  });
  afterAll(() => database.drop());

  /** Undefined for what has no meaning for the server either, such as a month of a number. */
  async function printed(text: string): Promise<string | undefined> {
    try {
      return await printCheck(database.client, text);
    } catch {
      return undefined;
    }
  }

  it('what is composed of what people write means what is printed of it, however often', async () => {
    let valid = 0;
    await fc.assert(
      fc.asyncProperty(condition, async (text) => {
        const once = await printed(text);
        if (once === undefined) return;
        valid += 1;
        const twice = await printCheck(database.client, once);
        expect(meaning(once, onThings), text).toBe(meaning(text, onThings));
        expect(meaning(twice, onThings), text).toBe(meaning(text, onThings));
        const nice = readable(once, onThings);
        const executed = await printCheck(database.client, nice);
        expect(meaning(executed, onThings), nice).toBe(meaning(text, onThings));
      }),
      { numRuns: runs },
    );
    expect(valid).toBeGreaterThan(runs / 2);
  });
});

/** Rows on which expressions that are not the same have different values. */
const rows = `INSERT INTO things (v, t, w, c, c5, i, i2, s, b, n, nn, d, r, dt, ts, tz, j, ta, ia, st, bo, bo2)
  SELECT v, t, CASE WHEN g % 3 = 0 THEN v || ' ' ELSE 'x' END, c, c, g % 7 - 2, g % 4, g % 3, g * 1000000000::bigint, g * 0.35, g / 3.0,
    g / 7.0, g / 9.0, date '2019-12-28' + g, timestamp '2019-12-28 13:00' + g * interval '7 hours',
    timestamptz '2019-12-28 13:00+00' + g * interval '5 hours', jsonb_build_object('a', v, 'n', g, 'b', t), ARRAY[v, t], ARRAY[g, 2],
    (enum_range(NULL::status))[1 + g % 3], g % 2 = 0, CASE g % 3 WHEN 0 THEN true WHEN 1 THEN false END
  FROM generate_series(0, 23) g,
    LATERAL (SELECT (ARRAY['a', 'b', 'A ', '', 'x%', NULL])[1 + g % 6] AS v, (ARRAY['a', 'a ', 'B', NULL])[1 + g % 4] AS t,
      (ARRAY['A', 'a', ' ', NULL])[1 + g % 4] AS c) q`;

describe('an expression with a cast more or less', () => {
  const casts = [
    'text',
    'varchar',
    'varchar(1)',
    'bpchar',
    'char(1)',
    'numeric',
    'numeric(10,2)',
    'integer',
    'bigint',
    'real',
  ];
  const more = [
    'double precision',
    'date',
    'timestamp',
    'timestamptz',
    'smallint',
    'boolean',
    'jsonb',
    'interval',
    'status',
  ];

  it('has one meaning only if it has the same value for every row', async () => {
    const { client, drop } = await freshDatabase(18);
    await client.query(schemaText);
    await client.query(rows);
    const valuesOf = async (text: string) => {
      try {
        const result = await client.query({
          text: `SELECT (${text}) AS value FROM things ORDER BY b`,
          rowMode: 'array',
        });
        return JSON.stringify(result.rows);
      } catch {
        return undefined;
      }
    };
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        condition,
        fc.nat(),
        fc.constantFrom(...casts, ...more),
        fc.boolean(),
        async (text, at, cast, less) => {
          const places = [
            ...text.matchAll(
              less
                ? /::[a-z]+(\(\d+,\d+\))?/g
                : /\b(v|t|w|c|i|i2|s|b|n|nn|d|r|dt|ts|tz|st|\d+|'[^']*')(?=[ ,)])/g,
            ),
          ];
          const place = places[at % Math.max(1, places.length)];
          if (place === undefined) return;
          const end = place.index + place[0].length;
          const other = less
            ? text.slice(0, place.index) + text.slice(end)
            : `${text.slice(0, end)}::${cast}${text.slice(end)}`;
          if (meaning(other, onThings) !== meaning(text, onThings)) return;
          const [one, two] = [await valuesOf(text), await valuesOf(other)];
          if (one === undefined) return;
          compared += 1;
          expect(two, other).toBe(one);
        },
      ),
      { numRuns: runs * 5 },
    );
    await drop();
    expect(compared).toBeGreaterThan(runs / 5);
  });
});

describe('a change', () => {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/'a'/, "'changed'"],
    [/\b[1-9]\b(?![0-9.])/, '77'],
    [/\bv\b/, 'own(v)'],
    [/\bi\b/, 'i2 + 100'],
    [/ = /, ' <> '],
    [/ < /, ' <= '],
    [/ AND \(/, ' OR ('],
    [/\blower\(/, 'upper('],
    [/(?<!NOT) LIKE /, ' ~ '],
    [/ IS NULL/, ' IS NOT NULL'],
    [/IN \('/, "IN ('changed', '"],
    [/\bNOT \(/, '('],
  ];

  it.each(changes)('of %s to %s changes the meaning', (from, to) => {
    fc.assert(
      fc.property(
        condition.filter((text) => from.test(text)),
        (text) => {
          expect(meaning(text.replace(from, to), onThings)).not.toBe(meaning(text, onThings));
        },
      ),
      { numRuns: 50 },
    );
  });
});
