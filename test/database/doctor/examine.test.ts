import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectFacts } from '../../../src/database/doctor/facts.ts';
import { type Server, startScratch } from '../../../src/database/server/index.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { apply } from '../../../src/operations/apply.ts';
import { doctor } from '../../../src/operations/doctor.ts';
import { usualSettings } from '../../../src/operations/moving/settings.ts';
import type { Project } from '../../../src/release/project.ts';
import { makeToy, type Toy, targetLock } from '../../commands/target-support.ts';
import { makeProject, type TestProject } from '../../support/project.ts';
import { by, factsOf, findingsOf, type OwnDatabase, ownDatabase, startPooler } from './support.ts';

let toy: Toy;
let facts: ProjectFacts;
let contrib: TestProject;

beforeAll(async () => {
  toy = await makeToy(2);
  facts = await factsOf(toy.project);
  contrib = await makeProject();
  await contrib.release(
    'extensions',
    'extensions:\n  citext:\n  dblink:\n  pgcrypto: {version: "1.0"}\n  no_such_thing:\n',
  );
});
afterAll(() => Promise.all([toy.remove(), contrib.remove()]));

describe.each([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: Server;
  let database: OwnDatabase;
  beforeAll(async () => {
    server = await startScratch({ major });
    const setup = await ownDatabase(server);
    await setup.query('CREATE ROLE app LOGIN; CREATE ROLE owner LOGIN; CREATE ROLE guest LOGIN');
    await setup.drop();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    database = await ownDatabase(server);
  });
  afterEach(() => database.drop());

  const applyToy = (release?: string, project: Project = toy.project, role?: string) =>
    apply(
      {
        project,
        target: { kind: 'url', url: parseTargetUrl(database.url(role), 'DATABASE_URL') },
        onEvent: () => {},
      },
      release === undefined ? { kind: 'default' } : { kind: 'release', name: release },
      usualSettings,
    );

  it('finds nothing wrong with a database that is empty, and leaves it so', async () => {
    const found = await findingsOf(database.url(), facts);
    expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(by('version', found)).toEqual([
      {
        status: 'ok',
        title: expect.stringMatching(`^PostgreSQL ${major}\\.\\d+; the releases need 15 or newer$`),
      },
    ]);
    expect(by('journal', found)[0]?.title).toBe('no journal: this program has never run here');
    expect(by('tables', found)[0]?.title).toBe('none of the project’s tables is there yet');
    expect(await database.query(`SELECT to_regnamespace('learnr_schema') AS journal`)).toEqual([
      { journal: null },
    ]);
  });

  it('finds a database that has every release', async () => {
    await applyToy();
    const found = await findingsOf(database.url(), facts);
    expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(by('journal', found)).toEqual([
      { status: 'ok', title: 'at 002 Posts & more, the newest release' },
    ]);
    expect(by('tables', found)).toEqual([{ status: 'ok', title: 'all 2 tables of release 002 are there' }]);
    expect(by('ownership', found)).toEqual([
      { status: 'ok', title: 'postgres may change all 2 objects of the project' },
    ]);
  });

  it('looks at the server also where there is no project', async () => {
    await applyToy('001');
    const found = await findingsOf(database.url());
    expect(by('journal', found)).toEqual([{ status: 'ok', title: 'at 001 Users' }]);
    expect(by('rights', found)).toHaveLength(1);
    expect([...by('tables', found), ...by('extensions', found), ...by('ownership', found)]).toEqual([]);
  });

  it('says what is pending', async () => {
    await applyToy('001');
    expect(by('journal', await findingsOf(database.url(), facts))).toEqual([
      { status: 'ok', title: 'at 001 Users; 1 release pending', help: 'To go on: learnr-schema apply' },
    ]);
  });

  describe('rights', () => {
    it('are missing, with what to grant', async () => {
      await database.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
      const found = await findingsOf(database.url('app'), facts);
      expect(by('rights', found)).toEqual([
        {
          status: 'problem',
          code: 'target-rights',
          title: 'app may not make schemas in this database',
          detail: ['needed for learnr_schema, the journal'],
          help: `As the owner of the database: GRANT CREATE ON DATABASE ${database.name} TO app;`,
        },
        {
          status: 'problem',
          code: 'target-rights',
          title: 'app may not create in schema public',
          help: 'As the owner of the database: GRANT USAGE, CREATE ON SCHEMA public TO app;',
        },
      ]);
      // What it says to do is what helps.
      await database.query(`GRANT CREATE ON DATABASE ${database.name} TO app`);
      await database.query('GRANT USAGE, CREATE ON SCHEMA public TO app');
      expect(by('rights', await findingsOf(database.url('app'), facts))).toEqual([
        { status: 'ok', title: 'app may create in public, and make schemas; no superuser is needed' },
      ]);
      await applyToy(undefined, toy.project, 'app');
    });

    it('to write the journal are missing, and to read it', async () => {
      await database.query('GRANT CREATE ON SCHEMA public TO app');
      await applyToy();
      const hidden = await findingsOf(database.url('app'), facts);
      expect(by('journal', hidden)).toMatchObject([{ status: 'problem', code: 'target-rights' }]);
      await database.query(
        'GRANT USAGE ON SCHEMA learnr_schema TO app; GRANT SELECT ON ALL TABLES IN SCHEMA learnr_schema TO app',
      );
      const found = await findingsOf(database.url('app'), facts);
      expect(by('journal', found)[0]?.title).toBe('at 002 Posts & more, the newest release');
      expect(by('rights', found)).toMatchObject([
        { status: 'problem', title: 'app may not write the journal' },
      ]);
      await database.query(by('rights', found)[0]?.help?.replace(/^.* or: /, '') ?? '');
      expect(by('rights', await findingsOf(database.url('app'), facts))).toMatchObject([{ status: 'ok' }]);
    });

    it('to change tables belong to their owners', async () => {
      await applyToy();
      await database.query('ALTER TABLE users OWNER TO owner');
      await database.query('ALTER TABLE posts OWNER TO app');
      expect(by('ownership', await findingsOf(database.url('app'), facts))).toEqual([
        {
          status: 'problem',
          code: 'target-rights',
          title: '1 of 2 objects belongs to roles that app is not a member of',
          detail: ['owner: users'],
          help: 'Only an owner may ALTER and DROP: connect as owner, or GRANT owner TO app;',
        },
      ]);
      // What belongs to a superuser is given away, and not the superuser.
      await database.query('ALTER TABLE posts OWNER TO postgres');
      expect(by('ownership', await findingsOf(database.url('app'), facts))).toMatchObject([
        { detail: ['postgres: posts', 'owner: users'], help: expect.stringMatching(/OWNER TO app;$/) },
      ]);
      await database.query('ALTER TABLE posts OWNER TO app');
      await database.query('GRANT owner TO app');
      expect(by('ownership', await findingsOf(database.url('app'), facts))).toEqual([
        { status: 'ok', title: 'app may change all 2 objects of the project, owned by app, owner' },
      ]);
      await database.query('REVOKE owner FROM app');
    });
  });

  it('finds a database that takes no changes', async () => {
    await database.query(`ALTER DATABASE ${database.name} SET default_transaction_read_only = on`);
    expect(by('writable', await findingsOf(database.url(), facts))).toMatchObject([
      { status: 'problem', code: 'target-read-only', title: 'transactions are read-only by default' },
    ]);
  });

  it('says which settings a run overrides, and which change what it does', async () => {
    await database.query(`ALTER DATABASE ${database.name} SET statement_timeout = '1s'`);
    await database.query(`ALTER DATABASE ${database.name} SET work_mem = '8MB'`);
    await database.query(`ALTER DATABASE ${database.name} SET session_replication_role = replica`);
    expect(by('settings', await findingsOf(database.url(), facts))).toMatchObject([
      {
        status: 'ok',
        title: 'settings of the role or the database that a run overrides for itself',
        detail: ['statement_timeout=1s'],
      },
      { status: 'warning', title: expect.stringMatching(/^session_replication_role is replica/) },
    ]);
  });

  it('names event triggers that run with every change of the schema', async () => {
    await database.query(`CREATE FUNCTION look() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER "Watch" ON ddl_command_end EXECUTE FUNCTION look();
CREATE EVENT TRIGGER asleep ON sql_drop EXECUTE FUNCTION look();
ALTER EVENT TRIGGER asleep DISABLE`);
    expect(by('event-triggers', await findingsOf(database.url(), facts))).toMatchObject([
      {
        status: 'warning',
        title: '1 event trigger runs when the schema changes',
        detail: ['"Watch" at ddl_command_end runs look()'],
      },
    ]);
  });

  it('tells extensions that are there, can be made, may not be made, and cannot', async () => {
    const wanted = await factsOf(contrib);
    await database.query('CREATE EXTENSION pgcrypto');
    await database.query(`GRANT CREATE ON DATABASE ${database.name} TO app`);
    expect(by('extensions', await findingsOf(database.url('app'), wanted))).toMatchObject([
      { status: 'ok', title: expect.stringMatching(/^installed: pgcrypto 1\.\d$/) },
      { status: 'ok', title: 'available, and made by `learnr-schema apply`: citext' },
      { status: 'problem', title: 'dblink is available, and this role may not make it' },
      { status: 'problem', title: 'no_such_thing is not available on this server' },
      {
        status: 'warning',
        title: expect.stringMatching(/^pgcrypto is installed in version 1\.\d, and .* 1\.0$/),
      },
    ]);
    // Who may not make schemas may not make trusted extensions either; a superuser may make all.
    expect(by('extensions', await findingsOf(database.url('guest'), wanted))).toContainEqual(
      expect.objectContaining({ title: 'citext is available, and this role may not make it' }),
    );
    expect(by('extensions', await findingsOf(database.url(), wanted))[1]?.title).toMatch(/: citext, dblink$/);
  });

  describe('activity', () => {
    it('shows transactions that are in the way, without the constants of their queries', async () => {
      await database.query('CREATE TABLE "Odd" (id integer)');
      const other = await database.session();
      await other.query('BEGIN');
      await other.query(`UPDATE "Odd" SET id = 1 WHERE id::text = 'hunter2'`);
      const at = { transaction: 0, idle: 0 };
      expect(by('transactions', await findingsOf(database.url(), facts, at))).toMatchObject([
        {
          status: 'warning',
          title: '1 transaction in the way of locks that a release may need',
          detail: [
            expect.stringMatching(
              /^process \d+ of postgres, idle in transaction, for 0 s: UPDATE "Odd" SET id = 1 WHERE id::text = '…'; holds locks on "Odd"$/,
            ),
          ],
          help: expect.stringMatching(/SELECT pg_terminate_backend\(\d+\);$/),
        },
      ]);
      expect(by('transactions', await findingsOf(database.url(), facts))).toMatchObject([{ status: 'ok' }]);
    });

    it('says what a role may not see', async () => {
      await database.query('CREATE TABLE secrets (id integer)');
      const other = await database.session('owner');
      await database.query('GRANT SELECT ON secrets TO owner');
      await other.query('BEGIN; SELECT FROM secrets');
      const [ok, hidden] = by('transactions', await findingsOf(database.url('app'), facts));
      expect(ok?.status).toBe('ok');
      // Of the superuser, too.
      expect(hidden).toMatchObject({
        status: 'warning',
        title: 'what 2 sessions of other roles do is hidden from this role',
        detail: [expect.stringMatching(/^process \d+ of owner holds locks on secrets$/)],
        help: 'To see more, as a superuser: GRANT pg_read_all_stats TO app;',
      });
      await database.query('GRANT pg_read_all_stats TO app');
      const seen = by('transactions', await findingsOf(database.url('app'), facts));
      expect(seen).toHaveLength(1);
      await database.query('REVOKE pg_read_all_stats FROM app');
    });

    it('says who applies releases now', async () => {
      const other = await database.session();
      await other.query(`SELECT pg_advisory_lock(${targetLock})`);
      expect(by('deployer', await findingsOf(database.url(), facts))).toMatchObject([
        { status: 'warning', title: 'postgres applies or rolls back releases now' },
      ]);
    });

    it('says what it could not look at, and goes on', async () => {
      await database.query('REVOKE EXECUTE ON FUNCTION pg_prepared_xact() FROM PUBLIC');
      const found = await findingsOf(database.url('app'), facts);
      expect(by('prepared', found)).toMatchObject([
        { status: 'warning', title: 'prepared transactions: could not be looked at' },
      ]);
      expect(by('indexes', found)).toHaveLength(1);
    });
  });

  describe('INVALID indexes', () => {
    beforeEach(async () => {
      await applyToy();
      await database.query(
        'CREATE SCHEMA "Other"; CREATE TABLE "Other".t (id integer); INSERT INTO "Other".t VALUES (1), (1)',
      );
    });

    it('of the project and of others are told apart, and what is said to do helps', async () => {
      await database
        .query('CREATE UNIQUE INDEX CONCURRENTLY broken ON "Other".t (id)')
        .catch(() => undefined);
      await database.query(
        `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_users_email'::regclass`,
      );
      const found = by('indexes', await findingsOf(database.url(), facts));
      expect(found).toEqual([
        {
          status: 'problem',
          title: '1 index of the project is INVALID: no query uses it',
          detail: ['idx_users_email on users'],
          help: 'Build it anew: REINDEX INDEX CONCURRENTLY idx_users_email;',
        },
        {
          status: 'warning',
          title: '1 index that the project does not have is INVALID: no query uses it',
          detail: ['"Other".broken on "Other".t, unique'],
          help: 'Drop it: DROP INDEX CONCURRENTLY "Other".broken;',
        },
      ]);
      for (const { help } of found) await database.query(help?.replace(/^[^:]*: /, '') ?? '');
      expect(by('indexes', await findingsOf(database.url(), facts))).toEqual([
        { status: 'ok', title: 'no index is INVALID' },
      ]);
    });
  });

  describe('half-made schemas', () => {
    it('that something left half way', async () => {
      await database.query('CREATE TABLE posts (id integer)');
      expect(by('tables', await findingsOf(database.url(), facts))).toEqual([
        {
          status: 'problem',
          title: '1 of 2 tables of release 002 is there, and no journal',
          detail: ['release 001: 0 of 1 table', 'release 002: 1 of 2 tables', 'there: posts'],
          help: expect.stringContaining('learnr-schema verify 002 says what differs'),
        },
      ]);
    });

    it('that are whole and have no journal, such as Alembic’s', async () => {
      await database.query(`CREATE TABLE users (id integer); CREATE TABLE posts (id integer);
CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('002')`);
      expect(by('tables', await findingsOf(database.url(), facts))).toMatchObject([
        {
          status: 'problem',
          title: 'all 2 tables of release 002 are there, and no journal',
          detail: [
            'looks like Alembic at 002: its table alembic_version is there',
            'release 001: 1 of 1 table',
            'release 002: 2 of 2 tables',
          ],
          help: expect.stringContaining('learnr-schema adopt'),
        },
      ]);
    });

    it('that the journal does not speak of', async () => {
      await applyToy('001');
      await database.query('CREATE VIEW posts AS SELECT 1; ALTER TABLE users RENAME TO people');
      expect(by('tables', await findingsOf(database.url(), facts))).toMatchObject([
        { status: 'problem', title: '1 of 1 table of release 001 is missing', detail: ['users'] },
        {
          status: 'problem',
          title: '1 table that pending releases make is there already',
          detail: ['posts'],
        },
      ]);
    });
  });

  describe('the journal', () => {
    it('knows a run that was interrupted, and whether somebody is at it', async () => {
      await applyToy('001');
      const { checksum } = facts.releases[1] ?? { checksum: '' };
      await database.query(`INSERT INTO learnr_schema.run
(release, slug, checksum, direction, steps, started_at, started_by, tool_version)
VALUES (2, 'posts', '${checksum}', 'forward', 3, now(), 'ada', '1.0.0')`);
      const found = await findingsOf(database.url(), facts);
      expect(by('journal', found)[0]).toMatchObject({
        status: 'problem',
        code: 'half-done',
        title: 'half way to release 002_posts: 0 of 3 steps done',
        help: 'Finish it, which continues where it stopped: learnr-schema apply --steps 1',
      });
      expect(by('tables', found)).toEqual([]);
      const other = await database.session();
      await other.query(`SELECT pg_advisory_lock(${targetLock})`);
      expect(by('journal', await findingsOf(database.url(), facts))[0]).toMatchObject({ status: 'warning' });
    });

    it('is somebody else’s, or of other releases', async () => {
      await database.query('CREATE SCHEMA learnr_schema; CREATE TABLE learnr_schema.x ()');
      expect(by('journal', await findingsOf(database.url(), facts))).toMatchObject([
        { status: 'problem', code: 'journal-foreign' },
      ]);
      await database.query('DROP SCHEMA learnr_schema CASCADE');
      await applyToy();
      await database.query(`UPDATE learnr_schema.release SET checksum = 'other' WHERE number = 1`);
      expect(by('journal', await findingsOf(database.url(), facts))).toMatchObject([
        { status: 'problem', code: 'journal-differs' },
      ]);
    });
  });

  it.each([
    [1, 'warning', 'a pooler stands between this program and the server'],
    [2, 'problem', 'a pooler gives every transaction another server process'],
  ])('finds a pooler with %i sessions of the server', async (sessions, status, title) => {
    const pooler = await startPooler(server, sessions);
    try {
      const url = `postgresql://postgres@127.0.0.1:${pooler.port}/${database.name}?sslmode=disable`;
      expect(by('pooler', await findingsOf(url, facts))).toMatchObject([{ status, title }]);
    } finally {
      await pooler.close();
    }
    expect(by('pooler', await findingsOf(database.url(), facts))).toEqual([]);
  });

  it('says what was found until the connection broke, and that it did', async () => {
    const pooler = await startPooler(server, 1, 12);
    try {
      const url = `postgresql://postgres@127.0.0.1:${pooler.port}/${database.name}?sslmode=disable`;
      const target = { kind: 'url', url: parseTargetUrl(url, 'DATABASE_URL') } as const;
      const { findings } = await doctor({ project: toy.project, target, onEvent: () => {} });
      expect(by('encryption', findings)).toHaveLength(1);
      expect(by('connection', findings)).toMatchObject([
        { status: 'problem', code: 'target-connection-lost' },
      ]);
      expect(by('indexes', findings)).toEqual([]);
    } finally {
      await pooler.close();
    }
  });
});
