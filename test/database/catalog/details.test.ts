import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pairOf } from '../../../src/diff/pair.ts';
import { base, type Model } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { modelOf } from '../../support/model.ts';
import { runPlan } from '../../support/run-plan.ts';
import { catalogAfter, catalogAt, objectOf, withDatabase, withoutSpelling } from './support.ts';

const fixture = (path: string): Model => modelOf(readFileSync(new URL(path, import.meta.url), 'utf8'));

test.each(['wide.yaml', '../../spec/cases/valid/hostile-names.yaml', '../../spec/cases/valid/styles.yaml'])(
  'the spec %s is read as it was meant',
  async (name) => {
    await withDatabase(18, async ({ client, url }) => {
      const model = fixture(name);
      await runPlan(client, makePlan(pairOf(base, model), 18));
      const catalog = await catalogAt(url);
      expect(withoutSpelling(catalog.model)).toEqual(withoutSpelling(model));
      expect(catalog.notCovered).toEqual([]);
    });
  },
);

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  const tableAfter = async (...statements: readonly string[]) =>
    objectOf(await catalogAfter(major, statements), 'table public.t');

  test('serial is what serial makes, and nothing else', async () => {
    const catalog = await catalogAfter(major, [
      `CREATE TABLE t (plain serial, big bigserial, small smallserial, nullable serial, stepping serial, "it's\\" serial,
        noted serial, widened serial, plus serial, named int NOT NULL, elsewhere int NOT NULL)`,
      `ALTER TABLE t ALTER nullable DROP NOT NULL, ALTER plus SET DEFAULT nextval('t_plus_seq') + 1, ALTER widened TYPE bigint`,
      'ALTER SEQUENCE t_stepping_seq INCREMENT 2',
      "COMMENT ON SEQUENCE t_noted_seq IS 'noted'",
      'CREATE SEQUENCE own AS int OWNED BY t.named',
      "ALTER TABLE t ALTER named SET DEFAULT nextval('own')",
      'CREATE SEQUENCE t_elsewhere_seq AS int',
      "ALTER TABLE t ALTER elsewhere SET DEFAULT nextval('t_elsewhere_seq')",
      'CREATE UNLOGGED TABLE u (a serial, b int GENERATED ALWAYS AS IDENTITY)',
    ]);
    const table = objectOf(catalog, 'table public.t');
    const kinds =
      table?.kind === 'table' ? table.columns.map(({ name, value }) => `${name} ${value.kind}`) : [];
    expect(kinds).toEqual([
      'plain serial',
      'big serial',
      'small serial',
      'nullable default',
      'stepping default',
      "it's\\ serial",
      'noted default',
      'widened default',
      'plus default',
      'named default',
      'elsewhere default',
    ]);
    expect([...catalog.model.objects.keys()].filter((id) => id.startsWith('sequence'))).toEqual([
      'sequence public.own',
      'sequence public.t_elsewhere_seq',
      'sequence public.t_noted_seq',
      'sequence public.t_nullable_seq',
      'sequence public.t_plus_seq',
      'sequence public.t_stepping_seq',
      'sequence public.t_widened_seq',
    ]);
    expect(objectOf(catalog, 'sequence public.own')).toEqual({
      kind: 'sequence',
      schema: 'public',
      name: 'own',
      type: 'integer',
      options: {},
      ownedBy: { schema: 'public', table: 't', column: 'named' },
      hints: {},
    });
    expect(catalog.notCovered).toEqual([]);
  });

  test('operator classes and collations of indexes, where they do not go without saying', async () => {
    const table = await tableAfter(
      'CREATE EXTENSION pg_trgm',
      "CREATE TYPE mood AS ENUM ('ok')",
      'CREATE DOMAIN word AS text',
      `CREATE TABLE t (a text, b varchar(5), c mood, d word, e text[], f int4range, g cidr, h text COLLATE "C", "odd, (name" text)`,
      'CREATE INDEX i01 ON t (a, b, c, d, g)',
      'CREATE INDEX i02 ON t USING gin (e)',
      'CREATE INDEX i03 ON t USING gist (f)',
      'CREATE INDEX i04 ON t (a text_pattern_ops DESC, b varchar_ops NULLS FIRST)',
      'CREATE INDEX i05 ON t (a COLLATE "C", h COLLATE "default", h)',
      'CREATE INDEX i06 ON t (lower(a) COLLATE "POSIX" text_pattern_ops, lower(h), (a || \', (\') DESC)',
      'CREATE INDEX i07 ON t USING gist (a gist_trgm_ops (siglen = 32))',
      'CREATE INDEX i08 ON t USING gin (lower("odd, (name") gin_trgm_ops)',
      'CREATE INDEX i09 ON t (b bpchar_ops, "odd, (name" COLLATE "C")',
    );
    const shown = table?.kind === 'table' ? table.indexes : [];
    const texts = shown.map(({ elements }) =>
      elements.map(({ key, collation, opclass, order, nulls }) =>
        [
          key.kind === 'column' ? key.name : key.expression.text,
          collation,
          opclass?.name,
          ...(opclass?.parameters ?? []).map(({ name, value }) => `${name}=${value}`),
          order === 'asc' ? undefined : order,
          (nulls === 'first') === (order === 'desc') ? undefined : nulls,
        ]
          .filter((word) => word !== undefined)
          .join(' '),
      ),
    );
    expect(texts).toEqual([
      ['a', 'b', 'c', 'd', 'g'],
      ['e'],
      ['f'],
      ['a text_pattern_ops desc', 'b varchar_ops first'],
      ['a C', 'h default', 'h'],
      ['lower(a) POSIX text_pattern_ops', 'lower(h)', "a || ', ('::text desc"],
      ['a gist_trgm_ops siglen=32'],
      ['lower("odd, (name") gin_trgm_ops'],
      ['b bpchar_ops', 'odd, (name C'],
    ]);
  });

  test('operator classes outside of public have their schema, and those that are found without do not', async () => {
    const table = await tableAfter(
      'CREATE SCHEMA extensions',
      'CREATE EXTENSION pg_trgm SCHEMA extensions',
      'CREATE EXTENSION btree_gin',
      'CREATE TABLE t (a text, b int)',
      'CREATE INDEX i ON t USING gin (a extensions.gin_trgm_ops, b public.int4_ops)',
      'CREATE INDEX j ON t USING gist (lower(a) extensions.gist_trgm_ops (siglen = 32))',
      'CREATE INDEX k ON t (a pg_catalog.text_pattern_ops)',
      'ALTER TABLE t ADD CONSTRAINT e EXCLUDE USING gist (a extensions.gist_trgm_ops WITH OPERATOR(extensions.%))',
    );
    const elements =
      table?.kind === 'table'
        ? [...table.indexes, ...table.exclusions].map((index) => index.elements.map(({ opclass }) => opclass))
        : [];
    expect(elements).toEqual([
      [{ schema: 'extensions', name: 'gin_trgm_ops', parameters: [] }, undefined],
      [{ schema: 'extensions', name: 'gist_trgm_ops', parameters: [{ name: 'siglen', value: '32' }] }],
      [{ name: 'text_pattern_ops', parameters: [] }],
      [{ schema: 'extensions', name: 'gist_trgm_ops', parameters: [] }],
    ]);
  });

  test('an operator class that one of PostgreSQL hides has its schema', async () => {
    expect(
      await tableAfter(
        `CREATE OPERATOR CLASS public.int4_ops FOR TYPE int USING btree
          AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int)`,
        'CREATE TABLE t (a int)',
        'CREATE INDEX i ON t (a public.int4_ops)',
      ),
    ).toMatchObject({ indexes: [{ elements: [{ opclass: { schema: 'public', name: 'int4_ops' } }] }] });
  });

  test('conditions and arguments of triggers, with quotes of every kind', async () => {
    const table = await tableAfter(
      'CREATE TABLE t ("WHEN (" text, b text)',
      'CREATE FUNCTION "EXECUTE FUNCTION "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$',
      `CREATE TRIGGER " WHEN (" BEFORE UPDATE OF b, "WHEN (" OR DELETE ON t FOR EACH ROW
        WHEN (old."WHEN (" <> 'a) EXECUTE FUNCTION ' AND old.b <> E'\\\\'')') EXECUTE FUNCTION "EXECUTE FUNCTION "('it''s', E'\\\\000', 'Grüße', '')`,
    );
    const trigger = table?.kind === 'table' ? table.triggers[0] : undefined;
    expect(trigger).toMatchObject({
      name: ' WHEN (',
      timing: 'before',
      events: [{ kind: 'update', columns: ['b', 'WHEN ('] }, { kind: 'delete' }],
      forEach: 'row',
      execute: { schema: 'public', name: 'EXECUTE FUNCTION ', arguments: ["it's", '\\000', 'Grüße', ''] },
      enabled: 'origin',
    });
    expect(trigger?.when?.mentions.columns).toEqual(['WHEN (', 'b']);
  });

  test('foreign keys that empty some of their columns', async () => {
    expect(
      await tableAfter(
        'CREATE TABLE t (a int, gone int, b int, c int, UNIQUE (a, b), CONSTRAINT k FOREIGN KEY (b, c) REFERENCES t (a, b) ON DELETE SET NULL (c) ON UPDATE SET DEFAULT DEFERRABLE INITIALLY DEFERRED NOT VALID)',
        'ALTER TABLE t DROP gone',
      ),
    ).toMatchObject({
      foreignKeys: [
        {
          columns: ['b', 'c'],
          references: { columns: ['a', 'b'] },
          onDelete: { kind: 'set null', columns: ['c'] },
          onUpdate: { kind: 'set default', columns: [] },
          deferral: 'deferred',
          match: 'simple',
          // Who makes the table makes it valid.
          notValid: false,
        },
      ],
    });
  });

  test('parameters of tables, views and routines', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE TABLE t (a text) WITH (fillfactor = 70, autovacuum_enabled, toast.autovacuum_enabled = off)',
      'CREATE VIEW v WITH (security_barrier, security_invoker = on, check_option = local) AS SELECT a FROM t',
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = public, "Odd ""one""", pg_temp SET work_mem = '1MB'
        SET enable_seqscan = off SET "app.user" = 'it''s' AS 'SELECT 1'`,
      `CREATE FUNCTION g() RETURNS int LANGUAGE sql SET search_path = '' COST 0.5 AS 'SELECT 1'`,
    ]);
    expect(objectOf(catalog, 'table public.t')).toMatchObject({
      storageParameters: [
        { name: 'autovacuum_enabled', value: 'true' },
        { name: 'fillfactor', value: '70' },
        { name: 'toast.autovacuum_enabled', value: 'off' },
      ],
    });
    expect(objectOf(catalog, 'view public.v')).toMatchObject({
      securityBarrier: true,
      securityInvoker: true,
      checkOption: 'local',
    });
    expect(objectOf(catalog, 'function public.f()')).toMatchObject({
      set: [
        { name: 'app.user', value: "'it''s'" },
        { name: 'enable_seqscan', value: 'off' },
        { name: 'search_path', value: 'public, \'Odd "one"\', pg_temp' },
        { name: 'work_mem', value: "'1MB'" },
      ],
    });
    expect(objectOf(catalog, 'function public.g()')).toMatchObject({
      cost: '0.5',
      set: [{ name: 'search_path', value: "''" }],
    });
  });

  test('names in any alphabet', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE SCHEMA "Ünï.cödé"',
      `CREATE TYPE "Ünï.cödé"."тип ""x""" AS ENUM ('да', 'it''s', '🎉')`,
      `CREATE TABLE "Ünï.cödé"."表 🎉" ("列" "Ünï.cödé"."тип ""x"""[] CHECK (cardinality("列") > 0), "SELECT" serial PRIMARY KEY)`,
      `COMMENT ON COLUMN "Ünï.cödé"."表 🎉"."列" IS E'two\\nlines \\U0001F389'`,
      `CREATE FUNCTION "Ünï.cödé"."f(x)"("é" "Ünï.cödé"."тип ""x""" DEFAULT 'да', OUT "o.o" int) LANGUAGE sql AS 'SELECT 1'`,
    ]);
    expect([...catalog.model.objects.keys()]).toEqual([
      'enum "Ünï.cödé"."тип ""x"""',
      'function "Ünï.cödé"."f(x)"("Ünï.cödé"."тип ""x""")',
      'schema "Ünï.cödé"',
      'table "Ünï.cödé"."表 🎉"',
    ]);
    expect(objectOf(catalog, 'table "Ünï.cödé"."表 🎉"')).toMatchObject({
      columns: [
        {
          name: '列',
          type: { schema: 'Ünï.cödé', name: 'тип "x"', modifiers: [], array: true },
          comment: 'two\nlines 🎉',
        },
        { name: 'SELECT', value: { kind: 'serial' } },
      ],
      checks: [{ name: '表 🎉_列_check' }],
    });
    expect(objectOf(catalog, 'function "Ünï.cödé"."f(x)"("Ünï.cödé"."тип ""x""")')).toMatchObject({
      arguments: [
        { name: 'é', mode: 'in', default: expect.anything() },
        { name: 'o.o', mode: 'out' },
      ],
    });
    expect(catalog.notCovered).toEqual([]);
  });

  test('others may change the schema meanwhile', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query('CREATE TABLE t (a int, b int DEFAULT 1 CHECK (b > 0))');
      const change = async (turn: number) => {
        await client.query(`CREATE VIEW v AS SELECT a + ${turn} AS a FROM t; CREATE INDEX i ON t ((a + b)) WHERE a > 0;
          CREATE FUNCTION f(x int DEFAULT ${turn}) RETURNS int LANGUAGE sql RETURN x`);
        await client.query('DROP VIEW v; DROP INDEX i; DROP FUNCTION f');
      };
      for (let turn = 0; turn < 20; turn++) {
        const [catalog] = await Promise.all([catalogAt(url), change(turn)]);
        expect(objectOf(catalog, 'table public.t')).toBeDefined();
      }
    });
  });
});
