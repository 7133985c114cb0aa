import { afterEach, beforeEach, expect, it } from 'vitest';
import { readHistory } from '../../../src/database/journal/history.ts';
import { stampReleases } from '../../../src/database/journal/stamp.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import {
  createIndexConcurrently,
  createTable,
  dropTable,
  outside,
  passage,
  run,
  transaction,
} from '../target/support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
});

afterEach(() => database.drop());

it('has runs and what was recorded without one, in the order of time', async () => {
  const first = passage(1, [transaction([createTable('a')])]);
  const back = passage(1, [transaction([dropTable('a')])], 'backward');
  // The index cannot be built: there is no such table.
  const failing = passage(2, [outside(createIndexConcurrently('b', 'b_id'))]);
  await run(database.url, [first, back]);
  await stampReleases(database.client, [first.release], '1.0.0');
  await run(database.url, [failing]);

  const about = { startedAt: expect.any(Date), startedBy: 'postgres', toolVersion: '1.0.0' };
  const step = { attempts: 1, toolVersion: '1.0.0' };
  const took = { finishedAt: expect.any(Date) };
  const release = { number: 1, slug: 'release_1', checksum: 'checksum 1', title: 'Release 1' };
  const entries = await readHistory(database.client);
  expect(entries).toEqual([
    {
      ...{ kind: 'run', release, direction: 'forward', outcome: 'finished', of: 1, ...about, ...took },
      steps: [
        { ...step, number: 1, title: 'CREATE TABLE a', state: 'done', milliseconds: expect.any(Number) },
      ],
    },
    {
      ...{ kind: 'run', release, direction: 'backward', outcome: 'finished', of: 1, ...about, ...took },
      steps: [{ ...step, number: 1, title: 'DROP TABLE a', state: 'done', milliseconds: expect.any(Number) }],
    },
    { kind: 'stamp', release, ...about },
    {
      ...{ kind: 'run', direction: 'forward', outcome: 'interrupted', of: 1, ...about },
      release: { number: 2, slug: 'release_2', checksum: 'checksum 2' },
      steps: [
        {
          ...{ ...step, number: 1, state: 'failed', errorCode: '42P01', milliseconds: expect.any(Number) },
          title: 'CREATE INDEX CONCURRENTLY b_id ON b (id)',
        },
      ],
    },
  ]);

  await stampReleases(database.client, [], '1.0.0');
  // The release is gone, and its stamping with it; the run that was interrupted is at an end.
  expect(
    (await readHistory(database.client)).map((entry) => (entry.kind === 'run' ? entry.outcome : entry.kind)),
  ).toEqual(['finished', 'finished', 'given up']);
});

it('counts a run that put steps off as finished', async () => {
  const two = passage(1, [transaction([createTable('a'), createTable('b')])]);
  await run(database.url, [two]);
  await database.client.query(
    `UPDATE learnr_schema.step SET state = 'deferred', was_deferred = true, attempts = 0 WHERE number = 2`,
  );
  expect(await readHistory(database.client)).toMatchObject([
    { outcome: 'finished', steps: [{ state: 'done' }, { state: 'deferred', attempts: 0 }] },
  ]);
  const [entry] = await readHistory(database.client);
  expect(entry?.kind === 'run' && entry.steps[1]).not.toHaveProperty('milliseconds');
});
