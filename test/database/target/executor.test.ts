import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyJournal } from '../../../src/database/journal/journal.ts';
import { lockHolder } from '../../../src/database/journal/lock.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import { DiagnosticError } from '../../../src/diagnostic/diagnostic.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import {
  commentOnTable,
  createIndexConcurrently,
  createTable,
  dropIndexConcurrently,
  dropTable,
  type Outcome,
  outside,
  passage,
  ran,
  run,
  transaction,
} from './support.ts';

let database: FreshDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await freshDatabase(18);
  client = database.client;
});

afterEach(() => database.drop());

const twoTables = passage(1, [transaction([createTable('a')]), transaction([createTable('b')])]);

async function tables(): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function indexes(): Promise<readonly string[]> {
  const { rows } = await client.query<{ index: string }>(
    `SELECT indexrelid::regclass || CASE WHEN indisvalid THEN '' ELSE ' invalid' END AS index
FROM pg_index WHERE indrelid = 'a'::regclass ORDER BY 1`,
  );
  return rows.map(({ index }) => index);
}

function codesOf({ error }: Outcome): readonly string[] {
  if (error instanceof DiagnosticError) return error.diagnostics.map(({ code }) => code);
  throw error ?? new Error('nothing was thrown');
}

/** Ends the session that works on the target, as an administrator would. */
async function terminateWorker(): Promise<void> {
  const holder = await lockHolder(client);
  await client.query('SELECT pg_terminate_backend($1)', [holder?.pid]);
}

/** Has the journal refuse to say of any step that it is done, with this SQLSTATE; only once if so wished. */
async function breakJournal(event: 'INSERT' | 'UPDATE', code: string, once: boolean): Promise<void> {
  await client.query(`
CREATE SEQUENCE learnr_schema.broken;
CREATE FUNCTION learnr_schema.break() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('learnr_schema.broken') = 1 OR NOT ${once} THEN RAISE 'broken' USING ERRCODE = '${code}'; END IF;
  RETURN new;
END $$;
CREATE TRIGGER break BEFORE ${event} ON learnr_schema.step
  FOR EACH ROW WHEN (new.state = 'done') EXECUTE FUNCTION learnr_schema.break();`);
}

async function mendJournal(): Promise<void> {
  await client.query('DROP TRIGGER break ON learnr_schema.step');
}

describe('a run', () => {
  it('goes forward and back, and the journal follows', async () => {
    const there = await run(database.url, [twoTables]);
    expect(there.error).toBeUndefined();
    expect(await tables()).toEqual(['a', 'b']);
    expect(there.journal).toEqual({
      deferred: [],
      releases: [
        expect.objectContaining({ ...twoTables.release, appliedBy: 'postgres', toolVersion: '1.0.0' }),
      ],
    });

    const back = passage(1, [transaction([dropTable('b'), dropTable('a')])], 'backward');
    expect((await run(database.url, [back])).journal).toEqual(emptyJournal);
    expect(await tables()).toEqual([]);

    const { rows } = await client.query(
      `SELECT release, direction, run.steps, run.finished_at IS NOT NULL AS finished, array_agg(number || ' ' || state ORDER BY number) AS did
FROM learnr_schema.run JOIN learnr_schema.step ON run = run.id GROUP BY run.id ORDER BY run.id`,
    );
    expect(rows).toEqual([
      { release: 1, direction: 'forward', steps: 2, finished: true, did: ['1 done', '2 done'] },
      { release: 1, direction: 'backward', steps: 2, finished: true, did: ['1 done', '2 done'] },
    ]);
  });

  it('records a release that has no steps', async () => {
    const { journal } = await run(database.url, [passage(1, [])]);
    expect(journal.releases).toHaveLength(1);
    expect(journal.unfinished).toBeUndefined();
  });

  it('tells what it does', async () => {
    const { events } = await run(database.url, [twoTables]);
    const told = events.map((event) => ('title' in event ? `${event.kind} ${event.title}` : event.kind));
    expect(told).toEqual([
      'release_started',
      'step_started CREATE TABLE a',
      'step_finished CREATE TABLE a',
      'step_started CREATE TABLE b',
      'step_finished CREATE TABLE b',
      'release_finished',
    ]);
  });

  it('leaves nothing behind where its first transaction fails', async () => {
    const failing = passage(1, [transaction([createTable('a'), createTable('a')])]);
    const outcome = await run(database.url, [failing]);
    expect(codesOf(outcome)).toEqual(['step-failed']);
    expect(outcome.error).toMatchObject({
      message: expect.stringContaining(
        'step 2 of release 001_release_1, CREATE TABLE a, failed: relation "a"',
      ),
    });
    expect(await tables()).toEqual([]);
    expect(outcome.journal).toEqual(emptyJournal);
  });
});

