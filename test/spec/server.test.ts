import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { pairOf } from '../../src/diff/pair.ts';
import { builtinTypes } from '../../src/grammar/builtin-types.ts';
import { base } from '../../src/model/model.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { builtinTriggerFunctions, suppliedExtensions } from '../../src/spec/build/known-names.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runPlan } from '../support/run-plan.ts';
import { complaints, read, short } from './helpers.ts';
import { expectRoundTrip } from './write/laws.ts';

/** What PostgreSQL takes, a spec may say: each of these is a database that can be. */
const possible: Readonly<Record<string, string>> = {
  'foreign keys onto every kind of unique index': `
tables:
  keys:
    columns: {a: text, b: integer, c: integer, d: integer}
    unique: {nulls: {columns: c, nulls_not_distinct: true}, more: {columns: d, include: [d, d, c]}}
    indexes:
      pattern: {on: [{column: a, opclass: text_pattern_ops}], unique: true}
      collated: {on: [{column: b, order: desc}, {column: a, collate: C}], unique: true, include: [a, b, b]}
  others:
    columns: {a: varchar(3), b: bigint, c: smallint, d: integer, parent: integer, id: {type: integer, primary_key: true}}
    foreign_keys:
      - {columns: a, references: keys(a)}
      - {columns: [b, a], references: "keys(b, a)"}
      - {columns: c, references: keys(c)}
      - {columns: [d], references: keys(d), on_delete: {set null: [d, d]}}
      - {columns: parent, references: others}
  twice:
    columns: {a: integer, id: {type: bigint, identity: always, primary_key: true}}
    foreign_keys: {f: {columns: [a, a], references: "pairs(x, y)"}}
  pairs:
    columns: {x: integer, y: integer}
    unique: [[y, x]]
    exclusions: {e: {using: btree, elements: [{column: x, with: "="}, {column: x, with: "="}], include: [y, y]}}
materialized_views:
  m: {query: SELECT 1 AS a, indexes: {m_a: {on: [a, a], include: [a, a]}}}
`,
  'types of PostgreSQL, of relations and of domains over them': `
enums: {empty: [], blank: ['', a], integer: [x], own_pkey: [a]}
domains:
  d: {type: r, check: (VALUE).x > 0}
  e: {type: "d[]"}
  f: {type: e, check: cardinality(VALUE) > 0}
  quoted: {type: integer, check: '"value" > 0'}
tables:
  r: {columns: {x: integer, y: public.integer}}
  own: {columns: {id: {type: serial, primary_key: true}, b: bit(3), v: bit varying(3), c: character(3), o: bit}}
  t:
    columns:
      a: {type: r, check: (a).x > 0}
      b: pg_class
      c: pg_catalog.pg_stat_activity
      d: information_schema.tables
      e: information_schema.sql_identifier
      f: f
      g: "r[]"
      h: {type: regclass, default: "'own_pkey'::regclass"}
      i: {type: oid, generated: tableoid}
      j: {type: integer, default: '(ROW(1, NULL)::r).x'}
      k: {type: interval, default: make_interval(days => 3)}
      l: {type: name, default: CURRENT_USER}
      m: {type: regtype, default: "'r'::regtype"}
      n: {type: text, default: xmlelement(name foo)::text}
      p: {type: empty, default: NULL}
      id: {type: integer, primary_key: true}
    checks: [t IS NOT NULL, "tableoid > 0::oid"]
    indexes: {i: {on: {expression: (a).x}}}
functions:
  activity(): {returns: setof pg_stat_activity, language: sql, as: SELECT * FROM pg_stat_activity}
  tables(pg_catalog.pg_class): {returns: setof information_schema.tables, language: sql, as: SELECT * FROM information_schema.tables}
views:
  v: SELECT c.relname, t.table_name FROM pg_class AS c, information_schema.tables AS t, pg_catalog.pg_namespace
materialized_views:
  m: SELECT NULL::pg_stat_activity AS a, NULL::information_schema.tables AS b
`,
  'one sequence for two columns': `
tables:
  a_b: {columns: {c: serial, d_e: {type: integer, identity: always}}}
  a: {columns: {b_c: serial}}
  a_b_d: {columns: {e: {type: integer, identity: always}}}
`,
  'what extensions bring': `
schemas: {tools: }
extensions:
  pg_stat_statements:
  citext: {schema: tools}
  hstore: {schema: information_schema}
  moddatetime: {schema: tools}
  lo:
  seg:
tables:
  t:
    columns: {a: tools.citext, b: information_schema.hstore, c: seg, d: lo, e: {type: text, references: u}, f: {type: tools.citext, references: w}}
    triggers:
      x: {timing: before, events: update, for_each: row, execute: tools.moddatetime(e)}
      y: {timing: before, events: update, for_each: row, execute: lo_manage(d)}
  u: {columns: {a: {type: text, primary_key: true}, b: {type: tools.citext, references: u}}}
  w: {columns: {a: {type: tools.citext, primary_key: true}}}
views:
  v: SELECT query, calls FROM pg_stat_statements
functions:
  f(tools.citext): {returns: setof pg_stat_statements, language: sql, as: SELECT * FROM pg_stat_statements}
`,
  "triggers that execute PostgreSQL's own functions": `
tables:
  t:
    columns: {a: text, v: tsvector}
    triggers:
      x: {timing: before, events: [insert, update], for_each: row, execute: "tsvector_update_trigger(v, 'pg_catalog.english', a)"}
      y: {timing: before, events: {update: a}, for_each: row, execute: pg_catalog.suppress_redundant_updates_trigger()}
      z: {timing: after, events: insert, for_each: row, execute: unique_key_recheck()}
      w: {timing: after, events: insert, for_each: row, execute: '"RI_FKey_check_ins"()'}
`,
  'odd names': `
schemas: {"Odd.Schema": }
enums: {'"Odd.Schema"."En.um"': [a, "b.c", " "]}
tables:
  '"Odd.Schema"."Name With.Dot"':
    columns: {"Col.umn 1": {type: integer, primary_key: true}, "select": '"Odd.Schema"."Ty pe"', "x\\"y": text}
    checks: {"Check.1": '"x""y" > ''a'''}
    indexes: {"In.dex": "x\\"y"}
  '"a.b"':
    columns:
      c: {type: integer, references: {table: '"Odd.Schema"."Name With.Dot"', column: "Col.umn 1"}}
      d: {type: integer, references: '"Odd.Schema"."Name With.Dot"'}
domains: {'"Odd.Schema"."Ty pe"': {type: integer}}
`,
  'overloads of types with one name': `
schemas: {s: }
enums: {integer: [a], x: [b], s.x: [c]}
functions:
  f(integer): &f {returns: integer, language: sql, as: SELECT 1}
  f(public."integer"): *f
  s.f(x): *f
  s.f(public.x): *f
  g(x): *f
  g(s.x): *f
`,
  'a reference between own types with names of PostgreSQL': `
enums: {integer: [x]}
tables:
  t: {columns: {id: {type: integer, primary_key: true}}}
  u: {columns: {id: {type: integer, references: t}}}
`,
};

