import { expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { base } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { insertRows, insertStatements, rowsFor, snapshot } from '../../../src/proof/rows/index.ts';
import { modelOf } from '../../support/model.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { runPlan } from '../../support/run-plan.ts';
import { wanted } from './support.ts';

/** Tables by what their rows have to satisfy. */
const tables: Readonly<Record<string, string>> = {
  'IN list': `columns: {s: {type: text, not_null: true, check: "s IN ('a', 'b', 'c', 'd', 'e', 'f', 'g')"}}`,
  '= ANY of an array': `columns: {s: {type: varchar(9), check: "s = ANY (ARRAY['a', 'b']::text[])"}}`,
  '= ANY of a literal': `columns: {s: {type: text, not_null: true, check: "s = ANY ('{x,y}')"}}`,
  'OR of equalities': `columns: {s: {type: text, not_null: true, check: "s = 'a' OR s = 'b'"}}`,
  'NOT IN': `columns: {s: {type: integer, not_null: true, check: "s NOT IN (0, 1, 2)"}}`,
  range: `columns: {n: {type: integer, not_null: true, check: "n > 1000 AND n <= 1010"}}`,
  'a range out of the way': `columns: {n: {type: bigint, not_null: true, check: n BETWEEN 5000000000 AND 5000000005}}`,
  'a range of fractions': `columns: {n: {type: "numeric(3,2)", not_null: true, check: "n >= 1.3 AND n < 1.5"}}`,
  'a range between two neighbours': `columns: {n: {type: "double precision", not_null: true, check: "n > 3 AND n < 4"}}`,
  BETWEEN: `columns: {d: {type: date, not_null: true, check: "d BETWEEN '2020-01-01' AND '2022-12-31'"}}`,
  'before now': `columns: {d: {type: timestamptz, not_null: true, check: d < now()}}`,
  'length of exactly three': `columns: {s: {type: text, not_null: true, unique: true, check: length(s) = 3}}`,
  'not empty': `columns: {s: {type: text, not_null: true, check: "length(trim(s)) > 0 AND s <> 'plain'"}}`,
  'lower case': `columns: {s: {type: text, not_null: true, unique: true, check: s = lower(s)}}`,
  'e-mail': `columns: {s: {type: varchar(40), not_null: true, unique: true, check: "s ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$'"}}`,
  slug: `columns: {s: {type: text, not_null: true, unique: true, check: "s ~ '^[a-z0-9]+(-[a-z0-9]+)*$'"}}`,
  'a code': `columns: {s: {type: char(6), not_null: true, unique: true, check: "s ~ '^[A-Z]{2}[[:digit:]]{4}$'"}}`,
  LIKE: `columns: {s: {type: text, not_null: true, unique: true, check: "s LIKE 'id\\\\_%-_'"}}`,
  'end after start': `columns: {a: {type: date, not_null: true}, b: {type: date, not_null: true}}
    checks: {c: b > a}`,
  'end after start or none': `columns: {a: {type: timestamptz, not_null: true}, b: timestamptz}
    checks: {c: "b IS NULL OR b >= a + interval '1 day'"}`,
  'one of two': `columns: {a: integer, b: text}
    checks: {c: "num_nonnulls(a, b) = 1"}`,
  'one or the other': `columns: {a: integer, b: text}
    checks: {c: "(a IS NULL) <> (b IS NULL)"}`,
  'depends on a kind': `columns: {k: {type: text, not_null: true}, v: integer}
    checks: {c: "(k = 'with' AND v IS NOT NULL AND v > 10) OR (k = 'without' AND v IS NULL)"}`,
  implication: `columns: {k: {type: text, not_null: true, check: "k IN ('x', 'y')"}, v: text}
    checks: {c: "k <> 'x' OR v IS NOT NULL", d: "CASE k WHEN 'y' THEN v IS NULL ELSE true END"}`,
  'a sum': `columns: {a: {type: integer, not_null: true}, b: {type: integer, not_null: true}, c: {type: integer, not_null: true}}
    checks: {c: c = a + b}`,
  'an array of some': `columns: {t: {type: "text[]", not_null: true, check: "cardinality(t) BETWEEN 1 AND 3 AND t <@ ARRAY['a', 'b', 'c']"}}`,
  'a JSON object': `columns: {j: {type: jsonb, not_null: true, check: jsonb_typeof(j) = 'object'}}`,
  'distinct columns': `columns: {a: {type: integer, not_null: true}, b: integer}
    checks: {c: a IS DISTINCT FROM b}`,
  'unique without case': `columns: {s: {type: text, not_null: true}}
    indexes: {i: {on: [{expression: lower(s)}], unique: true}}`,
  'unique where active': `columns: {s: {type: text, not_null: true}, active: {type: boolean, not_null: true}}
    indexes: {i: {on: [s], unique: true, where: active}}`,
  'at most one NULL': `columns: {s: text}
    unique: {u: {columns: [s], nulls_not_distinct: true}}`,
  'ranges that do not meet': `columns: {r: {type: tstzrange, not_null: true}}
    exclusions: {e: {using: gist, elements: [{column: r, with: '&&'}]}}`,
  'ranges made of columns': `columns: {a: {type: integer, not_null: true}, b: {type: integer, not_null: true}}
    checks: {c: a < b}`,
  'a key of booleans': `columns: {a: {type: boolean, not_null: true}, b: {type: boolean, not_null: true}}
    primary_key: [a, b]`,
  identity: `columns: {id: {type: integer, primary_key: true, identity: always}, n: {type: bigint, not_null: true, identity: {generated: by default, start: 100, increment: 10}}, d: {type: smallint, not_null: true, identity: {generated: by default, increment: -3}}}`,
  generated: `columns: {a: {type: integer, not_null: true}, g: {type: integer, generated: a * 2, unique: true}}`,
  'nothing to insert': 'columns: {}',
};

const only: Readonly<Record<string, number>> = { 'a key of booleans': 4 };

test.for(Object.entries(tables))('%s', async ([name, table]) => {
  const model = modelOf(`tables:\n  t:\n    ${table}\n`);
  const rows = rowsFor(model, wanted);
  const count = only[name] ?? 5;
  expect(rows.problems.map(({ reason }) => reason)).toEqual(
    count < 5 ? [`it has only ${count} rows: no other values were found that are still free`] : [],
  );
  expect(rows.tables[0]?.rows.length).toBeGreaterThanOrEqual(count);
  await expectInserted(model, rows);
});

const more: Readonly<Record<string, string>> = {
  'every type': `
tables:
  t:
    columns: {${[
      'smallint',
      'integer',
      'bigint',
      'numeric',
      'numeric(5,2)',
      'numeric(3,3)',
      'real',
      'double precision',
      'money',
      'boolean',
      'text',
      'varchar(7)',
      'varchar(1)',
      'char(3)',
      'char',
      'bpchar',
      'name',
      'bytea',
      'uuid',
      'varbit(4)',
      'varbit',
      'date',
      'timestamp',
      'timestamp(0)',
      'timestamptz(3)',
      'time',
      'timetz(2)',
      'interval',
      'json',
      'jsonb',
      'jsonpath',
      'inet',
      'cidr',
      'macaddr',
      'macaddr8',
      'tsvector',
      'tsquery',
      'point',
      'line',
      'lseg',
      'box',
      'path',
      'polygon',
      'circle',
      'pg_lsn',
      'oid',
      'int4range',
      'int8range',
      'numrange',
      'daterange',
      'tsrange',
      'tstzrange',
      'int4multirange',
      'datemultirange',
      'nummultirange',
      'text[]',
      'integer[]',
      'numeric(4,1)[]',
      'timestamptz[]',
      'jsonb[]',
    ]
      .map((type, position) => `c${position}: {type: "${type}", not_null: true}`)
      .join(', ')}}`,
  'enums and domains': `
enums:
  mood: [sad, ok, glad, "it's", "a b", ä, six, seven, eight]
domains:
  positive: {type: integer, check: VALUE > 0, not_null: true}
  small: {type: positive, check: VALUE < 10}
  code: {type: varchar(5), check: "VALUE ~ '^[a-z]+$'"}
tables:
  t:
    columns: {m: {type: mood, not_null: true}, ms: "mood[]", s: small, c: {type: code, not_null: true}, cs: {type: "code[]", not_null: true}}`,
  'foreign keys': `
tables:
  z: {columns: {a: {type: integer, not_null: true}, b: {type: text, not_null: true}, g: {type: text, generated: "b || '!'", unique: true}}, primary_key: [a, b]}
  a:
    columns: {x: integer, y: text, p: integer, q: text, g: {type: text, not_null: true, references: {table: z, column: g}}}
    foreign_keys: {f: {columns: [x, y], references: "z(a, b)", match: full}, h: {columns: [p, q], references: "z(a, b)"}}
    unique: {u: [x, y]}`,
  'a tree': `
tables:
  t: {columns: {id: {type: serial, primary_key: true}, parent: {type: integer, references: t}}}
  own: {columns: {id: {type: integer, primary_key: true}, same: {type: integer, not_null: true, references: own}}}`,
  'a circle that is closed afterwards': `
tables:
  users: {columns: {id: {type: serial, primary_key: true}, team: {type: integer, references: teams}}}
  teams: {columns: {id: {type: serial, primary_key: true}, owner: {type: integer, not_null: true, references: users}}}`,
  'a circle that is checked late': `
tables:
  a: {columns: {id: {type: integer, primary_key: true}, b: {type: integer, not_null: true}}, foreign_keys: {f: {columns: b, references: b, deferrable: true}}}
  b: {columns: {id: {type: integer, primary_key: true}, a: {type: integer, not_null: true}}, foreign_keys: {g: {columns: a, references: a, deferrable: true, initially: deferred}}}`,
  'hostile names': `
tables:
  'The "T"': {columns: {select: {type: integer, primary_key: true}, "a'b": {type: text, check: '"a''b" <> '''''}}}`,
};

test.for(Object.entries(more))('%s', async ([, spec]) => {
  const model = modelOf(spec);
  for (const extremes of [false, true]) {
    const rows = rowsFor(model, { ...wanted, extremes });
    expect(rows.problems).toEqual([]);
    for (const { rows: made } of rows.tables) expect(made.length).toBeGreaterThanOrEqual(5);
    await expectInserted(model, rows);
  }
});

test('every value of an enum is used', () => {
  const rows = rowsFor(modelOf(more['enums and domains'] as string), wanted);
  expect(new Set(rows.tables[0]?.rows.map((row) => row['m'])).size).toBe(9);
});

test('a circle is closed', async () => {
  const rows = rowsFor(modelOf(more['a circle that is closed afterwards'] as string), wanted);
  expect(rows.updates).toHaveLength(5);
  expect(insertStatements(rows).at(-1)).toEqual({
    table: 'public.users',
    sql: expect.stringMatching(/^UPDATE public\.users SET team = '\d' WHERE id = '5'$/),
  });
});

test.each([
  [
    'a check that nothing satisfies',
    'tables:\n  t: {columns: {a: {type: integer, not_null: true, check: "a > 5 AND a < 5"}}}\n  u: {columns: {a: {type: text, primary_key: true}}}',
    [{ table: 'public.t', constraint: 't_a_check', reason: expect.stringContaining('it has no rows') }],
  ],
  [
    'a table that refers to one without rows',
    'tables:\n  t: {columns: {a: {type: integer, primary_key: true, check: a <> a}}}\n  u: {columns: {a: {type: integer, not_null: true, references: t}}}',
    [
      { table: 'public.t', constraint: 't_a_check', reason: expect.stringContaining('it has no rows') },
      {
        table: 'public.u',
        constraint: 'u_a_fkey',
        reason: 'it has no rows: it needs rows of public.t, which has none',
      },
    ],
  ],
  [
    'a circle that nothing closes',
    'tables:\n  a: {columns: {id: {type: integer, primary_key: true}, b: {type: integer, not_null: true, references: b}}}\n  b: {columns: {id: {type: integer, primary_key: true}, a: {type: integer, not_null: true, references: a}}}',
    [
      {
        table: 'public.a',
        constraint: 'a_b_fkey',
        reason: 'it has no rows: it needs rows of public.b, which in turn needs its rows',
      },
      {
        table: 'public.b',
        constraint: 'b_a_fkey',
        reason: 'it has no rows: it needs rows of public.a, which has none',
      },
    ],
  ],
  [
    'a type that nobody knows',
    'tables:\n  t: {columns: {a: {type: pg_snapshot, not_null: true}}}',
    [{ table: 'public.t', column: 'a', reason: 'it has no rows: no value of its type is known' }],
  ],
])('%s is said by name', (_, spec, problems) => {
  expect(rowsFor(modelOf(spec), wanted).problems).toEqual(problems);
});

test('what the server refuses is reported in its words and left out', async () => {
  const model = modelOf(`
functions:
  odd(): {returns: trigger, language: plpgsql, as: "BEGIN IF NEW.id % 2 = 0 THEN RAISE 'only odd ones'; END IF; RETURN NEW; END"}
tables:
  t: {columns: {id: {type: serial, primary_key: true}}, triggers: {a: {timing: before, events: [insert], for_each: row, execute: odd()}}}`);
  const database = await freshDatabase(18);
  try {
    await runPlan(database.client, makePlan(pairOf(base, model), 18));
    expect(await insertRows(database.client, rowsFor(model, wanted))).toEqual([
      { table: 'public.t', reason: 'the server refuses a row: only odd ones' },
      { table: 'public.t', reason: 'the server refuses a row: only odd ones' },
    ]);
    expect((await snapshot(database.client, model)).tables.get('public.t')?.rows).toEqual([
      ['1'],
      ['3'],
      ['5'],
    ]);
  } finally {
    await database.drop();
  }
});

async function expectInserted(
  model: ReturnType<typeof modelOf>,
  rows: ReturnType<typeof rowsFor>,
): Promise<void> {
  for (const major of [15, 18] as const) {
    const database = await freshDatabase(major);
    try {
      await runPlan(database.client, makePlan(pairOf(base, model), major));
      expect(await insertRows(database.client, rows)).toEqual([]);
      const { tables: read } = await snapshot(database.client, model);
      for (const { table, rows: made } of rows.tables) {
        const found = [...read].find(([name]) => name.includes(table.name.replaceAll('"', '""')));
        expect(found?.[1].rows.length).toBe(made.length);
      }
    } finally {
      await database.drop();
    }
  }
}
