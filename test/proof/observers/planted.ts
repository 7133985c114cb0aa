import type { Attribute } from '../../../src/diff/attributes.ts';
import type { ElementKind } from '../../../src/model/element.ts';
import type { Major } from '../../../src/model/model.ts';

/**
 * One difference between two databases. All of it happens in a schema of its own, which comes first in the search path, so that many can be
 * planted into one pair of databases and told apart by the schema's name.
 */
export type Plant = {
  /** In both databases. */
  readonly both: string;
  readonly from: string;
  readonly to: string;
  /** A special case of the attribute: named as the exception in the table of an observer that does not see it. */
  readonly what?: string;
  /** The first version that has it; 15 by default. */
  readonly since?: Major;
  /** What a difference has to mention, if not the schema's name: some kinds lie in no schema. */
  readonly marker?: string;
};

/** `exists`: the element is in one of the two only. An attribute that no element of the kind can have has no plants. */
export type Planted = {
  readonly [K in ElementKind]: { readonly exists: readonly Plant[] } & {
    readonly [A in Attribute<K>]: readonly Plant[];
  };
};

function plant(both: string, from: string, to: string, more: Partial<Plant> = {}): Plant {
  return { both, from, to, ...more };
}

/** The table that most of the rest stands on; its data type list is long enough for every index and constraint. */
const table = 'CREATE TABLE t (a integer, b integer, c text, r int4range)';
const triggerFunctions = `
  CREATE TABLE t (a integer, b integer);
  CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`;

/** A function that differs in what stands after its body. */
function routine(from: string, to: string): Plant {
  const make = (clause: string) =>
    `CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql ${clause} AS 'SELECT a'`;
  return plant('', make(from), make(to));
}

function setReturning(from: string, to: string): Plant {
  const make = (clause: string) =>
    `CREATE FUNCTION f() RETURNS SETOF integer LANGUAGE sql ${clause} AS 'SELECT 1'`;
  return plant('', make(from), make(to));
}

function procedure(from: string, to: string): Plant {
  const make = (clause: string) => `CREATE PROCEDURE p(a integer) LANGUAGE sql ${clause} AS 'SELECT a'`;
  return plant('', make(from), make(to));
}

function constraint(from: string, to: string): Plant {
  const make = (clause: string) => `ALTER TABLE t ADD CONSTRAINT k ${clause}`;
  return plant(table, make(from), make(to));
}

function foreignKey(from: string, to: string): Plant {
  const make = (clause: string) => `ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY ${clause}`;
  return plant(
    `${table}; CREATE TABLE u (a integer, b integer, PRIMARY KEY (a, b), UNIQUE (b, a), UNIQUE (a))`,
    make(from),
    make(to),
  );
}

function index(from: string, to: string): Plant {
  return plant(table, `CREATE ${from}`, `CREATE ${to}`);
}

function trigger(from: string, to: string): Plant {
  return plant(triggerFunctions, `CREATE ${from}`, `CREATE ${to}`);
}

function column(from: string, to: string, more: Partial<Plant> = {}): Plant {
  const make = (definition: string) =>
    `CREATE TABLE t (${[definition, 'z integer'].filter(Boolean).join(', ')})`;
  return plant('', make(from), make(to), more);
}

function comment(both: string, on: string): Plant {
  return plant(both, '', `COMMENT ON ${on} IS 'said of it'`);
}

function view(from: string, to: string): Plant {
  return plant('CREATE TABLE t (a integer, b integer)', `CREATE VIEW v ${from}`, `CREATE VIEW v ${to}`);
}

function materialized(from: string, to: string): Plant {
  const make = (rest: string) => `CREATE MATERIALIZED VIEW m ${rest}`;
  return plant('CREATE TABLE t (a integer, b integer)', make(from), make(to));
}

const invalidate = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass";

