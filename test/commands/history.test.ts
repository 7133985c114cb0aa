import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../src/output/style.ts';
import { type HistoryView, historyJson, renderHistory } from '../../src/output/target/history.ts';
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts';
import { makeToy, run, type Toy } from './target-support.ts';

let toy: Toy;
let database: FreshDatabase;

beforeAll(async () => {
  [toy, database] = await Promise.all([makeToy(2), freshDatabase(17)]);
});

afterAll(() => Promise.all([toy.remove(), database.drop()]));

const command = (...args: readonly string[]) =>
  run(toy.folder, [...args, '--database-url', database.url], { COLUMNS: '120' });

describe('history', () => {
  it('of a target without a journal says that nothing was run', async () => {
    const { code, stdout, stderr } = await command('history');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').slice(1)).toEqual(['no journal: nothing was ever applied', '']);
    expect(JSON.parse((await command('history', '--json')).stdout)).toMatchObject({
      journal: false,
      entries: [],
    });
  });

  it('has what apply and rollback did, also under the names that Alembic gives them', async () => {
    expect(await command('upgrade', '+1')).toMatchObject({ code: 0 });
    expect(await command('downgrade', '-1')).toMatchObject({ code: 0 });
    const { stdout } = await command('history', '--verbose');
    const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
    expect(stdout.split('\n').slice(1)).toEqual([
      expect.stringMatching(
        new RegExp(`^${time}  applied 001 Users: 1 step in \\d+ ms, by postgres with learnr-schema 0.1.0$`),
      ),
      expect.stringMatching(/^ {2}1 {2}done {2}\d+ ms {2}CREATE TABLE users$/),
      expect.stringMatching(
        new RegExp(
          `^${time}  rolled back 001 Users: 1 step in \\d+ ms, by postgres with learnr-schema 0.1.0$`,
        ),
      ),
      expect.stringMatching(/^ {2}1 {2}done {2}\d+ ms {2}DROP TABLE users$/),
      '',
    ]);
    const { entries } = JSON.parse((await command('history', '--json')).stdout);
    expect(entries).toMatchObject([
      { kind: 'run', direction: 'forward', release: { number: 1, name: '001_initial' }, done: 1, of: 1 },
      // Its title is no longer in the journal.
      { kind: 'run', direction: 'backward', release: { number: 1, title: 'Users' }, steps: [{ number: 1 }] },
    ]);
  });
});

const step = { attempts: 1, toolVersion: '1.0.0' };
const common = { startedBy: 'deploy', toolVersion: '1.0.0' };
const view: HistoryView = {
  target: 'postgresql://db/app',
  server: '18.4',
  journal: true,
  entries: [
    {
      ...{ kind: 'stamp', release: { number: 1, slug: 'a', title: 'First', checksum: 'x' }, ...common },
      startedAt: new Date('2026-01-02T03:04:05.678Z'),
    },
    {
      ...{ kind: 'run', direction: 'backward', outcome: 'given up', of: 2, ...common },
      release: { number: 1, slug: 'a', title: 'First', checksum: 'x' },
      startedAt: new Date('2026-01-03T03:04:05.678Z'),
      finishedAt: new Date('2026-01-04T03:04:05.678Z'),
      steps: [{ ...step, number: 1, title: 'DROP TABLE x', state: 'done', milliseconds: 1300 }],
    },
    {
      ...{ kind: 'run', direction: 'forward', outcome: 'interrupted', of: 12, ...common },
      release: { number: 2, slug: 'b', title: 'Second', checksum: 'y' },
      startedAt: new Date('2026-01-05T03:04:05.678Z'),
      steps: [
        {
          ...step,
          number: 9,
          title: 'ALTER TABLE users ADD COLUMN timezone varchar(50)',
          state: 'done',
          milliseconds: 2,
        },
        {
          ...step,
          number: 10,
          title: 'CREATE INDEX CONCURRENTLY i ON t (a)',
          state: 'failed',
          milliseconds: 125_000,
          attempts: 3,
          errorCode: '55P03',
        },
        { ...step, number: 11, title: 'CREATE INDEX j ON t (b)', state: 'deferred', attempts: 0 },
      ],
    },
  ],
};

describe('the text', () => {
  it('says what was recorded, given up, and is half done', () => {
    expect(renderHistory(view, false, plain, 120)).toBe(
      `target  postgresql://db/app, PostgreSQL 18.4
2026-01-02T03:04:05.678Z  recorded 001 First: nothing was run, by deploy with learnr-schema 1.0.0
2026-01-03T03:04:05.678Z  gave up rolling back 001 First: 1 of 2 steps done, by deploy with learnr-schema 1.0.0
2026-01-05T03:04:05.678Z  half way to 002 Second: 1 of 12 steps done, up to 3 attempts, by deploy with learnr-schema
                          1.0.0
`,
    );
  });

  it('has every step where it is to be verbose, and stays within 80 columns', () => {
    const text = renderHistory(view, true, plain, 80);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text.split('\n').slice(-5)).toEqual([
      '   9  done           2 ms  ALTER TABLE users ADD COLUMN timezone varchar(50)',
      '  10  failed    2 min 5 s  CREATE INDEX CONCURRENTLY i ON t (a) (3 attempts,',
      '                           SQLSTATE 55P03)',
      '  11  deferred             CREATE INDEX j ON t (b)',
      '',
    ]);
  });

  it('of an empty journal says that nothing was run', () => {
    expect(renderHistory({ ...view, entries: [] }, false, plain, 80)).toContain('nothing was ever applied');
    expect(historyJson({ ...view, entries: [] })).toMatchObject({ journal: true, entries: [] });
  });
});
