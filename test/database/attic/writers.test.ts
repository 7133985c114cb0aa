import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { releasesOf, rowsOf, runKeeping, runWell, thorough } from './support.ts';

const releases = releasesOf(
  `
enums: {mood: [sad, happy]}
tables:
  t:
    columns: {a: {type: mood, not_null: true}, value: {type: bigint, not_null: true}, v: json, w: integer}
    primary_key: [a, value]
`,
  `
enums: {mood: [sad, happy]}
tables:
  t:
    columns: {a: {type: mood, not_null: true}, value: {type: bigint, not_null: true}, w: integer}
    primary_key: [a, value]
`,
);

let database: FreshDatabase;
const others: pg.Client[] = [];

async function another(): Promise<pg.Client> {
  const client = new pg.Client(database.url);
  await client.connect();
  others.push(client);
  return client;
}

beforeEach(async () => {
  database = await freshDatabase(15);
  await runWell(database.url, releases.forward(1));
  await database.client.query(
    `INSERT INTO t SELECT CASE WHEN n % 2 = 0 THEN 'sad' ELSE 'happy' END::mood, n, to_json(n) FROM generate_series(1, 12000) AS n`,
  );
});
afterEach(async () => {
  for (const client of others.splice(0)) await client.end();
  await database.drop();
});

const truth = 'SELECT a::text, value AS b, v::text FROM t WHERE v IS NOT NULL ORDER BY 1, 2';

/**
 * Takes the column away while others write: before each statement of ours one of theirs, where no lock keeps them out.
 *
 * @returns what was in the column in the end, and what was kept of it
 */
async function takenAwayAmong(writes: readonly (() => Promise<unknown>)[]) {
  let inColumn: unknown;
  const queue = [...writes];
  const { error } = await runKeeping(database.url, [releases.forward(2)], {
    beforeQuery: async (_number, text, _client, query) => {
      if (text.includes('DROP COLUMN')) inColumn = (await query(truth)).rows;
      else if (
        /^(WITH part AS|UPDATE "?learnr_schema_attic|DELETE FROM learnr_schema_attic|INSERT INTO learnr_schema_attic)/.test(
          text,
        ) &&
        inColumn === undefined
      )
        await queue.shift()?.();
    },
  });
  expect(error).toBeUndefined();
  expect(queue).toEqual([]);
  const { rows } = await database.client.query('SELECT kept_as FROM learnr_schema.attic');
  const kept = await database.client.query(
    `SELECT key_1 AS a, key_2 AS b, value::text AS v FROM learnr_schema_attic.${rows[0].kept_as} ORDER BY 1, 2`,
  );
  return { inColumn, kept: kept.rows };
}

test('what others write while a column is copied is kept as it is in the end', async () => {
  const writer = await another();
  const old = await another();
  await old.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class');
  const write = (text: string) => () => writer.query(text);
  const { inColumn, kept } = await takenAwayAmong([
    write(`UPDATE t SET v = '"before it is reached"' WHERE value = 11999`),
    write(`UPDATE t SET v = '"after"' WHERE value = 2`),
    // The snapshot of this one is older than what was copied.
    () => old.query(`UPDATE t SET v = NULL WHERE value IN (4, 11997); COMMIT`),
    write(`DELETE FROM t WHERE value IN (6, 11995)`),
    write(
      `UPDATE t SET a = 'happy' WHERE value = 8; UPDATE t SET a = 'sad', value = -value WHERE value = 11993`,
    ),
    write(`INSERT INTO t VALUES ('happy', 20000, '1'), ('sad', 0, '2'), ('sad', 20001, NULL)`),
    write(`DELETE FROM t WHERE value = 10; INSERT INTO t VALUES ('sad', 10, '"again"')`),
    write(`UPDATE t SET w = 1 WHERE value < 100`),
  ]);
  expect(kept).toEqual(inColumn);
  expect(kept).toContainEqual({ a: 'sad', b: '-11993', v: '11993' });
});

test('a TRUNCATE while a column is copied leaves what came after it', async () => {
  const writer = await another();
  const { inColumn, kept } = await takenAwayAmong([
    () => writer.query(`UPDATE t SET v = '0' WHERE value = 12`),
    () =>
      writer.query(
        `BEGIN; TRUNCATE t; INSERT INTO t VALUES ('sad', 12, '"new"'); COMMIT; INSERT INTO t VALUES ('happy', 3, '3')`,
      ),
  ]);
  expect(kept).toEqual(inColumn);
  expect(kept).toHaveLength(2);
});

if (thorough)
  test('a lock that others hold delays the column, and nobody waits behind it', async () => {
    const reader = await another();
    await reader.query('BEGIN; SELECT count(*) FROM t');
    let tries = 0;
    const { error, events } = await runKeeping(database.url, [releases.forward(2)], {
      beforeQuery: async (_number, text) => {
        if (!text.startsWith('LOCK TABLE public.t IN ACCESS EXCLUSIVE')) return;
        tries += 1;
        if (tries === 2) await reader.query('COMMIT');
      },
    });
    expect(error).toBeUndefined();
    expect(tries).toBe(2);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'retry', reason: 'lock timeout' }));
    expect(await rowsOf(database.url, 'SELECT rows_kept FROM learnr_schema.attic')).toEqual([[['12000']]]);
  });

test.each([
  ['--discard-data', releases.forward(2), true],
  ['another passage', releases.backward(1), false],
] as const)('a copy that was begun and is given up with %s hinders nobody', async (_, next, discard) => {
  const killed = await runKeeping(database.url, [releases.forward(2)], {
    beforeQuery: (_number, text, client) => {
      if (text.includes('LOCK TABLE public.t IN ACCESS EXCLUSIVE'))
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
  });
  expect(killed).toHaveProperty('error');
  if (!discard)
    await database.client.query('UPDATE learnr_schema.run SET finished_at = now() WHERE finished_at IS NULL');
  expect((await runKeeping(database.url, [next], { discard })).error).toBeUndefined();
  if (discard)
    await database.client.query(`INSERT INTO t (a, value) VALUES ('sad', -1); DELETE FROM t WHERE value < 5`);
  const kept = discard ? [] : [['table', 'kept']];
  expect(await rowsOf(database.url, 'SELECT kind, state FROM learnr_schema.attic')).toEqual([kept]);
  expect(
    await rowsOf(
      database.url,
      `SELECT FROM pg_proc WHERE pronamespace = to_regnamespace('learnr_schema_attic')`,
    ),
  ).toEqual([[]]);
});
