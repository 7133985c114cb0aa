import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  toy = await makeToy(2);
});

afterAll(() => toy.remove());

beforeEach(async () => {
  database = await freshDatabase(18);
});

afterEach(() => database.drop());

const command = (...args: readonly string[]) => run(toy.folder, [...args, '--database-url', database.url]);
const apply = () => command('apply');
/** What somebody does by hand. */
const byHand = (sql: string) => database.client.query(sql);
const emailGoneAndStrayThere = 'ALTER TABLE users DROP COLUMN email; CREATE TABLE stray (id integer)';

describe('verify', () => {
  it('ends with 0 where the database is as its journal says', async () => {
    await apply();
    const { code, stdout, stderr } = await command('verify');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /^postgresql:\S+, PostgreSQL 18\.\d+ ✓ as 002 Posts & more says $/,
    );
  });

  it('names what is missing, extra and different, with the SQL that mends it, and ends with 2', async () => {
    await apply();
    await byHand(`${emailGoneAndStrayThere}; ALTER TABLE posts ALTER user_id TYPE bigint`);
    const { code, stdout } = await command('verify', '--format', 'text');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^✗ not as 002 Posts & more says: 2 missing, 1 extra, 1 different\n/m);
    expect(stdout).toMatch(/^ {2}different {3}column public\.posts\.user_id: type bigint → integer$/m);
    expect(stdout).toMatch(/^ {2}missing {5}column public\.users\.email text not null$/m);
    expect(stdout).toMatch(/^ {2}missing {5}index public\.users\.idx_users_email \(email\)$/m);
    expect(stdout).toMatch(/^ {2}extra {7}table public\.stray$/m);
    expect(stdout).toContain('DROP TABLE stray');

    const script = await command('verify', '--format', 'sql');
    expect(script.code).toBe(2);
    // As psql runs it: what may not be in a transaction is a statement of its own.
    for (const statement of script.stdout.split(/;\n/)) await byHand(statement);
    expect((await command('verify')).code).toBe(0);
  });

  it('compares with a release that is named, and with the spec as it stands', async () => {
    await apply();
    expect((await command('verify', '002')).code).toBe(0);
    expect((await command('verify', 'working')).code).toBe(0);
    const { code, stdout } = await command('verify', '001', '--json');
    expect(code).toBe(2);
    const { equal, against, differences } = JSON.parse(stdout);
    expect({ equal, against }).toEqual({
      equal: false,
      against: { name: '001_initial', number: 1, title: 'Users' },
    });
    expect(differences.map(({ status, id }: { status: string; id: string }) => `${status} ${id}`)).toEqual([
      'extra column public.users.name',
      'extra index public.users.idx_users_email',
      'extra table public.posts',
    ]);
  });

  it('says so where nothing says which release to compare with', async () => {
    const { code, stderr } = await command('verify');
    expect(code).toBe(1);
    expect(stderr).toContain('[journal-missing]');
  });

  it('lists what the model does not cover, and makes it an error when asked', async () => {
    await apply();
    await byHand(
      'CREATE TABLE parts (id integer) PARTITION BY LIST (id); CREATE TYPE pair AS (a integer, b integer)',
    );
    const listed = await command('verify');
    expect(listed.code).toBe(0);
    expect(listed.stdout).toMatch(
      /2 things that the model does not cover, not compared:\n {2}! composite type public\.pair\n {2}! partitioned table public\.parts\n/,
    );
    const strict = await command('verify', '--strict');
    expect(strict.code).toBe(1);
    expect(strict.stderr.match(/\[not-covered-objects\]/g)).toHaveLength(2);
  });

  it('looks at the schemas that are named only', async () => {
    await apply();
    await byHand('CREATE SCHEMA other; CREATE TABLE other.t (id integer)');
    expect((await command('verify')).code).toBe(2);
    expect((await command('verify', '--schema', 'public')).code).toBe(0);
  });

  it('writes Markdown', async () => {
    await apply();
    await byHand('DROP INDEX idx_users_email');
    const { stdout } = await command('verify', '--format', 'markdown');
    expect(stdout).toMatch(/^### Drift: 1 missing\n/);
    expect(stdout).toContain('| missing | `index public.users.idx_users_email (email)` |');
    expect(stdout).toContain('<details><summary>What would mend it: 1 statement in 1 batch</summary>');
  });

  it('takes an INVALID index for none', async () => {
    await apply();
    await byHand("INSERT INTO users (email) VALUES ('a'), ('a'); DROP INDEX idx_users_email");
    await expect(
      byHand('CREATE UNIQUE INDEX CONCURRENTLY idx_users_email ON users (email)'),
    ).rejects.toThrow();
    const { code, stdout } = await command('verify', '--json');
    expect(code).toBe(2);
    const [difference] = JSON.parse(stdout).differences;
    expect(difference).toMatchObject({ status: 'different', id: 'index public.users.idx_users_email' });
    expect(difference.attributes).toContain('invalid');
  });
});

