import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partId } from '../../../src/model/element.ts';
import { renderStatement } from '../../../src/sql/render.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { backwardOf, build, empty, passagesOf, preflightOf, shown } from './support.ts';

const table = (columns: string) =>
  `tables: {t: {columns: {id: {type: integer, primary_key: true}, ${columns}}}}`;
const nullable = table('a: text');
const strict = table('a: {type: text, not_null: true}');

describe.each([15, 18] as const)('on %i', (major) => {
  let database: FreshDatabase;
  let guest: string;
  const others: pg.Client[] = [];

  beforeAll(async () => {
    database = await freshDatabase(major);
    guest = `guest_${randomBytes(6).toString('hex')}`;
    await database.client.query(`CREATE ROLE ${guest} LOGIN`);
  });
  beforeEach(() => empty(database.client));
  afterEach(async () => {
    await Promise.all(others.splice(0).map((client) => client.end()));
  });
  afterAll(async () => {
    await database.client.query(`DROP OWNED BY ${guest}; DROP ROLE ${guest}`);
    await database.drop();
  });

  async function other(): Promise<pg.Client> {
    const client = new pg.Client(database.url);
    await client.connect();
    others.push(client);
    return client;
  }

  const asGuest = () => database.url.replace(/\/\/[^@/]*@/, `//${guest}@`);

  it('finds nothing around an empty database, and asks its rows nothing', async () => {
    const found = await preflightOf(database.url, passagesOf(['', strict], major));
    expect(found).toEqual({ findings: [], unchecked: [], checked: 0 });
  });

  it('says what a role may not do', async () => {
    await build(database.client, nullable, '', major);
    await database.client.query('REVOKE CREATE ON SCHEMA public FROM public');
    const to = `tables:
  t: {columns: {id: {type: integer, primary_key: true}, a: {type: text, comment: hi}}}
  u: {columns: {id: {type: integer, references: t}}}`;
    const { findings, unchecked } = await preflightOf(asGuest(), passagesOf([nullable, to], major));
    expect(findings.map(({ kind, severity, message }) => `${kind} ${severity}: ${message}`)).toEqual([
      `rights error: ${guest} may not make schemas in this database`,
      `rights error: ${guest} may not create in schema public`,
      `rights error: 1 of 1 object belongs to roles that ${guest} is not a member of`,
      'rights error: foreign keys may not refer to t',
    ]);
    expect(unchecked).toEqual([]);
  });

  it('says which rows a role may not read', async () => {
    await build(database.client, nullable, 'INSERT INTO t VALUES (1, NULL)', major);
    const { unchecked } = await preflightOf(asGuest(), passagesOf([nullable, strict], major));
    expect(unchecked).toEqual([
      {
        release: '002_r',
        what: 'column public.t.a',
        reason: expect.stringMatching(/^this role may not read all rows: .*42501/),
      },
    ]);
  });

  it('does not take rows that a policy hides for rows that are right', async () => {
    await build(database.client, nullable, 'INSERT INTO t VALUES (1, NULL)', major);
    await database.client.query(`ALTER TABLE t OWNER TO ${guest}; GRANT USAGE ON SCHEMA public TO ${guest};
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    const { unchecked } = await preflightOf(asGuest(), passagesOf([nullable, strict], major));
    expect(unchecked.map(({ what }) => what)).toEqual(['column public.t.a']);
  });

  it('finds names that are taken, of every kind', async () => {
    await database.client.query(`CREATE VIEW t AS SELECT 1 AS x; CREATE TYPE mood AS ENUM ('a'); CREATE SCHEMA app;
CREATE TABLE other (id integer); CREATE INDEX idx_a ON other (id);
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION twice(n text) RETURNS integer LANGUAGE sql AS 'SELECT 1'`);
    const to = `schemas: {app: {}}
enums: {mood: [sad]}
functions:
  twice(n integer): {returns: integer, language: sql, body: RETURN n * 2}
tables:
  t: {columns: {id: {type: integer, primary_key: true}, a: text}, indexes: {idx_a: a}}`;
    const { findings } = await preflightOf(database.url, passagesOf(['', to], major));
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'in-the-way',
        severity: 'error',
        message: expect.stringContaining('that are to be made are there already'),
        detail: ['function twice, index idx_a, schema app, type mood, view t'],
      }),
    ]);
  });

  it('takes no name for taken that the plan itself gives up', async () => {
    const from = 'tables: {old: {columns: {id: {type: serial, primary_key: true}}, indexes: {i: id}}}';
    const to = `views: {old: {query: SELECT 1 AS x}}
tables: {fresh: {renamed_from: old, columns: {id: {type: serial, primary_key: true}}, indexes: {i: id}}}`;
    await build(database.client, from, '', major);
    expect(shown(await preflightOf(database.url, passagesOf([from, to], major)))).toEqual([]);
  });

  it('says what is to be changed and not there', async () => {
    const found = await preflightOf(database.url, passagesOf([nullable, strict], major));
    expect(shown(found)).toEqual(['missing: t is to be changed, and not there']);
    expect(found.unchecked.map(({ what }) => what)).toEqual(['column public.t.a']);
  });

  it('looks for extensions and their versions', async () => {
    const to = 'extensions: {no_such_thing: {}, citext: {version: "99"}, pgcrypto: {}}';
    const { findings } = await preflightOf(database.url, passagesOf(['', to], major));
    expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'extension: citext is not available on this server in version 99',
      'extension: no_such_thing is not available on this server',
    ]);
    const guests = await preflightOf(asGuest(), passagesOf(['', 'extensions: {dblink: {}}'], major));
    expect(shown(guests)).toContain('extension: dblink is available, and this role may not make it');
  });

  it('warns of transactions that hold locks in the way', async () => {
    await build(database.client, nullable, '', major);
    const holder = await other();
    await holder.query(`BEGIN; LOCK TABLE t IN ACCESS SHARE MODE; SELECT 'secret'`);
    const passages = passagesOf([nullable, strict], major);
    const [none, one] = [
      await preflightOf(database.url, passages),
      await preflightOf(database.url, passages, { transaction: 0, idle: 0 }),
    ];
    expect(none.findings).toEqual([]);
    expect(one.findings).toEqual([
      expect.objectContaining({
        kind: 'transaction',
        severity: 'warning',
        message: '1 transaction in the way of locks that a release may need',
      }),
    ]);
    expect(JSON.stringify(one)).not.toContain('secret');
  });

  it('says what took too long, and asks the rest', async () => {
    const from = `tables: {t: {columns: {a: integer}}, u: {columns: {a: integer}}}`;
    const to = `tables: {t: {columns: {a: {type: integer, not_null: true}}}, u: {columns: {a: {type: integer, not_null: true}}}}`;
    await build(database.client, from, 'INSERT INTO u VALUES (NULL)', major);
    const holder = await other();
    await holder.query('BEGIN; LOCK TABLE t');
    const found = await preflightOf(database.url, passagesOf([from, to], major), { statementTimeout: 50 });
    expect(found.unchecked).toEqual([
      { release: '002_r', what: 'column public.t.a', reason: 'took longer than 0.05 s' },
    ]);
    expect(shown(found)).toEqual(['null: column public.u.a becomes NOT NULL, and 1 row has no value']);
  });

  it('counts no further than it must', async () => {
    await build(database.client, nullable, 'INSERT INTO t SELECT n FROM generate_series(1, 20) n', major);
    const passages = passagesOf([nullable, strict], major);
    const { findings } = await preflightOf(database.url, passages, { counted: 10, samples: 2 });
    expect(findings).toEqual([
      {
        ...{ kind: 'null', severity: 'error', release: '002_r', what: 'column public.t.a' },
        message: 'column public.t.a becomes NOT NULL, and more than 10 rows have no value',
        count: { number: 10, more: true },
        samples: [[{ id: '1' }], [{ id: '2' }]],
        detail: [],
        help: 'Give these rows a value, or give the column a backfill in the spec.',
      },
    ]);
  });

  it('never says a value of a row', async () => {
    const from = table('a: text, b: text');
    const to = table('a: {type: integer}, b: {type: text, unique: true, check: "length(b) > 99"}');
    await build(
      database.client,
      from,
      `INSERT INTO t VALUES (1, 'secret', 'secret'), (2, '1', 'secret')`,
      major,
    );
    const found = await preflightOf(database.url, passagesOf([from, to], major));
    expect(found.findings.length).toBe(3);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('leaves columns to the attic that bring their values back', async () => {
    await build(database.client, table('b: text'), 'INSERT INTO t VALUES (1)', major);
    const passages = passagesOf(
      [table('b: text'), table('b: text, a: {type: text, not_null: true, unique: true}')],
      major,
    );
    const returning = new Set([partId('column', { schema: 'public', name: 't' }, 'a')]);
    const found = await preflightOf(database.url, passages, {}, { returning });
    expect(found.findings).toEqual([]);
    expect(found.unchecked.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'unique constraint public.t.t_a_key: its values come back from the attic',
    ]);
    expect((await preflightOf(database.url, passages)).findings.map(({ kind }) => kind)).toEqual(['null']);
  });

  it('goes on where an interrupted run stopped', async () => {
    const from = table('a: text');
    const to = `tables:
  fresh: {columns: {id: integer}}
  u: {renamed_from: t, columns: {id: {type: integer, primary_key: true}, b: {type: text, renamed_from: a, not_null: true}}}`;
    await build(database.client, from, 'INSERT INTO t VALUES (7)', major);
    const passages = passagesOf([from, to], major);
    const steps = (passages[0]?.plan.batches ?? []).flatMap((batch) => batch.steps);
    const stopped = steps.findIndex(({ statement }) => statement.kind === 'alter_table');
    for (const { statement } of steps.slice(0, stopped))
      await database.client.query(renderStatement(statement));
    const found = await preflightOf(database.url, passages, {}, { done: stopped });
    expect(stopped).toBeGreaterThan(1);
    expect(shown(found)).toEqual(['null: column public.u.b becomes NOT NULL, and 1 row has no value (7)']);
    expect(found.unchecked).toEqual([]);
  });

  it('changes nothing, and leaves the session as it was', async () => {
    await build(database.client, nullable, 'INSERT INTO t VALUES (1)', major);
    const state = () => database.client.query('SELECT xmin, * FROM t');
    const before = (await state()).rows;
    await preflightOf(database.url, [
      ...passagesOf([nullable, strict], major),
      ...backwardOf([nullable, strict], major),
    ]);
    expect((await state()).rows).toEqual(before);
  });
});