describe('what PostgreSQL takes, a spec may say', () => {
  test.each(Object.entries(possible))('%s', async (_, text) => {
    expect(complaints(() => read(text)).map(({ message }) => message)).toEqual([]);
    const model = read(text);
    expect(diff(pairOf(model, read(text)))).toEqual([]);
    expectRoundTrip(model);
    for (const major of [15, 18] as const) {
      const { client, drop } = await freshDatabase(major);
      try {
        await runPlan(client, makePlan(pairOf(base, model), 15));
      } finally {
        await drop();
      }
    }
  });
});

/** Types that people give to columns of foreign keys, and everything else that PostgreSQL has an index for. */
const columnTypes = [
  ...new Set(builtinTypes.values()),
  ...['bit(3)', 'character(3)', 'varchar(4)', 'numeric(5,2)', 'integer[]', 'bigint[]', 'text[]', 'varchar[]'],
  ...['public.one', 'public.two', 'public.one[]', 'public.int', 'public.ints', 'public.int[]', 'public.code'],
  ...['public.code2', 'public.row1', 'public.row2', 'public."integer"', 'public.view1'],
];

const ownTypes = `
enums: {one: [a], two: [a], integer: [a]}
domains: {int: {type: integer}, ints: {type: "integer[]"}, code: {type: varchar(3)}, code2: {type: code}}
views: {view1: SELECT 1 AS a}
tables:
  row1: {columns: {a: integer}}
  row2: {columns: {a: text}}
`;