describe('diff', () => {
  it('compares two databases, both ways', async () => {
    const other = await freshDatabase(15);
    try {
      await other.client.query('CREATE TABLE a (id integer PRIMARY KEY)');
      await byHand('CREATE TABLE a (id integer PRIMARY KEY, name text)');
      const { code, stdout } = await run(toy.folder, ['diff', other.url, database.url]);
      expect(code).toBe(2);
      expect(stdout).toContain('ALTER TABLE a ADD COLUMN name text');
      expect(stdout).toContain('The way back');
      expect(stdout).toContain('ALTER TABLE a DROP COLUMN name');
      const script = await run(toy.folder, ['diff', other.url, database.url, '--format', 'sql']);
      expect(script.stdout).not.toContain('DROP COLUMN');
      await other.client.query(script.stdout);
      expect((await run(toy.folder, ['diff', other.url, database.url])).code).toBe(0);
    } finally {
      await other.drop();
    }
  });

  it('compares a database with a release, in either order, and two releases', async () => {
    await command('apply', '001');
    const toHead = await run(toy.folder, ['diff', database.url, 'head', '--json']);
    expect(toHead.code).toBe(2);
    const forward = JSON.parse(toHead.stdout);
    const backward = JSON.parse((await run(toy.folder, ['diff', 'head', database.url, '--json'])).stdout);
    expect(forward.forward).toEqual(backward.backward);
    expect(forward.changes).toHaveLength(3);
    expect((await run(toy.folder, ['diff', database.url, '001'])).code).toBe(0);
    expect((await run(toy.folder, ['diff', '001', '002'])).code).toBe(2);
  });

  it('does not repeat what could be a connection string', async () => {
    const { code, stderr } = await run(toy.folder, ['diff', 'host=127.0.0.1 password=pa55', 'head']);
    expect(code).toBe(1);
    expect(stderr).toContain('postgresql://');
    expect(stderr).not.toContain('pa55');
  });

  it('never shows a password', async () => {
    const url = new URL(database.url);
    url.searchParams.set('password', 'pa55');
    const { stdout, stderr } = await run(toy.folder, ['diff', url.href, 'head', '--json']);
    expect(stdout).toContain('"changes"');
    expect(stdout + stderr).not.toContain('pa55');
  });
});

describe('stamp', () => {
  it('records a release that the database has, and refuses one that it has not', async () => {
    await byHand('CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL)');
    const refused = await command('stamp', '002');
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('--force');
    expect(JSON.parse((await command('status', '--json')).stdout)).toMatchObject({ at: { name: 'base' } });

    const stamped = await command('stamp', '001');
    expect(stamped.code).toBe(0);
    expect(stamped.stdout).toContain('Recorded: base → 001. Nothing was run.');
    expect((await command('apply')).code).toBe(0);
    expect((await command('verify')).code).toBe(0);
  });

  it('records what it is told to when forced, also backward and after a run that was interrupted', async () => {
    await apply();
    await byHand('UPDATE learnr_schema.run SET finished_at = NULL WHERE release = 2');
    expect((await command('stamp', 'base')).stderr).toContain('[half-done]');
    const { code, stdout } = await command('stamp', 'base', '--force');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Recorded: 002 → base. Nothing was run. The database still differs: 2 extra.',
    );
    expect(JSON.parse((await command('status', '--json')).stdout)).toMatchObject({ at: { name: 'base' } });
  });

  it('takes no spec that is not released', async () => {
    expect((await command('stamp', 'working')).stderr).toContain('[unknown-release]');
  });
});

describe('adopt', () => {
  it('finds the release that fits', async () => {
    await byHand('CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL)');
    const { code, stdout } = await command('adopt');
    expect(code).toBe(0);
    expect(stdout).toContain('Adopted at 001 Users');
    const again = await command('adopt');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('[already-adopted]');
  });

  it('shows what differs from the nearest one, and changes nothing', async () => {
    await byHand('CREATE TABLE users (id serial PRIMARY KEY, email varchar(50) NOT NULL)');
    const { code, stdout } = await command('adopt', '--json');
    expect(code).toBe(2);
    const { adopted, release, differences } = JSON.parse(stdout);
    expect({ adopted, number: release.number }).toEqual({ adopted: false, number: 1 });
    expect(differences).toHaveLength(1);
    expect(JSON.parse((await command('status', '--json')).stdout)).toMatchObject({ at: { name: 'base' } });
  });
});

