import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backfill } from '../../../src/sql/backfill.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { outside, passage, run } from '../target/support.ts';
import { fillValue } from './support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
  await database.client.query(`
CREATE TABLE items (a integer, b integer, value text, PRIMARY KEY (a, b));
INSERT INTO items SELECT n % 3, n, CASE WHEN n = 4 THEN 'kept' END FROM generate_series(1, 7) AS n`);
});

afterEach(() => database.drop());

async function rows(): Promise<unknown> {
  return (await database.client.query('SELECT a, b, value FROM items ORDER BY a, b')).rows;
}

const fill = fillValue(['a', 'b'], `nullif('row ' || b, 'row 5')`);
const plan = passage(1, [outside(fill)]);

describe('a backfill by key', () => {
  it('fills what is empty, batch by batch, and tells how far it is', async () => {
    const { events, error } = await run(database.url, [plan]);
    expect(error).toBeUndefined();
    const done = events.flatMap((event) => (event.kind === 'step_progress' ? [event.done] : []));
    expect(done).toEqual([2, 4, 6]);
  });

  it('fills what the statement of the script fills', async () => {
    const other = await freshDatabase(18);
    await other.client.query(`
CREATE TABLE items (a integer, b integer, value text, PRIMARY KEY (a, b));
INSERT INTO items SELECT n % 3, n, CASE WHEN n = 4 THEN 'kept' END FROM generate_series(1, 7) AS n`);
    await run(database.url, [plan]);
    if (fill.kind === 'backfill') await other.client.query(backfill(fill.backfill));
    const filled = await other.client.query('SELECT a, b, value FROM items ORDER BY a, b');
    expect(await rows()).toEqual(filled.rows);
    await other.drop();
  });

  it('goes on from its last key', async () => {
    // The first key of the second batch cannot be filled, until it can.
    await database.client.query(`ALTER TABLE items ADD CHECK (value <> 'row 4' AND value <> 'row 7')`);
    const stopped = await run(database.url, [plan]);
    expect(stopped.error).toBeDefined();
    expect(stopped.journal.unfinished?.steps.get(1)).toMatchObject({ state: 'failed', progress: ['0', '6'] });
    await database.client.query('ALTER TABLE items DROP CONSTRAINT items_value_check');
    // Behind the last key nobody looks again.
    await database.client.query(`UPDATE items SET value = NULL WHERE b = 3`);

    const { error, events } = await run(database.url, [plan]);
    expect(error).toBeUndefined();
    expect(events.flatMap((event) => (event.kind === 'step_progress' ? [event.done] : []))).toEqual([2, 4]);
    expect(await rows()).toEqual([
      { a: 0, b: 3, value: null },
      { a: 0, b: 6, value: 'row 6' },
      { a: 1, b: 1, value: 'row 1' },
      { a: 1, b: 4, value: 'kept' },
      { a: 1, b: 7, value: 'row 7' },
      { a: 2, b: 2, value: 'row 2' },
      { a: 2, b: 5, value: null },
    ]);
  });
});
