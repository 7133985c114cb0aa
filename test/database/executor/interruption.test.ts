import { afterEach, beforeEach, expect, it } from 'vitest';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import {
  commentOnTable,
  createIndexConcurrently,
  createTable,
  outside,
  passage,
  run,
  transaction,
} from '../target/support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
  await database.client.query('CREATE TABLE held (id integer)');
});

afterEach(() => database.drop());

const plan = passage(1, [
  transaction([createTable('a')]),
  transaction([commentOnTable('held', 'free')]),
  outside(createIndexConcurrently('held', 'held_id')),
]);

function codesOf(error: unknown): readonly string[] {
  return error instanceof DiagnosticError ? error.diagnostics.map(({ code }) => code) : [];
}

it('tells who is in the way, and goes on when they are gone', async () => {
  await database.client.query('BEGIN; LOCK TABLE held');
  const released: Promise<unknown>[] = [];
  const { events, error } = await run(database.url, [plan], (event) => {
    if (event.kind === 'blocked' && released.length === 0) released.push(database.client.query('COMMIT'));
  });
  await Promise.all(released);
  expect(error).toBeUndefined();
  expect(events.find(({ kind }) => kind === 'blocked')).toMatchObject({
    step: 2,
    blockers: [{ user: 'postgres', state: 'idle in transaction', query: 'BEGIN; LOCK TABLE held' }],
  });
});

it.each([
  ['in a transaction', 'ACCESS EXCLUSIVE', 2],
  ['outside of one', 'ROW EXCLUSIVE', 3],
])('a statement %s is cancelled on request, and the next run goes on', async (_, mode, step) => {
  await database.client.query(`BEGIN; LOCK TABLE held IN ${mode} MODE`);
  const stop = new AbortController();
  const stopped = await run(
    database.url,
    [plan],
    (event) => {
      if (event.kind === 'blocked') stop.abort('SIGINT');
    },
    { deferIndexes: false, signal: stop.signal },
  );
  await database.client.query('COMMIT');
  expect(codesOf(stopped.error)).toEqual(['interrupted']);
  expect((stopped.error as Error).message).toContain(`step ${step} of release 001_release_1`);
  expect(stopped.journal.unfinished?.steps.get(1)?.state).toBe('done');

  const { error, journal } = await run(database.url, [plan]);
  expect(error).toBeUndefined();
  expect(journal.releases).toHaveLength(1);
});

it('nothing begins after the request', async () => {
  const stop = new AbortController();
  const { error, journal } = await run(
    database.url,
    [plan],
    (event) => {
      if (event.kind === 'step_finished' && event.step === 1) stop.abort('SIGTERM');
    },
    { deferIndexes: false, signal: stop.signal },
  );
  expect(codesOf(error)).toEqual(['terminated']);
  expect([...(journal.unfinished?.steps.keys() ?? [])]).toEqual([1]);
});
