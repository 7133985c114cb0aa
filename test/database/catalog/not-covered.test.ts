import { describe, expect, test } from 'vitest';
import { type NotCoveredKind, notCoveredKinds } from '../../../src/database/catalog/not-covered.ts';
import { catalogAfter, catalogAt, notCoveredOf, objectOf, withDatabase } from './support.ts';

type Case = {
  readonly statements: readonly string[];
  /** Names under which it is listed. */
  readonly names: readonly string[];
  /** The oldest major version that has it. */
  readonly from?: 15 | 18;
  /** What must go before the database can. */
  readonly after?: readonly string[];
};

const tableOfExtension = [
  'CREATE EXTENSION lo',
  'CREATE TABLE t (a int)',
  'ALTER EXTENSION lo ADD TABLE t',
] as const;

/** Something of every kind, as PostgreSQL makes it. */
const cases: { readonly [K in NotCoveredKind]: Case } = {
  'partitioned table': {
    statements: ['CREATE TABLE measured (at date PRIMARY KEY, v serial) PARTITION BY RANGE (at)'],
    names: ['public.measured'],
  },
  partition: {
    statements: [
      'CREATE TABLE measured (at date PRIMARY KEY) PARTITION BY RANGE (at)',
      "CREATE TABLE measured_2020 PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
    ],
    names: ['public.measured_2020'],
  },
  'inherited table': {
    statements: ['CREATE TABLE parent (a int)', 'CREATE TABLE child (b int) INHERITS (parent)'],
    names: ['public.child'],
  },
  'table that others inherit from': {
    statements: ['CREATE TABLE parent (a int)', 'CREATE TABLE child (b int) INHERITS (parent)'],
    names: ['public.parent'],
  },
  'foreign table': {
    statements: [
      'CREATE FOREIGN DATA WRAPPER w',
      'CREATE SERVER s FOREIGN DATA WRAPPER w',
      'CREATE FOREIGN TABLE far (a int) SERVER s',
    ],
    names: ['public.far'],
  },
  'typed table': {
    statements: ['CREATE TYPE pair AS (a int, b int)', 'CREATE TABLE pairs OF pair (PRIMARY KEY (a))'],
    names: ['public.pairs'],
  },
  'composite type': { statements: ['CREATE TYPE pair AS (a int, b int)'], names: ['public.pair'] },
  'range type': { statements: ['CREATE TYPE floats AS RANGE (subtype = float8)'], names: ['public.floats'] },
  'base type': {
    statements: [
      'CREATE TYPE box2',
      "CREATE FUNCTION box2_in(cstring) RETURNS box2 LANGUAGE internal IMMUTABLE STRICT AS 'box_in'",
      "CREATE FUNCTION box2_out(box2) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'box_out'",
      'CREATE TYPE box2 (input = box2_in, output = box2_out, like = box)',
    ],
    names: ['public.box2'],
  },
  'shell type': { statements: ['CREATE TYPE later'], names: ['public.later'] },
  aggregate: {
    statements: ['CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int)'],
    names: ['public.total(integer)'],
  },
  'window function': {
    statements: ["CREATE FUNCTION number() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number'"],
    names: ['public.number()'],
  },
  'function in C': {
    statements: ["CREATE FUNCTION plus(int, int) RETURNS int LANGUAGE internal AS 'int4pl'"],
    names: ['public.plus(integer, integer)'],
  },
  operator: {
    statements: ['CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)'],
    names: ['public.===(integer,integer)'],
  },
  'operator class': {
    statements: [
      'CREATE OPERATOR CLASS mine FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint4cmp(int, int)',
    ],
    names: ['public.mine'],
  },
  'operator family': { statements: ['CREATE OPERATOR FAMILY ours USING btree'], names: ['public.ours'] },
  collation: { statements: ['CREATE COLLATION plain FROM "C"'], names: ['public.plain'] },
  conversion: {
    statements: ["CREATE CONVERSION mine FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"],
    names: ['public.mine'],
  },
  'text search configuration': {
    statements: ['CREATE TEXT SEARCH CONFIGURATION mine (copy = simple)'],
    names: ['public.mine'],
  },
  'text search dictionary': {
    statements: ['CREATE TEXT SEARCH DICTIONARY mine (template = simple)'],
    names: ['public.mine'],
  },
  'text search parser': {
    statements: [
      'CREATE TEXT SEARCH PARSER mine (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype)',
    ],
    names: ['public.mine'],
  },
  'text search template': {
    statements: ['CREATE TEXT SEARCH TEMPLATE mine (lexize = dsimple_lexize)'],
    names: ['public.mine'],
  },
  'extended statistics': {
    statements: ['CREATE TABLE t (a int, b int)', 'CREATE STATISTICS together ON a, b FROM t'],
    names: ['public.together'],
  },
  rule: {
    statements: ['CREATE TABLE t (a int)', 'CREATE RULE never AS ON DELETE TO t DO INSTEAD NOTHING'],
    names: ['public.t.never'],
  },
  policy: {
    statements: ['CREATE TABLE t (a int)', 'CREATE POLICY own ON t USING (a > 0)'],
    names: ['public.t.own'],
  },
  'row security': {
    statements: ['CREATE TABLE t (a int)', 'ALTER TABLE t ENABLE ROW LEVEL SECURITY'],
    names: ['public.t'],
  },
  'default of a view column': {
    statements: ['CREATE VIEW v AS SELECT 1 AS a', 'ALTER VIEW v ALTER a SET DEFAULT 2'],
    names: ['public.v.a'],
  },
  'constraint that is not enforced': {
    statements: ['CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0) NOT ENFORCED)'],
    names: ['public.t.positive'],
    from: 18,
  },
  'temporal constraint': {
    statements: [
      'CREATE EXTENSION btree_gist',
      'CREATE TABLE t (id int, at tstzrange, CONSTRAINT once UNIQUE (id, at WITHOUT OVERLAPS))',
    ],
    names: ['public.t.once'],
    from: 18,
  },
  'not null constraint that is not valid': {
    statements: ['CREATE TABLE t (a int)', 'ALTER TABLE t ADD CONSTRAINT filled NOT NULL a NOT VALID'],
    names: ['public.t.a'],
    from: 18,
  },
  'domain constraint that is not valid': {
    statements: [
      'CREATE DOMAIN d AS int',
      'ALTER DOMAIN d ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID',
    ],
    names: ['public.d.positive'],
  },
  'not null constraint with NO INHERIT': {
    statements: ['CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT filled NOT NULL NO INHERIT)'],
    names: ['public.t.a'],
    from: 18,
  },
  'constraint trigger with FROM': {
    statements: [
      'CREATE TABLE customers (a int)',
      'CREATE TABLE orders (a int)',
      'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$',
      'CREATE CONSTRAINT TRIGGER pairs AFTER INSERT ON orders FROM customers DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f()',
    ],
    names: ['public.orders.pairs'],
  },
  'sequence of a table that is not covered': {
    statements: [
      'CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, n int) PARTITION BY RANGE (id)',
      'CREATE SEQUENCE s2 OWNED BY p.n',
      'CREATE TABLE goose_db_version (id serial)',
    ],
    names: ['public.s2'],
  },
  'collation that needs its schema': {
    statements: [
      'CREATE SCHEMA cc',
      `CREATE COLLATION cc."C" (provider = icu, locale = 'de-DE')`,
      'CREATE COLLATION plain FROM "C"',
      'CREATE TABLE t (x text COLLATE cc."C", y text COLLATE plain, z text COLLATE pg_catalog."C")',
      'CREATE INDEX i ON t (z COLLATE cc."C", x COLLATE "C")',
      'CREATE INDEX j ON t (lower(z) COLLATE cc."C", x)',
      'CREATE DOMAIN d AS text COLLATE cc."C"',
    ],
    names: ['public.d', 'public.i', 'public.j', 'public.t.x'],
  },
  'disabled trigger of a constraint': {
    statements: [
      'CREATE TABLE t (a int PRIMARY KEY, b int CONSTRAINT up REFERENCES t)',
      'ALTER TABLE t DISABLE TRIGGER ALL',
    ],
    names: ['public.t.up'],
  },
  'column storage': {
    statements: ['CREATE TABLE t (a text)', 'ALTER TABLE t ALTER a SET STORAGE EXTERNAL'],
    names: ['public.t.a'],
  },
  'column compression': { statements: ['CREATE TABLE t (a text COMPRESSION pglz)'], names: ['public.t.a'] },
  'column option': {
    statements: ['CREATE TABLE t (a text)', 'ALTER TABLE t ALTER a SET (n_distinct = 5)'],
    names: ['public.t.a'],
  },
  'statistics target': {
    statements: [
      'CREATE TABLE t (a text)',
      'CREATE INDEX i ON t (lower(a))',
      'ALTER TABLE t ALTER a SET STATISTICS 0',
      'ALTER INDEX i ALTER 1 SET STATISTICS 500',
    ],
    names: ['public.i.lower', 'public.t.a'],
  },
  'table access method': {
    statements: [
      'CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler',
      'CREATE TABLE t (a int) USING other',
    ],
    names: ['public.t'],
  },
  tablespace: {
    statements: [
      'SET allow_in_place_tablespaces = on',
      "CREATE TABLESPACE elsewhere LOCATION ''",
      'CREATE TABLE t (a int) TABLESPACE elsewhere',
    ],
    names: ['public.t'],
    after: ['DROP TABLE t', 'DROP TABLESPACE elsewhere'],
  },
  'replica identity': {
    statements: ['CREATE TABLE t (a int)', 'ALTER TABLE t REPLICA IDENTITY FULL'],
    names: ['public.t'],
  },
  'clustered index': {
    statements: ['CREATE TABLE t (a int)', 'CREATE INDEX i ON t (a)', 'CLUSTER t USING i'],
    names: ['public.i'],
  },
  'storage parameter of a constraint': {
    statements: ['CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 50))'],
    names: ['public.t_pkey'],
  },
  'identity sequence with a name or type of its own': {
    statements: ['CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME numbers))'],
    names: ['public.t.a'],
  },
  'unlogged sequence': { statements: ['CREATE UNLOGGED SEQUENCE s'], names: ['public.s'] },
  'support function': {
    statements: [
      'CREATE FUNCTION f(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE SUPPORT textlike_support RETURN $1 = $2',
    ],
    names: ['public.f(text, text)'],
  },
  'transform of a routine': {
    statements: [
      "CREATE FUNCTION from_int(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'textlike_support'",
      'CREATE TRANSFORM FOR int LANGUAGE plpgsql (FROM SQL WITH FUNCTION from_int(internal))',
      'CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql TRANSFORM FOR TYPE int AS $$BEGIN RETURN 1; END$$',
    ],
    names: ['public.f(integer)'],
  },
  'dependency on an extension': {
    statements: [
      'CREATE EXTENSION btree_gist',
      'CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1',
      'ALTER FUNCTION f() DEPENDS ON EXTENSION btree_gist',
    ],
    names: ['public.f()'],
  },
  'comment on schema': { statements: ["COMMENT ON SCHEMA public IS 'ours'"], names: ['public'] },
  'comment on constraint': {
    statements: [
      'CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0)',
      "COMMENT ON CONSTRAINT positive ON DOMAIN d IS 'why'",
    ],
    names: ['public.d.positive'],
  },
  'comment on index': {
    statements: ['CREATE TABLE t (a int PRIMARY KEY)', "COMMENT ON INDEX t_pkey IS 'fast'"],
    names: ['public.t_pkey'],
  },
  'comment on sequence': {
    statements: [
      'CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY)',
      "COMMENT ON SEQUENCE t_a_seq IS 'counts'",
    ],
    names: ['public.t_a_seq'],
  },
  // No provider of labels comes with PostgreSQL, but the catalog takes them from whoever may write there.
  'security label': {
    statements: [
      'CREATE TABLE t (a int)',
      'SET allow_system_table_mods = on',
      "INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'none', 'secret')",
    ],
    names: ['public.t'],
  },
  'event trigger': {
    statements: [
      'CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$',
      'CREATE EVENT TRIGGER watched ON ddl_command_end EXECUTE FUNCTION watch()',
    ],
    names: ['watched'],
  },
  publication: { statements: ['CREATE PUBLICATION news'], names: ['news'] },
  subscription: {
    statements: [
      "CREATE SUBSCRIPTION reader CONNECTION 'dbname=none' PUBLICATION news WITH (connect = false, slot_name = NONE)",
    ],
    names: ['reader'],
    after: ['DROP SUBSCRIPTION reader'],
  },
  cast: {
    statements: ["CREATE TYPE mood AS ENUM ('ok')", 'CREATE CAST (int AS mood) WITH INOUT'],
    names: ['(integer AS public.mood)'],
  },
  language: {
    statements: ['CREATE LANGUAGE mine HANDLER plpgsql_call_handler'],
    names: ['mine'],
  },
  transform: {
    statements: [
      "CREATE FUNCTION from_int(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'textlike_support'",
      'CREATE TRANSFORM FOR int LANGUAGE plpgsql (FROM SQL WITH FUNCTION from_int(internal))',
    ],
    names: ['integer language plpgsql'],
  },
  'access method': {
    statements: ['CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler'],
    names: ['other'],
  },
  'foreign data wrapper': { statements: ['CREATE FOREIGN DATA WRAPPER w'], names: ['w'] },
  'foreign server': {
    statements: ['CREATE FOREIGN DATA WRAPPER w', 'CREATE SERVER s FOREIGN DATA WRAPPER w'],
    names: ['s'],
  },
  'user mapping': {
    statements: [
      'CREATE FOREIGN DATA WRAPPER w',
      'CREATE SERVER s FOREIGN DATA WRAPPER w',
      'CREATE USER MAPPING FOR public SERVER s',
    ],
    names: ['s.public'],
  },
  'large object': { statements: ['SELECT lo_create(0), lo_create(0)'], names: ['2 in pg_largeobject'] },
  'index on a table of an extension': {
    statements: [...tableOfExtension, 'CREATE INDEX i ON t (a)'],
    names: ['public.i'],
  },
  'constraint on a table of an extension': {
    statements: [
      ...tableOfExtension,
      'ALTER TABLE t ADD CONSTRAINT positive CHECK (a > 0)',
      'ALTER TABLE t ADD CONSTRAINT once UNIQUE (a)',
    ],
    names: ['public.t.once', 'public.t.positive'],
  },
  'trigger on a table of an extension': {
    statements: [
      ...tableOfExtension,
      'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$',
      'CREATE TRIGGER touched AFTER INSERT ON t EXECUTE FUNCTION f()',
    ],
    names: ['public.t.touched'],
  },
  'rule on a table of an extension': {
    statements: [...tableOfExtension, 'CREATE RULE never AS ON DELETE TO t DO INSTEAD NOTHING'],
    names: ['public.t.never'],
  },
  'policy on a table of an extension': {
    statements: [...tableOfExtension, 'CREATE POLICY own ON t USING (a > 0)'],
    names: ['public.t.own'],
  },
  'setting of the database': {
    statements: [
      `DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, extensions', current_database()); END$$`,
    ],
    names: ['search_path'],
  },
  'setting of a role in the database': {
    statements: [
      `DO $$BEGIN EXECUTE format('ALTER ROLE %I IN DATABASE %I SET work_mem = ''5MB''', current_user, current_database()); END$$`,
    ],
    names: ['postgres.work_mem'],
  },
  'comment on database': {
    statements: [
      `DO $$BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''the shop''', current_database()); END$$`,
    ],
    names: [expect.stringMatching(/^test_[0-9a-f]+$/)],
  },
  // The server prints nothing that its own grammar does not take.
  'unreadable expression': { statements: [], names: [] },
};