describe('the types of a foreign key', () => {
  test('are refused where every server refuses them, and only there', async () => {
    const onSomeServer = new Map<string, boolean>();
    for (const major of [15, 18] as const) {
      const { client, drop } = await freshDatabase(major);
      try {
        await runPlan(client, makePlan(pairOf(base, read(ownTypes)), 15));
        const works = async (sql: string) =>
          client.query(sql).then(
            () => true,
            () => false,
          );
        const referring = new Map<string, string>();
        const referenced = new Map<string, string>();
        for (const [index, type] of columnTypes.entries()) {
          if (await works(`CREATE TABLE f${index} (c ${type})`)) referring.set(type, `f${index}`);
          if (await works(`CREATE TABLE p${index} (c ${type} UNIQUE)`)) referenced.set(type, `p${index}`);
        }
        for (const [to, target] of referenced)
          for (const [from, table] of referring) {
            const pair = `${from} → ${to}`;
            const taken = await works(`ALTER TABLE ${table} ADD FOREIGN KEY (c) REFERENCES ${target} (c)`);
            onSomeServer.set(pair, taken || onSomeServer.get(pair) === true);
          }
      } finally {
        await drop();
      }
    }
    expect(onSomeServer.size).toBeGreaterThan(4000);
    const wrong = [...onSomeServer].flatMap(([pair, taken]) => {
      const [from, to] = pair.split(' → ').map((type) => JSON.stringify(type));
      const found = complaints(() =>
        read(
          ownTypes,
          `tables: {p: {columns: {c: {type: ${to}, unique: true}}}, f: {columns: {c: {type: ${from}, references: p(c)}}}}`,
        ),
      );
      const isTaken = found.every(({ code }) => code !== 'foreign-key-types');
      return isTaken === taken || /pg_dependencies|pg_mcv_list|pg_ndistinct|pg_node_tree/.test(pair)
        ? []
        : [`${pair}: ${taken ? 'taken' : 'refused'} by PostgreSQL`];
    });
    expect(wrong).toEqual([]);
  });
});

test.each([15, 18] as const)('what PostgreSQL %s itself comes with is known', async (major) => {
  const { client, drop } = await freshDatabase(major);
  try {
    const names = async (sql: string) =>
      (await client.query<{ name: string }>(sql)).rows.map((row) => row.name);
    const available = await names('SELECT name FROM pg_available_extensions');
    expect(available.filter((name) => !suppliedExtensions.has(name))).toEqual([]);
    const functions = await names(
      "SELECT proname AS name FROM pg_proc WHERE prorettype = 'trigger'::regtype AND pronargs = 0",
    );
    expect(functions.filter((name) => !builtinTriggerFunctions.has(name))).toEqual([]);
    for (const name of available)
      await client.query(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`).catch(() => {});
    const brought = await names(`
      SELECT coalesce(nspname, relname) AS name FROM pg_depend
        LEFT JOIN pg_namespace n ON classid = 'pg_namespace'::regclass AND n.oid = objid
        LEFT JOIN pg_class c ON classid = 'pg_class'::regclass AND c.oid = objid AND relkind IN ('r', 'p', 'f')
      WHERE deptype = 'e' AND coalesce(n.oid, c.oid) IS NOT NULL`);
    expect(brought).toEqual([]);
  } finally {
    await drop();
  }
});

describe('what an extension may have brought is not missed', () => {
  const found = (text: string) => complaints(() => read(text)).map(short);
  const spec = (extension: string) => `extensions: {${extension}: }
tables:
  topology.t: {columns: {id: {type: integer, references: spatial_ref_sys(srid)}}}
sequences: {s: {owned_by: spatial_ref_sys.srid}}`;

  test('of those that nobody knows', () => {
    expect(found(spec('postgis'))).toEqual([]);
    expect(found(spec('postgis').replace('(srid)', ''))).toEqual(['unknown-table 3:58']);
  });

  test('but it is, of those that bring no tables', () => {
    expect(found(spec('pgcrypto'))).toEqual([
      'unknown-schema 3:3',
      'unknown-table 3:58',
      'unknown-table 4:27',
    ]);
  });
});
