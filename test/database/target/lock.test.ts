import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockHolder, lockTarget } from '../../../src/database/journal/lock.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import type { Session } from '../../../src/database/target/session.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';
import { createIndexConcurrently, createTable, outside, passage, run, transaction } from './support.ts';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase(18);
});

afterEach(() => database.drop());

function open(onEvent: (event: TargetEvent) => void = () => {}): Promise<Session> {
  return connect(parseTargetUrl(database.url, 'DATABASE_URL'), onEvent);
}

async function backendOf({ client }: Session): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

it('is held by one session until that ends', async () => {
  const first = await open();
  await lockTarget(first.client, () => {});
  const holder = await lockHolder(database.client);
  expect(holder).toEqual({ pid: await backendOf(first), user: 'postgres', since: expect.any(Date) });

  const events: TargetEvent[] = [];
  const closing: Promise<void>[] = [];
  const second = await open();
  await lockTarget(second.client, (event) => {
    events.push(event);
    closing.push(first.close());
  });
  await Promise.all(closing);
  expect(events).toEqual([{ kind: 'waiting', holder }]);
  expect((await lockHolder(database.client))?.pid).toBe(await backendOf(second));
  await second.close();
});

it('of another database is another lock', async () => {
  const other = await freshDatabase(18);
  const [first, second] = [await open(), await connect(parseTargetUrl(other.url, 'DATABASE_URL'), () => {})];
  await lockTarget(first.client, () => {});
  await lockTarget(second.client, () => expect.unreachable());
  expect((await lockHolder(database.client))?.pid).toBe(await backendOf(first));
  await Promise.all([first.close(), second.close()]);
  await other.drop();
});

it('does not keep who holds it from building an index', async () => {
  const plan = passage(1, [transaction([createTable('a')]), outside(createIndexConcurrently('a', 'a_id'))]);
  const second = await open();
  const waiting: Promise<void>[] = [];
  const { error } = await run(database.url, [plan], (event) => {
    if (event.kind === 'step_started' && event.step === 1) waiting.push(lockTarget(second.client, () => {}));
  });
  await Promise.all(waiting);
  await second.close();
  expect(error).toBeUndefined();
});
