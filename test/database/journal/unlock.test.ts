import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockHolder, lockTarget } from '../../../src/database/journal/lock.ts';
import { inspectHolder, seemsDead } from '../../../src/database/journal/unlock.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { Session } from '../../../src/database/target/session.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { unlock } from '../../../src/operations/unlock.ts';
import { projectAt } from '../../../src/release/project.ts';
import { type FreshDatabase, freshDatabase } from '../../support/postgres.ts';

let database: FreshDatabase;
let holder: Session;

beforeAll(async () => {
  database = await freshDatabase(15);
});

afterAll(() => database.drop());

beforeEach(async () => {
  holder = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
});

afterEach(() => holder.close());

/** @param user who unlocks */
function free(idleLimitMs: number, force = false, user?: string) {
  const url = new URL(database.url);
  if (user !== undefined) url.username = user;
  return unlock(
    {
      project: projectAt('spec'),
      target: { kind: 'url', url: parseTargetUrl(url.href, 'DATABASE_URL') },
      onEvent: () => {},
    },
    idleLimitMs,
    force,
  );
}

const untilNever = 3_600_000;

async function lock(): Promise<number> {
  await lockTarget(holder.client, () => {});
  const { rows } = await holder.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

it('says that nobody works there', async () => {
  const { ended, next } = await free(0);
  expect({ ended, next }).toEqual({ ended: undefined, next: undefined });
});

it('ends a session that has said nothing for too long', async () => {
  const pid = await lock();
  const { ended, next } = await free(0);
  expect(ended).toMatchObject({
    ...{ pid, user: 'postgres', application: 'learnr-schema', since: expect.any(Date) },
    activity: { kind: 'idle', inTransaction: false, milliseconds: expect.any(Number) },
  });
  expect(next).toBeUndefined();
  expect(await lockHolder(database.client)).toBeUndefined();
  await expect(holder.client.query('SELECT 1')).rejects.toThrow();
});

it('leaves a session that said something a while ago, unless forced', async () => {
  const pid = await lock();
  await holder.client.query('BEGIN');
  await expect(free(untilNever)).rejects.toMatchObject({
    diagnostics: [
      {
        code: 'lock-held',
        message: expect.stringMatching(
          /^postgres on a Unix socket \(learnr-schema, server process \d+, connected since 2\S+Z\) works on the target: idle in a transaction for \d/,
        ),
        help: 'It is taken for gone when it has said nothing for 3600 s; apply and rollback wait for it by themselves. To end it nevertheless, add --force.',
      },
    ],
  });
  expect((await free(untilNever, true)).ended?.pid).toBe(pid);
  expect(await lockHolder(database.client)).toBeUndefined();
});

it('never takes a session that is at a statement for gone, and tells which', async () => {
  await lock();
  const working = holder.client
    .query(`SELECT pg_sleep(600)\n  AS "a\u001b[31m"`)
    .catch((error: Error) => error.message);
  let found = await inspectHolder(database.client);
  while (found?.activity.kind !== 'active') found = await inspectHolder(database.client);
  expect(seemsDead(found, 0)).toBe(false);
  await expect(free(0)).rejects.toThrow(/at a statement for .*: SELECT pg_sleep\(600\) AS "a·\[31m"$/);
  expect((await free(0, true)).ended?.activity.kind).toBe('active');
  expect(await working).toBe('terminating connection due to administrator command');
});

describe('a role that is neither the holder nor a superuser', () => {
  const role = `r_${randomBytes(6).toString('hex')}`;
  beforeAll(() => database.client.query(`CREATE ROLE ${role} LOGIN`));
  afterAll(() => database.client.query(`DROP ROLE ${role}`));

  it('is told that it may neither see nor end the session', async () => {
    const pid = await lock();
    await expect(free(0, false, role)).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'lock-held',
          message: `postgres (learnr-schema, server process ${pid}) works on the target: the role may not see what it does`,
        },
      ],
    });
    await expect(free(0, true, role)).rejects.toMatchObject({
      diagnostics: [
        {
          code: 'target-rights',
          message: expect.stringMatching(/^the role may not end a session of postgres: /),
        },
      ],
    });
    expect((await lockHolder(database.client))?.pid).toBe(pid);
  });
});