describe('import', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learnr-schema-import-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const importing = (...args: readonly string[]) =>
    run(folder, ['import', '--database-url', database.url, ...args]);

  it('begins a project from a database: import, release, adopt, and there is nothing to plan', async () => {
    await byHand(`CREATE TABLE people (id serial PRIMARY KEY, mood varchar(10) DEFAULT 'ok' CHECK (mood IN ('ok', 'sad')));
COMMENT ON TABLE people IS 'Who there is'`);
    const imported = await importing();
    expect({ code: imported.code, stderr: imported.stderr }).toEqual({ code: 0, stderr: '' });
    expect(imported.stdout).toContain('Imported 1 table from');
    expect(await readFile(join(folder, 'spec/schema/public.yaml'), 'utf8')).toContain(`  people:
    comment: Who there is
    columns:
      id: {type: serial, primary_key: true}
      mood: {type: varchar(10), default: "'ok'", check: "mood IN ('ok', 'sad')"}
`);
    expect((await run(folder, ['release', 'initial'])).code).toBe(0);
    expect((await run(folder, ['adopt', '--database-url', database.url])).code).toBe(0);
    expect((await run(folder, ['diff', 'working', database.url])).code).toBe(0);
    expect((await run(folder, ['check'])).code).toBe(0);
  });

  it('never writes over a spec', async () => {
    await byHand('CREATE TABLE a (id integer)');
    await importing();
    const { code, stderr } = await importing();
    expect(code).toBe(1);
    expect(stderr).toContain('[import-exists]');
    expect((await importing('--out', 'other')).code).toBe(0);
    expect(await readdir(join(folder, 'other'))).toEqual(['schema', 'schema.json']);
  });

  it('writes nothing from a database that has nothing, or what is not covered where that is an error', async () => {
    expect((await importing()).stderr).toContain('[import-empty]');
    await byHand('CREATE TABLE a (id integer); CREATE TABLE b (id integer) PARTITION BY LIST (id)');
    expect((await importing('--strict')).stderr).toContain('partitioned table');
    expect(await readdir(folder)).toEqual([]);
    const { code, stdout } = await importing();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /1 thing that the model does not cover, not imported:\n {2}! partitioned table public\.b/,
    );
  });

  it('takes what a spec can say, and names the rest', async () => {
    await byHand(`CREATE TABLE parts (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TYPE pair AS (a integer, b integer);
CREATE TABLE orders (id integer PRIMARY KEY, part integer CONSTRAINT orders_part REFERENCES parts, total integer);
CREATE TABLE pairs (p pair);
CREATE VIEW seen AS SELECT id FROM parts;
CREATE VIEW totals AS SELECT id, total FROM orders;
CREATE VIEW more AS SELECT id FROM seen`);
    const { code, stdout } = await importing('--json');
    expect(code).toBe(0);
    const { counts, notCovered } = JSON.parse(stdout);
    expect(counts).toEqual({ table: 1, view: 1 });
    expect(
      notCovered
        .map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name.replace(/[:,].*/, '')}`)
        .sort(),
    ).toEqual([
      'composite type public.pair',
      'foreign key public.orders.orders_part',
      'partitioned table public.parts',
      'table public.pairs',
      'view public.more',
      'view public.seen',
    ]);
    // What was left out is no drift, either.
    expect((await run(folder, ['diff', 'working', database.url])).code).toBe(0);
    expect((await run(folder, ['release', 'first', '--no-prove'])).code).toBe(0);
    expect((await run(folder, ['adopt', '--database-url', database.url])).code).toBe(0);
    const verified = await run(folder, ['verify', '--database-url', database.url]);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toContain('view public.more');
  });

  it('leaves out what only a server knows cannot be built', async () => {
    await byHand(`CREATE EXTENSION citext;
CREATE TYPE pair AS (a integer, b integer);
CREATE COLLATION de (provider = icu, locale = 'de');
CREATE TEXT SEARCH CONFIGURATION own (COPY = simple);
CREATE FUNCTION same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = same);
CREATE TABLE pairs (p pair);
CREATE TABLE words (id integer PRIMARY KEY, a citext, b text CHECK (b === 'x'));
CREATE TABLE plain (id integer PRIMARY KEY, a text, b tsvector, c bit(3), d bit);
CREATE INDEX plain_own ON plain (to_tsvector('own', a));
CREATE INDEX plain_b ON plain USING gin (b)`);
    const { code, stdout } = await importing('--json');
    expect({ code }).toEqual({ code: 0 });
    const { counts, notCovered } = JSON.parse(stdout);
    expect(counts).toEqual({ extension: 1, function: 1, table: 1 });
    const named = notCovered.map(
      ({ kind, name }: { kind: string; name: string }) => `${kind} ${name.replace(/:.*/, '')}`,
    );
    expect(named).toEqual(expect.arrayContaining(['table public.pairs', 'table public.words']));
    expect(named.some((name: string) => name.includes('plain_own'))).toBe(true);
    expect((await run(folder, ['release', 'first', '--no-prove'])).code).toBe(0);
  });

  it('takes an INVALID index as it is meant, and says so', async () => {
    await byHand('CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1)');
    await expect(byHand('CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)')).rejects.toThrow();
    const { code, stdout } = await importing();
    expect(code).toBe(0);
    expect(stdout).toContain('public.t_a: it is INVALID');
  });

  it('takes the schemas that are named', async () => {
    await byHand('CREATE SCHEMA app; CREATE TABLE app.a (id integer); CREATE TABLE b (id integer)');
    const { stdout } = await importing('--schema', 'app', '--json');
    expect(JSON.parse(stdout).counts).toEqual({ schema: 1, table: 1 });
    expect(await readdir(join(folder, 'spec/schema'))).toEqual(['app.yaml', 'database.yaml']);
  });
});
