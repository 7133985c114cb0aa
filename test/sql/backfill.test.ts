import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { majors } from '../../src/model/model.ts';
import { quoteName } from '../../src/sql/quote.ts';
import { renderStatement } from '../../src/sql/render.ts';
import type { Backfill } from '../../src/sql/statement.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { inPublic, integer, sql, text, type } from './build.ts';

const rows = 25_000;

function fill(more: Partial<Backfill>): string {
  const backfill: Backfill = {
    table: inPublic('t'),
    column: 'filled',
    expression: sql("'x'"),
    key: [{ name: 'id', type: integer }],
    batchSize: 1000,
    ...more,
  };
  return renderStatement({ kind: 'backfill', backfill });
}

describe.each(majors)('on PostgreSQL %i', (major) => {
  let database: FreshDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase(major);
    client = database.client;
  });
  afterAll(() => database.drop());
  beforeEach(() => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

  async function count(condition: string, table = 't'): Promise<number> {
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${table} WHERE ${condition}`);
    return rows[0].count;
  }

  async function transactions(): Promise<number> {
    const { rows } = await client.query('SELECT count(DISTINCT xmin::text)::int AS count FROM t');
    return rows[0].count;
  }

  const keys: readonly [string, Backfill['key'], string][] = [
    ['integer', [{ name: 'id', type: integer }], 'n'],
    ['uuid', [{ name: 'id', type: type('uuid') }], 'md5(n::text)::uuid'],
    ['text', [{ name: 'id', type: text }], "chr(65 + n % 60) || n || 'é'"],
    [
      'a domain that refuses NULL',
      [{ name: 'id', type: { schema: 'public', name: 'key', modifiers: [], array: false } }],
      'n',
    ],
    [
      'composite',
      [
        { name: 'a', type: text },
        { name: 'b', type: type('uuid') },
        { name: 'c', type: integer },
      ],
      '(n % 7)::text, md5((n % 100)::text)::uuid, n',
    ],
    [
      'hostile',
      [
        { name: 'a"; drop table t; --', type: integer },
        { name: 'batch_first', type: integer },
        { name: 'found', type: integer },
      ],
      'n % 3, n % 5, n',
    ],
  ];

  it.each(keys)('fills in batches that commit: key %s', async (_, key, values) => {
    await client.query('CREATE DOMAIN key AS integer NOT NULL');
    const columns = key.map(({ name, type: { name: of } }) => `${quoteName(name)} ${of}`);
    const names = key.map(({ name }) => quoteName(name)).join(', ');
    await client.query(`CREATE TABLE t (${columns.join(', ')}, filled text, PRIMARY KEY (${names}))`);
    await client.query(`INSERT INTO t SELECT ${values}, NULL FROM generate_series(1, ${rows}) AS n`);
    await client.query(`UPDATE t SET filled = 'before' WHERE ctid IN (SELECT ctid FROM t LIMIT 500)`);

    await client.query(fill({ key, expression: sql(`${names.split(', ').pop()}::text -- the key`) }));

    expect(await count('filled IS NULL')).toBe(0);
    expect(await count("filled = 'before'")).toBe(500);
    expect(await count(`filled = ${names.split(', ').pop()}::text`)).toBe(rows - 500);
    // 24.5 batches, and those that were filled before.
    expect(await transactions()).toBe(26);
  });

  it('fills all rows at once where there is no key', async () => {
    await client.query(
      `CREATE TABLE t AS SELECT n AS id, NULL::text AS filled FROM generate_series(1, ${rows}) AS n`,
    );
    await client.query(fill({ key: [] }));
    expect(await count("filled = 'x'")).toBe(rows);
  });

  it('does nothing to an empty table', async () => {
    await client.query('CREATE TABLE t (id integer PRIMARY KEY, filled text)');
    await client.query(fill({}));
    expect(await count('true')).toBe(0);
  });

  it('moves on where the expression yields NULL', async () => {
    await client.query('CREATE TABLE t (id integer PRIMARY KEY, filled text)');
    await client.query('INSERT INTO t SELECT n FROM generate_series(1, 1000) AS n');
    await client.query(fill({ expression: sql("CASE WHEN id > 990 THEN 'x' END"), batchSize: 10 }));
    expect(await count("filled = 'x'")).toBe(10);
    expect(await count('filled IS NULL')).toBe(990);
  });

  it('keeps what is done when it is stopped, and goes on when it runs again', async () => {
    await client.query('CREATE TABLE t (id integer PRIMARY KEY, filled text)');
    await client.query(`INSERT INTO t SELECT n FROM generate_series(1, ${rows}) AS n`);
    await expect(client.query(fill({ expression: sql('(1 / (id - 12345))::text') }))).rejects.toThrow(
      'division by zero',
    );
    expect(await count('filled IS NOT NULL')).toBe(12_000);
    await client.query(fill({}));
    expect(await count("filled = 'x'")).toBe(rows - 12_000);
    expect(await transactions()).toBe(12 + 13);
  });

  it('cannot run inside a transaction, where its batches would not commit', async () => {
    await client.query(
      'CREATE TABLE t (id integer PRIMARY KEY, filled text); INSERT INTO t VALUES (1, NULL)',
    );
    await client.query('BEGIN');
    await expect(client.query(fill({}))).rejects.toThrow('invalid transaction termination');
    await client.query('ROLLBACK');
  });

  it('lives with others who insert and update', async () => {
    await client.query('CREATE TABLE t (id integer PRIMARY KEY, filled text)');
    await client.query('INSERT INTO t SELECT n FROM generate_series(1, 5000) AS n');
    // The batch that reaches row 2500 waits until we let it.
    await client.query(`
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(1);
        RETURN NEW;
      END $$;
      CREATE TRIGGER wait BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.id = 2500) EXECUTE FUNCTION wait()`);
    const other = new pg.Client(database.url);
    await other.connect();
    await other.query('SELECT pg_advisory_lock(1)');

    const running = client.query(fill({}));
    await waiting(other);
    await other.query("INSERT INTO t VALUES (-1, NULL), (-2, 'theirs'), (9000, NULL), (9001, 'theirs')");
    await other.query("UPDATE t SET filled = 'theirs' WHERE id = 4000");
    await other.query('DELETE FROM t WHERE id BETWEEN 3001 AND 3500');
    await other.query('SELECT pg_advisory_unlock(1)');
    await running;

    // Only the row behind its back is left.
    expect((await client.query('SELECT id FROM t WHERE filled IS NULL')).rows).toEqual([{ id: -1 }]);
    expect((await client.query("SELECT id FROM t WHERE filled = 'theirs' ORDER BY id")).rows).toEqual(
      [-2, 4000, 9001].map((id) => ({ id })),
    );
    await client.query(fill({}));
    expect(await count('filled IS NULL')).toBe(0);
    await other.end();
  });
});

/** Until the backfill waits for the advisory lock. */
async function waiting(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
    );
    if (rowCount === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