export const planted: Planted = {
  schema: {
    exists: [plant('', '', 'CREATE SCHEMA planted_schema', { marker: 'planted_schema' })],
    comment: [
      plant('CREATE SCHEMA planted_comment', '', "COMMENT ON SCHEMA planted_comment IS 'said of it'", {
        marker: 'planted_comment',
      }),
    ],
  },
  extension: {
    exists: [plant('', '', 'CREATE EXTENSION citext', { marker: 'citext' })],
    comment: [
      plant('CREATE EXTENSION unaccent', '', "COMMENT ON EXTENSION unaccent IS 'said of it'", {
        marker: 'unaccent',
      }),
    ],
    schema: [
      plant('', 'CREATE EXTENSION fuzzystrmatch', 'CREATE EXTENSION fuzzystrmatch SCHEMA public', {
        marker: 'fuzzystrmatch',
      }),
    ],
    version: [
      plant('', "CREATE EXTENSION hstore VERSION '1.7'", "CREATE EXTENSION hstore VERSION '1.8'", {
        marker: 'hstore',
      }),
    ],
  },
  enum: {
    exists: [plant('', '', "CREATE TYPE e AS ENUM ('a')")],
    comment: [comment("CREATE TYPE e AS ENUM ('a')", 'TYPE e')],
    values: [
      plant('', "CREATE TYPE e AS ENUM ('a')", "CREATE TYPE e AS ENUM ('a', 'b')"),
      plant('', "CREATE TYPE e AS ENUM ('b', 'a')", "CREATE TYPE e AS ENUM ('a', 'b')"),
      plant(
        '',
        "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a e)",
        "CREATE TYPE e AS ENUM ('a''b'); CREATE TABLE t (a e)",
      ),
    ],
  },
  domain: {
    exists: [plant('', '', 'CREATE DOMAIN d AS integer')],
    comment: [comment('CREATE DOMAIN d AS integer', 'DOMAIN d')],
    type: [plant('', 'CREATE DOMAIN d AS varchar(3)', 'CREATE DOMAIN d AS varchar(4)')],
    collation: [plant('', 'CREATE DOMAIN d AS text', 'CREATE DOMAIN d AS text COLLATE "POSIX"')],
    default: [plant('', 'CREATE DOMAIN d AS integer DEFAULT 1', 'CREATE DOMAIN d AS integer DEFAULT 2')],
    notNull: [plant('', 'CREATE DOMAIN d AS integer', 'CREATE DOMAIN d AS integer NOT NULL')],
    checks: [
      plant(
        '',
        'CREATE DOMAIN d AS integer CHECK (VALUE > 1)',
        'CREATE DOMAIN d AS integer CHECK (VALUE > 2)',
      ),
      plant(
        '',
        'CREATE DOMAIN d AS integer CONSTRAINT k CHECK (VALUE > 1)',
        'CREATE DOMAIN d AS integer CONSTRAINT l CHECK (VALUE > 1)',
      ),
      plant(
        '',
        'CREATE DOMAIN d AS integer CONSTRAINT k CHECK (VALUE > 1) CONSTRAINT l CHECK (VALUE > 2)',
        'CREATE DOMAIN d AS integer CONSTRAINT k CHECK (VALUE > 1) CONSTRAINT l CHECK (VALUE > 3)',
      ),
      plant(
        '',
        'CREATE DOMAIN d AS integer CONSTRAINT k CHECK (VALUE > 1) CONSTRAINT l CHECK (VALUE > 2)',
        'CREATE DOMAIN d AS integer CONSTRAINT l CHECK (VALUE > 1) CONSTRAINT m CHECK (VALUE > 2)',
        { what: 'names beside others' },
      ),
    ],
  },
  sequence: {
    exists: [plant('', '', 'CREATE SEQUENCE s')],
    comment: [comment('CREATE SEQUENCE s', 'SEQUENCE s')],
    type: [plant('', 'CREATE SEQUENCE s AS integer', 'CREATE SEQUENCE s AS bigint')],
    options: [
      plant('', 'CREATE SEQUENCE s', 'CREATE SEQUENCE s INCREMENT 2'),
      plant('', 'CREATE SEQUENCE s', 'CREATE SEQUENCE s CYCLE'),
    ],
    ownedBy: [
      plant(`${table}; CREATE SEQUENCE s`, '', 'ALTER SEQUENCE s OWNED BY t.a'),
      plant(`${table}; CREATE SEQUENCE s`, 'ALTER SEQUENCE s OWNED BY t.a', 'ALTER SEQUENCE s OWNED BY t.b'),
    ],
  },
  function: {
    exists: [plant('', '', "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'")],
    comment: [comment("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'", 'FUNCTION f()')],
    arguments: [
      plant(
        '',
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f(b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
      ),
      plant(
        '',
        "CREATE FUNCTION f(a integer, OUT b integer) LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f(a integer, OUT c text) LANGUAGE sql AS 'SELECT 1'",
      ),
      plant(
        '',
        "CREATE FUNCTION f(a integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        { what: 'defaults' },
      ),
    ],
    returns: [
      plant(
        '',
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1'",
      ),
      plant(
        '',
        "CREATE FUNCTION f() RETURNS TABLE (a integer) LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS TABLE (b integer) LANGUAGE sql AS 'SELECT 1'",
      ),
    ],
    language: [
      plant(
        'SET LOCAL check_function_bodies = off',
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'BEGIN END'",
        "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN END'",
      ),
      plant(
        '',
        "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE internal AS 'int4abs'",
        "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE internal AS 'int4um'",
        { what: 'internal and C' },
      ),
    ],
    volatility: [routine('VOLATILE', 'STABLE')],
    strict: [routine('', 'STRICT')],
    securityDefiner: [routine('', 'SECURITY DEFINER')],
    leakproof: [routine('', 'LEAKPROOF')],
    parallel: [routine('', 'PARALLEL SAFE')],
    cost: [routine('COST 1', 'COST 2')],
    rows: [setReturning('ROWS 1', 'ROWS 2')],
    set: [routine('', 'SET work_mem = 64')],
    body: [
      plant(
        '',
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2'",
      ),
      plant(
        '',
        'CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 1',
        'CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 2',
        { what: 'parsed bodies' },
      ),
    ],
  },
  procedure: {
    exists: [plant('', '', "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'")],
    comment: [comment("CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'", 'PROCEDURE p()')],
    arguments: [
      plant(
        '',
        "CREATE PROCEDURE p(a integer) LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE p(b integer) LANGUAGE sql AS 'SELECT 1'",
      ),
      plant(
        '',
        "CREATE PROCEDURE p(a integer DEFAULT 1) LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE p(a integer DEFAULT 2) LANGUAGE sql AS 'SELECT 1'",
        { what: 'defaults' },
      ),
    ],
    returns: [],
    language: [
      plant(
        'SET LOCAL check_function_bodies = off',
        "CREATE PROCEDURE p() LANGUAGE sql AS 'BEGIN END'",
        "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN END'",
      ),
    ],
    volatility: [],
    strict: [],
    securityDefiner: [procedure('', 'SECURITY DEFINER')],
    leakproof: [],
    parallel: [],
    cost: [],
    rows: [],
    set: [procedure('', 'SET work_mem = 64')],
    body: [
      plant(
        '',
        "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 2'",
      ),
      plant(
        '',
        'CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT 1; END',
        'CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC SELECT 2; END',
        { what: 'parsed bodies' },
      ),
    ],
  },
  table: {
    exists: [
      plant('', '', 'CREATE TABLE t (a integer)'),
      plant('', '', 'CREATE TABLE t ()', { what: 'without columns' }),
    ],
    comment: [comment(table, 'TABLE t')],
    unlogged: [plant('', 'CREATE TABLE t (a integer)', 'CREATE UNLOGGED TABLE t (a integer)')],
    storageParameters: [
      plant('', 'CREATE TABLE t (a integer)', 'CREATE TABLE t (a integer) WITH (fillfactor = 70)'),
    ],
  },
  column: {
    exists: [column('', 'a integer')],
    comment: [comment(table, 'COLUMN t.a')],
    type: [
      column('a integer', 'a bigint'),
      column('a numeric(5, 1)', 'a numeric(5, 2)'),
      column('a integer', 'a integer[]'),
    ],
    collation: [column('a text', 'a text COLLATE "POSIX"')],
    notNull: [column('a integer', 'a integer NOT NULL')],
    value: [
      column('a integer', 'a integer DEFAULT 1'),
      column('a integer DEFAULT 1', 'a integer DEFAULT 2'),
      column('a integer NOT NULL', 'a serial'),
      column('a integer NOT NULL', 'a integer NOT NULL GENERATED ALWAYS AS IDENTITY'),
      column('a integer GENERATED BY DEFAULT AS IDENTITY', 'a integer GENERATED ALWAYS AS IDENTITY'),
      column('a integer', 'a integer GENERATED ALWAYS AS (1) STORED'),
      column('a integer DEFAULT 1', 'a integer GENERATED ALWAYS AS (1) STORED'),
      column('a integer GENERATED ALWAYS AS (1) STORED', 'a integer GENERATED ALWAYS AS (2) STORED'),
      column(
        'a integer GENERATED ALWAYS AS IDENTITY',
        'a integer GENERATED ALWAYS AS IDENTITY (INCREMENT 2)',
        { what: 'options of identity' },
      ),
      column('a integer GENERATED ALWAYS AS (1) STORED', 'a integer GENERATED ALWAYS AS (1) VIRTUAL', {
        what: 'virtual or stored',
        since: 18,
      }),
    ],
  },
  primary_key: {
    exists: [
      plant(
        `${table}; ALTER TABLE t ALTER a SET NOT NULL`,
        '',
        'ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (a)',
      ),
    ],
    comment: [comment(`${table}; ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (a)`, 'CONSTRAINT k ON t')],
    columns: [
      plant(
        'CREATE TABLE t (a integer NOT NULL, b integer NOT NULL)',
        'ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (a, b)',
        'ALTER TABLE t ADD CONSTRAINT k PRIMARY KEY (b, a)',
      ),
    ],
    include: [constraint('PRIMARY KEY (a)', 'PRIMARY KEY (a) INCLUDE (b)')],
    deferral: [
      constraint('PRIMARY KEY (a)', 'PRIMARY KEY (a) DEFERRABLE'),
      constraint('PRIMARY KEY (a) DEFERRABLE', 'PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED'),
    ],
  },
  unique: {
    exists: [plant(table, '', 'ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)')],
    comment: [comment(`${table}; ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)`, 'CONSTRAINT k ON t')],
    columns: [constraint('UNIQUE (a, b)', 'UNIQUE (b, a)')],
    include: [constraint('UNIQUE (a)', 'UNIQUE (a) INCLUDE (b)')],
    nullsNotDistinct: [constraint('UNIQUE (a)', 'UNIQUE NULLS NOT DISTINCT (a)')],
    deferral: [
      constraint('UNIQUE (a)', 'UNIQUE (a) DEFERRABLE'),
      constraint('UNIQUE (a) DEFERRABLE', 'UNIQUE (a) DEFERRABLE INITIALLY DEFERRED'),
    ],
  },
  check: {
    exists: [plant(table, '', 'ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1)')],
    comment: [comment(`${table}; ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1)`, 'CONSTRAINT k ON t')],
    expression: [constraint('CHECK (a > 1)', 'CHECK (a > 2)')],
    noInherit: [constraint('CHECK (a > 1)', 'CHECK (a > 1) NO INHERIT')],
    notValid: [constraint('CHECK (a > 1)', 'CHECK (a > 1) NOT VALID')],
  },
  foreign_key: {
    exists: [
      plant(
        `${table}; CREATE TABLE u (a integer PRIMARY KEY)`,
        '',
        'ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u',
      ),
    ],
    comment: [
      comment(
        `${table}; CREATE TABLE u (a integer PRIMARY KEY); ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u`,
        'CONSTRAINT k ON t',
      ),
    ],
    columns: [foreignKey('(a) REFERENCES u (a)', '(b) REFERENCES u (a)')],
    references: [foreignKey('(a, b) REFERENCES u (a, b)', '(a, b) REFERENCES u (b, a)')],
    match: [foreignKey('(a, b) REFERENCES u', '(a, b) REFERENCES u MATCH FULL')],
    onDelete: [
      foreignKey('(a, b) REFERENCES u', '(a, b) REFERENCES u ON DELETE CASCADE'),
      foreignKey('(a, b) REFERENCES u ON DELETE SET NULL', '(a, b) REFERENCES u ON DELETE SET NULL (a)'),
    ],
    onUpdate: [foreignKey('(a, b) REFERENCES u', '(a, b) REFERENCES u ON UPDATE RESTRICT')],
    deferral: [
      foreignKey('(a) REFERENCES u (a)', '(a) REFERENCES u (a) DEFERRABLE'),
      foreignKey('(a) REFERENCES u (a) DEFERRABLE', '(a) REFERENCES u (a) DEFERRABLE INITIALLY DEFERRED'),
    ],
    notValid: [foreignKey('(a) REFERENCES u (a)', '(a) REFERENCES u (a) NOT VALID')],
  },
  exclusion: {
    exists: [plant(table, '', 'ALTER TABLE t ADD CONSTRAINT k EXCLUDE USING gist (r WITH &&)')],
    comment: [
      comment(`${table}; ALTER TABLE t ADD CONSTRAINT k EXCLUDE USING gist (r WITH &&)`, 'CONSTRAINT k ON t'),
    ],
    method: [constraint('EXCLUDE USING gist (r WITH &&)', 'EXCLUDE USING spgist (r WITH &&)')],
    elements: [constraint('EXCLUDE USING gist (r WITH &&)', 'EXCLUDE USING gist (r WITH =)')],
    include: [constraint('EXCLUDE USING gist (r WITH &&)', 'EXCLUDE USING gist (r WITH &&) INCLUDE (a)')],
    where: [constraint('EXCLUDE USING gist (r WITH &&)', 'EXCLUDE USING gist (r WITH &&) WHERE (a > 1)')],
    deferral: [
      constraint('EXCLUDE USING gist (r WITH &&)', 'EXCLUDE USING gist (r WITH &&) DEFERRABLE'),
      constraint(
        'EXCLUDE USING gist (r WITH &&) DEFERRABLE',
        'EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED',
      ),
    ],
  },
  index: {
    exists: [
      plant(table, '', 'CREATE INDEX i ON t (a)'),
      plant('CREATE MATERIALIZED VIEW m AS SELECT 1 AS a', '', 'CREATE INDEX i ON m (a)'),
    ],
    comment: [comment(`${table}; CREATE INDEX i ON t (a)`, 'INDEX i')],
    unique: [index('INDEX i ON t (a)', 'UNIQUE INDEX i ON t (a)')],
    nullsNotDistinct: [index('UNIQUE INDEX i ON t (a)', 'UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT')],
    method: [index('INDEX i ON t (a)', 'INDEX i ON t USING hash (a)')],
    elements: [
      index('INDEX i ON t (a)', 'INDEX i ON t (a DESC)'),
      index('INDEX i ON t (a)', 'INDEX i ON t (a NULLS FIRST)'),
      index('INDEX i ON t (c)', 'INDEX i ON t (c COLLATE "POSIX")'),
      index('INDEX i ON t (c)', 'INDEX i ON t (c text_pattern_ops)'),
      index('INDEX i ON t ((a + 1))', 'INDEX i ON t ((a + 2))'),
      index('INDEX i ON t USING gist (r)', 'INDEX i ON t USING gist (r, (int4range(a, b)))'),
    ],
    include: [index('INDEX i ON t (a)', 'INDEX i ON t (a) INCLUDE (b)')],
    where: [index('INDEX i ON t (a)', 'INDEX i ON t (a) WHERE b > 1')],
    storageParameters: [index('INDEX i ON t (a)', 'INDEX i ON t (a) WITH (fillfactor = 70)')],
    invalid: [plant(`${table}; CREATE INDEX i ON t (a)`, '', invalidate)],
  },
  trigger: {
    exists: [
      plant(triggerFunctions, '', 'CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()'),
      plant(
        `${triggerFunctions}; CREATE VIEW v AS SELECT 1 AS a`,
        '',
        'CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()',
      ),
    ],
    comment: [
      comment(
        `${triggerFunctions}; CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()`,
        'TRIGGER x ON t',
      ),
    ],
    timing: [
      trigger(
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
        'TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()',
      ),
    ],
    events: [
      trigger(
        'TRIGGER x AFTER UPDATE ON t EXECUTE FUNCTION f()',
        'TRIGGER x AFTER UPDATE OF a ON t EXECUTE FUNCTION f()',
      ),
    ],
    forEach: [
      trigger(
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
        'TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
      ),
    ],
    when: [
      trigger(
        'TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
        'TRIGGER x AFTER INSERT ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f()',
      ),
    ],
    constraint: [
      trigger(
        'TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
        'CONSTRAINT TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
      ),
      trigger(
        'CONSTRAINT TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
        'CONSTRAINT TRIGGER x AFTER INSERT ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f()',
      ),
    ],
    referencing: [
      trigger(
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
        'TRIGGER x AFTER INSERT ON t REFERENCING NEW TABLE AS n EXECUTE FUNCTION f()',
      ),
    ],
    execute: [
      trigger(
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION g()',
      ),
      trigger(
        'TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()',
        "TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f('1')",
      ),
    ],
    enabled: [
      plant(
        `${triggerFunctions}; CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()`,
        '',
        'ALTER TABLE t DISABLE TRIGGER x',
      ),
      plant(
        `${triggerFunctions}; CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()`,
        'ALTER TABLE t ENABLE REPLICA TRIGGER x',
        'ALTER TABLE t ENABLE ALWAYS TRIGGER x',
      ),
    ],
  },
  view: {
    exists: [plant('', '', 'CREATE VIEW v AS SELECT 1 AS a')],
    comment: [comment('CREATE VIEW v AS SELECT 1 AS a', 'VIEW v')],
    query: [view('AS SELECT a FROM t', 'AS SELECT a FROM t WHERE b > 1')],
    columns: [view('AS SELECT a FROM t', '(b) AS SELECT a FROM t')],
    securityBarrier: [view('AS SELECT a FROM t', 'WITH (security_barrier) AS SELECT a FROM t')],
    securityInvoker: [view('AS SELECT a FROM t', 'WITH (security_invoker) AS SELECT a FROM t')],
    checkOption: [view('AS SELECT a FROM t', 'AS SELECT a FROM t WITH LOCAL CHECK OPTION')],
    columnComments: [comment('CREATE VIEW v AS SELECT 1 AS a', 'COLUMN v.a')],
  },
  materialized_view: {
    exists: [plant('', '', 'CREATE MATERIALIZED VIEW m AS SELECT 1 AS a')],
    comment: [comment('CREATE MATERIALIZED VIEW m AS SELECT 1 AS a', 'MATERIALIZED VIEW m')],
    query: [materialized('AS SELECT a FROM t', 'AS SELECT a FROM t WHERE b > 1')],
    columns: [materialized('AS SELECT a FROM t', '(b) AS SELECT a FROM t')],
    storageParameters: [materialized('AS SELECT a FROM t', 'WITH (fillfactor = 70) AS SELECT a FROM t')],
    columnComments: [comment('CREATE MATERIALIZED VIEW m AS SELECT 1 AS a', 'COLUMN m.a')],
    withData: [materialized('AS SELECT a FROM t', 'AS SELECT a FROM t WITH NO DATA')],
  },
};