describe('a run that stopped', () => {
  it('goes on after the transactions that were committed', async () => {
    await client.query('CREATE TABLE b ()');
    const stopped = await run(database.url, [twoTables]);
    expect(codesOf(stopped)).toEqual(['step-failed']);
    expect(stopped.journal).toMatchObject({
      releases: [],
      unfinished: { release: { number: 1 }, direction: 'forward', of: 2 },
    });
    expect([...(stopped.journal.unfinished?.steps.keys() ?? [])]).toEqual([1]);

    await client.query('DROP TABLE b');
    const { events, error, journal } = await run(database.url, [twoTables]);
    expect(error).toBeUndefined();
    expect(ran(events)).toEqual(['2 ran']);
    expect(journal.releases).toHaveLength(1);
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('goes on where its connection was cut', async () => {
    const plan = passage(1, [
      transaction([createTable('a')]),
      transaction([createTable('b'), commentOnTable('held', 'waits for the lock')]),
    ]);
    await client.query('CREATE TABLE held ()');
    await client.query('BEGIN; LOCK TABLE held');
    const cut: Promise<void>[] = [];
    const stopped = await run(database.url, [plan], (event) => {
      if (event.kind === 'step_started' && event.step === 3) cut.push(terminateWorker());
    });
    await Promise.all(cut);
    await client.query('COMMIT');
    expect(codesOf(stopped)).toEqual(['target-connection-lost']);
    expect(await tables()).toEqual(['a', 'held']);

    const { events, journal } = await run(database.url, [plan]);
    expect(ran(events)).toEqual(['2 ran', '3 ran']);
    expect(journal.releases).toHaveLength(1);
  });

  it('is only finished by the plan that began it', async () => {
    await client.query('CREATE TABLE b ()');
    await run(database.url, [twoTables]);
    const other = passage(1, [transaction([createTable('c')]), transaction([createTable('b')])]);
    const outcome = await run(database.url, [other]);
    expect(codesOf(outcome)).toEqual(['half-done-plan']);
    expect(outcome.error).toMatchObject({
      diagnostics: [{ help: 'Continue with learnr-schema 1.0.0, which began it.' }],
    });
    expect(await tables()).toEqual(['a', 'b']);
  });
});

describe('locks that others hold', () => {
  const plan = passage(1, [
    transaction([commentOnTable('held', 'free')], { class: 'brief', lockTimeout: 10, attempts: 1000 }),
  ]);

  it('are waited for in short attempts', async () => {
    await client.query('CREATE TABLE held ()');
    await client.query('BEGIN; LOCK TABLE held');
    const released: Promise<unknown>[] = [];
    const { events, error } = await run(database.url, [plan], (event) => {
      if (event.kind === 'retry' && event.attempt === 2) released.push(client.query('COMMIT'));
    });
    await Promise.all(released);
    expect(error).toBeUndefined();
    const retries = events.filter(
      (event): event is TargetEvent & { kind: 'retry' } => event.kind === 'retry',
    );
    expect(retries.slice(0, 2)).toMatchObject([
      { reason: 'lock timeout', attempt: 1, attempts: 1000 },
      { reason: 'lock timeout', attempt: 2, attempts: 1000 },
    ]);
  });

  it('are not waited for beyond the attempts of the plan', async () => {
    const impatient = passage(1, [
      transaction([commentOnTable('held', 'free')], { lockTimeout: 10, attempts: 2 }),
    ]);
    await client.query('CREATE TABLE held ()');
    await client.query('BEGIN; LOCK TABLE held');
    const outcome = await run(database.url, [impatient]);
    await client.query('COMMIT');
    expect(codesOf(outcome)).toEqual(['step-locked']);
    expect(outcome.events.filter((event) => event.kind === 'retry')).toHaveLength(1);
    expect(outcome.journal).toEqual(emptyJournal);
  });

  it('in a deadlock let the batch run again', async () => {
    await run(database.url, [passage(1, [])]);
    await breakJournal('INSERT', '40P01', true);
    const { events, journal } = await run(database.url, [
      passage(2, [transaction([createTable('a'), createTable('b')], { attempts: 2 })]),
    ]);
    expect(events.filter((event) => event.kind === 'retry')).toMatchObject([
      { reason: 'deadlock', attempt: 1 },
    ]);
    expect(journal.releases).toHaveLength(2);
    expect(await tables()).toEqual(['a', 'b']);
  });
});

describe('CREATE INDEX CONCURRENTLY', () => {
  const plan = passage(1, [outside(createIndexConcurrently('a', 'a_id'))]);
  const unique = passage(1, [outside(createIndexConcurrently('a', 'a_id', true))]);

  beforeEach(() => client.query('CREATE TABLE a (id integer)'));

  it('is journaled before and after', async () => {
    const { journal } = await run(database.url, [plan]);
    expect(journal.releases).toHaveLength(1);
    expect(await indexes()).toEqual(['a_id']);
    const { rows } = await client.query('SELECT number, state, attempts FROM learnr_schema.step');
    expect(rows).toEqual([{ number: 1, state: 'done', attempts: 1 }]);
  });

  it('that was cut off is dropped and built again', async () => {
    const reader = await freshDatabaseClient();
    await reader.query('BEGIN; LOCK TABLE a IN ROW EXCLUSIVE MODE');
    const cut: Promise<void>[] = [];
    const stopped = await run(database.url, [plan], (event) => {
      if (event.kind === 'step_started') cut.push(indexAppears().then(terminateWorker));
    });
    await Promise.all(cut);
    await reader.query('COMMIT');
    await reader.end();
    expect(codesOf(stopped)).toEqual(['target-connection-lost']);
    expect(await indexes()).toEqual(['a_id invalid']);
    expect(stopped.journal.unfinished?.steps.get(1)?.state).toBe('started');

    const { events, journal } = await run(database.url, [plan]);
    expect(events.filter((event) => event.kind === 'leftover_dropped')).toMatchObject([{ index: 'a_id' }]);
    expect(ran(events)).toEqual(['1 ran']);
    expect(journal.releases).toHaveLength(1);
    expect(await indexes()).toEqual(['a_id']);
  });

  it('that was done, but not journaled so, is not done again', async () => {
    await run(database.url, [passage(1, [])]);
    await breakJournal('UPDATE', 'XX000', false);
    const second = passage(2, plan.plan.batches);
    const stopped = await run(database.url, [second]);
    expect(stopped.error).toBeDefined();
    expect(stopped.journal.unfinished?.steps.get(1)?.state).toBe('started');
    await mendJournal();

    const { events, journal } = await run(database.url, [second]);
    expect(ran(events)).toEqual(['1 settled']);
    expect(journal.releases).toHaveLength(2);
    expect(await indexes()).toEqual(['a_id']);
  });

  it('that rows forbid is tried again once they allow it', async () => {
    await client.query('INSERT INTO a VALUES (1), (1)');
    const stopped = await run(database.url, [unique]);
    expect(codesOf(stopped)).toEqual(['step-failed']);
    expect(stopped.error).toMatchObject({ message: expect.stringContaining('Key (id)=(1) is duplicated') });
    expect(await indexes()).toEqual(['a_id invalid']);
    expect(stopped.journal.unfinished?.steps.get(1)).toMatchObject({ state: 'failed', errorCode: '23505' });

    await client.query('TRUNCATE a');
    const { error, events } = await run(database.url, [unique]);
    expect(error).toBeUndefined();
    expect(events.map(({ kind }) => kind)).toContain('leftover_dropped');
    expect(await indexes()).toEqual(['a_id']);
    const { rows } = await client.query('SELECT state, attempts, error_code FROM learnr_schema.step');
    expect(rows).toEqual([{ state: 'done', attempts: 2, error_code: '23505' }]);
  });

  it('does not take an index that was there for its own', async () => {
    await client.query('CREATE INDEX a_id ON a (id)');
    expect(codesOf(await run(database.url, [plan]))).toEqual(['step-failed']);
    expect(codesOf(await run(database.url, [plan]))).toEqual(['step-failed']);
    expect(await indexes()).toEqual(['a_id']);
  });

  /** A session beside the one that looks at the catalog. */
  async function freshDatabaseClient(): Promise<pg.Client> {
    const { default: driver } = await import('pg');
    const other = new driver.Client(database.url);
    await other.connect();
    return other;
  }

  async function indexAppears(): Promise<void> {
    while ((await indexes()).length === 0);
  }
});

describe('DROP INDEX CONCURRENTLY', () => {
  it('that was done, but not journaled so, is not done again', async () => {
    await client.query('CREATE TABLE a (id integer); CREATE INDEX a_id ON a (id)');
    await run(database.url, [passage(1, [])]);
    await breakJournal('UPDATE', 'XX000', false);
    const plan = passage(2, [outside(dropIndexConcurrently('a_id'))]);
    expect((await run(database.url, [plan])).error).toBeDefined();
    expect(await indexes()).toEqual([]);
    await mendJournal();
    const { events, journal } = await run(database.url, [plan]);
    expect(ran(events)).toEqual(['1 settled']);
    expect(journal.releases).toHaveLength(2);
  });
});

describe('a step that fails', () => {
  it('does not print the rows that it failed on', async () => {
    await client.query(`CREATE TABLE users (id integer PRIMARY KEY, secret text, name text CHECK (name <> 'x'));
INSERT INTO users VALUES (1, 'hunter2')`);
    const fill = passage(1, [
      outside({
        kind: 'backfill',
        backfill: {
          table: { schema: 'public', name: 'users' },
          column: 'name',
          expression: { text: "'x'", key: "'x'" } as never,
          key: [{ name: 'id', type: { name: 'integer', modifiers: [], array: false } }],
          batchSize: 100,
        },
      }),
    ]);
    const outcome = await run(database.url, [fill]);
    expect(outcome.error).toMatchObject({ message: expect.stringContaining('users_name_check') });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });
});
