import { describe, expect, test, vi } from 'vitest';
import { readCatalog } from '../../../src/database/catalog/read.ts';
import { connect } from '../../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { refused } from '../../../src/grammar/parsed.ts';
import { catalogAfter, catalogAt, objectOf, withDatabase } from './support.ts';

const grammar = await loadGrammar();

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  test('an empty database has an empty model', async () => {
    const catalog = await catalogAfter(major, []);
    expect([...catalog.model.objects]).toEqual([]);
    expect(catalog.model.postgresql).toBe(major);
    expect(catalog.server.major).toBe(major);
    expect({ ...catalog, model: undefined, server: undefined }).toEqual({
      database: expect.stringMatching(/^test_/),
      model: undefined,
      server: undefined,
      notCovered: [],
      access: [],
      leftOut: [],
    });
  });

  test('what a table that is not covered has is not read either', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE TABLE p (id serial, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)',
      "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
      'CREATE INDEX ON p (at)',
      'ALTER TABLE p1 ALTER id SET STATISTICS 7',
      'CREATE TABLE t (id int, at date, CONSTRAINT up FOREIGN KEY (id, at) REFERENCES p)',
      'CREATE VIEW v AS SELECT id FROM p',
    ]);
    expect([...catalog.model.objects.keys()]).toEqual(['table public.t', 'view public.v']);
    expect(objectOf(catalog, 'table public.t')).toMatchObject({
      foreignKeys: [{ name: 'up', references: { schema: 'public', table: 'p', columns: ['id', 'at'] } }],
    });
    expect(catalog.notCovered).toEqual([
      { kind: 'partition', name: 'public.p1' },
      { kind: 'partitioned table', name: 'public.p' },
      // Other tables can draw from it.
      { kind: 'sequence of a table that is not covered', name: 'public.p_id_seq' },
    ]);
  });

  test('what an extension brought is not read', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE SCHEMA ext',
      'CREATE EXTENSION btree_gist SCHEMA ext',
      'CREATE EXTENSION citext',
      'CREATE EXTENSION pg_stat_statements SCHEMA ext',
      'CREATE TABLE t (a citext, b citext[])',
    ]);
    expect([...catalog.model.objects.keys()]).toEqual([
      'extension btree_gist',
      'extension citext',
      'extension pg_stat_statements',
      'schema ext',
      'table public.t',
    ]);
    expect(objectOf(catalog, 'extension citext')).toEqual({
      kind: 'extension',
      name: 'citext',
      schema: 'public',
      version: expect.stringMatching(/^1\./),
      hints: {},
    });
    expect(objectOf(catalog, 'table public.t')).toMatchObject({
      columns: [
        { type: { name: 'citext', modifiers: [], array: false } },
        { type: { name: 'citext', modifiers: [], array: true } },
      ],
    });
    expect(catalog.notCovered).toEqual([]);
  });

  test('bookkeeping of migration tools is left out', async () => {
    const catalog = await catalogAfter(major, [
      'CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)',
      'CREATE TABLE django_migrations (id serial PRIMARY KEY, app text)',
      'CREATE INDEX ON django_migrations (app)',
      'CREATE SCHEMA drizzle',
      'CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY)',
      'CREATE SCHEMA atlas_schema_revisions',
      'CREATE TABLE atlas_schema_revisions.atlas_schema_revisions (version text)',
      'CREATE TABLE atlas_schema_revisions.ours (a int)',
      'CREATE SCHEMA learnr_schema',
      'CREATE TABLE learnr_schema.applied (a int)',
      'CREATE SCHEMA learnr_schema_attic',
    ]);
    expect(catalog.leftOut).toEqual([
      { name: 'atlas_schema_revisions.atlas_schema_revisions', tool: 'Atlas' },
      { name: 'drizzle.__drizzle_migrations', tool: 'Drizzle' },
      { name: 'public.alembic_version', tool: 'Alembic' },
      { name: 'public.django_migrations', tool: 'Django' },
    ]);
    expect([...catalog.model.objects.keys()]).toEqual([
      'schema atlas_schema_revisions',
      'table atlas_schema_revisions.ours',
    ]);
    expect(catalog.notCovered).toEqual([]);
  });

  test('an index whose build failed is invalid', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query('CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)');
      await expect(client.query('CREATE UNIQUE INDEX CONCURRENTLY once ON t (a)')).rejects.toThrow();
      await client.query('CREATE INDEX fine ON t (a)');
      expect(objectOf(await catalogAt(url), 'table public.t')).toMatchObject({
        indexes: [{ name: 'fine' }, { name: 'once', unique: true, invalid: true }],
      });
      expect(objectOf(await catalogAt(url), 'table public.t')).not.toMatchObject({
        indexes: [{ invalid: true }, {}],
      });
    });
  });

  test('only the schemas that are asked for', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query(`CREATE SCHEMA "it's"; CREATE SCHEMA other; CREATE SCHEMA third;
        CREATE TABLE "it's".t (a int PRIMARY KEY); CREATE TABLE other.t (a int REFERENCES "it's".t);
        CREATE TYPE third.pair AS (a int); CREATE PUBLICATION news; CREATE TABLE here (a third.pair)`);
      const read = async (...names: readonly string[]) => {
        const catalog = await catalogAt(url, { kind: 'schemas', names });
        return [...catalog.model.objects.keys(), ...catalog.notCovered.map(({ name }) => name)];
      };
      expect(await read("it's")).toEqual([`schema "it's"`, `table "it's".t`]);
      expect(await read('public', 'other')).toEqual(['schema other', 'table other.t', 'table public.here']);
      expect(await read('third', 'none', 'pg_catalog')).toEqual(['schema third', 'third.pair']);
      const other = await catalogAt(url, { kind: 'schemas', names: ['other'] });
      expect(objectOf(other, 'table other.t')).toMatchObject({
        foreignKeys: [{ references: { schema: "it's", table: 't', columns: ['a'] } }],
      });
    });
  });

  test('whoever may connect may read', async () => {
    await withDatabase(major, async ({ client, url }) => {
      const role = `reader_${new URL(url).pathname.slice(1)}`;
      await client.query(`CREATE SCHEMA secret; CREATE ROLE ${role} LOGIN;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        CREATE TABLE secret.t (id serial PRIMARY KEY, b int CHECK (b > 0) DEFAULT 1);
        CREATE VIEW secret.v AS SELECT * FROM secret.t;
        CREATE FUNCTION secret.f(a int DEFAULT 2) RETURNS int LANGUAGE sql RETURN a;
        CREATE FUNCTION secret.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
        CREATE TRIGGER touched BEFORE UPDATE ON secret.t FOR EACH ROW WHEN (old.b > 1) EXECUTE FUNCTION secret.touch('x')`);
      const asReader = new URL(url);
      asReader.username = role;
      const [mine, theirs] = [await catalogAt(url), await catalogAt(asReader.href)];
      expect([...theirs.model.objects]).toEqual([...mine.model.objects]);
      expect(theirs.notCovered).toEqual([]);
      await client.query(`DROP ROLE ${role}`);
    });
  });

  test('owners and privileges are listed beside the model', async () => {
    await withDatabase(major, async ({ client, url }) => {
      const role = `other_${new URL(url).pathname.slice(1)}`;
      await client.query(`CREATE ROLE ${role};
        CREATE SCHEMA s AUTHORIZATION ${role};
        CREATE TABLE t (a int, b serial); ALTER TABLE t OWNER TO ${role};
        GRANT SELECT ON t TO PUBLIC; GRANT UPDATE (a) ON t TO PUBLIC;
        CREATE TABLE usual (a int); GRANT SELECT ON usual TO PUBLIC; REVOKE SELECT ON usual FROM PUBLIC;
        CREATE FUNCTION f(int) RETURNS int LANGUAGE sql RETURN 1; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;
        GRANT CREATE ON SCHEMA public TO PUBLIC;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC`);
      expect((await catalogAt(url)).access).toEqual([
        { kind: 'default privileges', name: 'role postgres in schema public' },
        { kind: 'owner', name: 'schema s' },
        { kind: 'owner', name: 'sequence public.t_b_seq' },
        { kind: 'owner', name: 'table public.t' },
        { kind: 'privileges', name: 'column public.t.a' },
        { kind: 'privileges', name: 'function public.f(integer)' },
        { kind: 'privileges', name: 'schema public' },
        { kind: 'privileges', name: 'table public.t' },
      ]);
      await client.query(
        `REASSIGN OWNED BY ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`,
      );
    });
  });

  test('what the database sets changes nothing about what is read', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query(`CREATE TABLE t (a timestamptz DEFAULT '2020-01-01 00:00+00')`);
      const database = new URL(url).pathname.slice(1);
      await client.query(`ALTER DATABASE ${database} SET quote_all_identifiers = on`);
      await client.query(`ALTER DATABASE ${database} SET "DateStyle" = 'German'`);
      await client.query(`ALTER DATABASE ${database} SET "TimeZone" = 'Asia/Tokyo'`);
      expect(objectOf(await catalogAt(url), 'table public.t')).toMatchObject({
        columns: [{ value: { expression: { text: "'2020-01-01 00:00:00+00'::timestamp with time zone" } } }],
      });
    });
  });

  test('one message to the server, after which the session is as before', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query('CREATE TABLE t (a int PRIMARY KEY); CREATE VIEW v AS SELECT a FROM t');
      const session = await connect(parseTargetUrl(url, '--database-url'), () => {});
      const query = vi.spyOn(session.client, 'query');
      await readCatalog(session, { kind: 'all' }, grammar);
      expect(query).toHaveBeenCalledTimes(1);
      const settings = [
        'lock_timeout',
        'statement_timeout',
        'search_path',
        'transaction_isolation',
        'work_mem',
        'jit',
      ];
      const { rows } = await session.client.query(
        `SELECT ${settings.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}, now() = statement_timestamp() AS idle`,
      );
      expect(rows[0]).toEqual({
        lock_timeout: '0',
        statement_timeout: '0',
        search_path: 'public',
        transaction_isolation: 'read committed',
        work_mem: '4MB',
        jit: expect.stringMatching(/^on|off$/),
        idle: true,
      });
      await session.close();
    });
  });

  test('what the grammar does not take is listed, and everything else is read', async () => {
    await withDatabase(major, async ({ client, url }) => {
      await client.query(`CREATE TABLE t (a int DEFAULT 1 CHECK (a > 0), b int); CREATE INDEX i ON t (b) WHERE a > 1;
        CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f(x int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION g() RETURNS int LANGUAGE sql RETURN 1; CREATE DOMAIN d AS int DEFAULT 1 CHECK (VALUE > 0)`);
      const session = await connect(parseTargetUrl(url, '--database-url'), () => {});
      const none = () => refused('sql-syntax', 'no', 'No.', 0);
      const strict = { ...grammar, expression: none, query: none, routineBody: none };
      const catalog = await readCatalog(session, { kind: 'all' }, strict);
      await session.close();
      expect([...catalog.model.objects.keys()]).toEqual(['domain public.d', 'table public.t']);
      expect(objectOf(catalog, 'table public.t')).toMatchObject({
        columns: [{ name: 'a', value: { kind: 'none' } }, { name: 'b' }],
        checks: [],
        indexes: [],
      });
      expect(catalog.notCovered).toEqual(
        ['d', 'd.d_check', 'f', 'g', 'i', 't.a', 't.t_a_check', 'v'].map((name) => ({
          kind: 'unreadable expression',
          name: `public.${name}`,
        })),
      );
    });
  });
});
