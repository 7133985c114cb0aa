import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../src/database/target/connect.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy, targetLock } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  [toy, database] = await Promise.all([makeToy(1), freshDatabase(16)]);
});

afterAll(() => Promise.all([toy.remove(), database.drop()]));

const command = (...args: readonly string[]) => run(toy.folder, [...args, '--database-url', database.url]);

it('shows who works on a target, and ends that when forced', async () => {
  const session = await connect(parseTargetUrl(database.url, 'DATABASE_URL'), () => {});
  await session.client.query('SELECT pg_advisory_lock($1)', [targetLock]);
  const refused = await command('unlock');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('[lock-held]');

  const forced = await command('unlock', '--force', '--json');
  expect(forced).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(forced.stdout)).toEqual({
    target: database.url,
    server: expect.stringMatching(/^16\./),
    ended: {
      ...{
        pid: expect.any(Number),
        user: 'postgres',
        application: 'learnr-schema',
        since: expect.any(String),
      },
      activity: { kind: 'idle', inTransaction: false, milliseconds: expect.any(Number) },
    },
    next: null,
  });
  await session.close();

  const { code, stdout } = await command('unlock');
  expect({ code, text: stdout.split('\n').slice(1) }).toEqual({
    code: 0,
    text: ['nobody works on it: there is nothing to free', ''],
  });
});