const kinds = Object.keys(notCoveredKinds) as readonly NotCoveredKind[];

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  test.each(kinds.filter((kind) => (cases[kind].from ?? 15) <= major))('%s', async (kind) => {
    const { statements, names, after = [] } = cases[kind];
    expect(notCoveredOf(await catalogAfter(major, statements, after), kind)).toEqual(names);
  });
  test('what a type brings along is not listed beside it', async () => {
    const catalog = await catalogAfter(major, ['CREATE TYPE floats AS RANGE (subtype = float8)']);
    expect(catalog.notCovered).toEqual([{ kind: 'range type', name: 'public.floats' }]);
  });

  test('what an extension has on its own tables is not listed', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$',
      // As the script of an extension does, all in one transaction.
      `BEGIN; CREATE EXTENSION lo; CREATE TABLE t (a int CHECK (a > 0)); CREATE TABLE u (b int PRIMARY KEY);
        CREATE TRIGGER touched AFTER INSERT ON u EXECUTE FUNCTION f();
        ALTER EXTENSION lo ADD TABLE t; ALTER EXTENSION lo ADD TABLE u; COMMIT`,
    ]);
    expect(catalog.notCovered).toEqual([]);
  });

  test('a trigger with FROM is no trigger of the model', async () => {
    const { statements } = cases['constraint trigger with FROM'];
    expect(objectOf(await catalogAfter(major, statements), 'table public.orders')).toMatchObject({
      triggers: [],
    });
  });

  test('two collations of one name are not one', async () => {
    const { statements } = cases['collation that needs its schema'];
    const catalog = await catalogAfter(major, statements);
    expect(objectOf(catalog, 'table public.t')).toMatchObject({
      columns: [{ collation: 'cc."C"' }, { collation: 'plain' }, { collation: 'C' }],
      indexes: [
        { elements: [{ collation: 'cc."C"' }, { collation: 'C' }] },
        { elements: [{ collation: 'cc."C"' }, {}] },
      ],
    });
    expect(objectOf(catalog, 'domain public.d')).toMatchObject({ collation: 'cc."C"' });
  });

  test('nothing of the whole database is listed where only schemas are asked for', async () => {
    const { statements } = cases['setting of the database'];
    await withDatabase(major, async ({ client, url }) => {
      for (const statement of statements) await client.query(statement);
      expect((await catalogAt(url, { kind: 'schemas', names: ['public'] })).notCovered).toEqual([]);
    });
  });
});
