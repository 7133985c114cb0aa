import { describe, expect, it } from 'vitest';
import { connectionsFinding } from '../../../src/database/doctor/connections.ts';
import { locksOf, lockTableFindings } from '../../../src/database/doctor/lock-table.ts';
import { preparedFindings } from '../../../src/database/doctor/prepared.ts';
import { slotFindings } from '../../../src/database/doctor/slots.ts';
import { type SessionRow, transactionFindings } from '../../../src/database/doctor/transactions.ts';
import { checkVersion } from '../../../src/database/doctor/version.ts';
import { age, list, shortQuery, size } from '../../../src/database/doctor/words.ts';
import { wraparoundFindings } from '../../../src/database/doctor/wraparound.ts';
import type { Session } from '../../../src/database/target/session.ts';
import { modelOf } from '../../support/model.ts';

/** What no test server is in the state of. */
describe('findings', () => {
  const session: SessionRow = {
    ...{ pid: 7, user: 'ada', program: 'psql', state: 'active', transaction: 299, unchanged: 299 },
    ...{ query: 'SELECT 1', hidden: false, asked: 'ada', locks: [] },
  };
  const limits = { transaction: 300, idle: 60 };

  it.each([
    [{}, 'ok'],
    [{ transaction: 300 }, 'warning'],
    [{ state: 'idle in transaction', unchanged: 59 }, 'ok'],
    [{ state: 'idle in transaction', unchanged: 60 }, 'warning'],
    [{ state: 'idle in transaction (aborted)', unchanged: 60 }, 'warning'],
    [{ state: 'idle', transaction: null, unchanged: 9999 }, 'ok'],
  ])('of a session with %j', (difference, status) => {
    expect(transactionFindings([{ ...session, ...difference }], limits)).toMatchObject([{ status }]);
  });

  it('of connections count those that are kept for superusers', () => {
    expect(connectionsFinding({ used: 90, usable: 97 })).toMatchObject({ status: 'ok' });
    expect(connectionsFinding({ used: 97, usable: 97 })).toMatchObject({
      status: 'warning',
      title: '1 connection of 97 free',
    });
  });

  it('of the lock table are none where there is room', () => {
    expect(lockTableFindings(200, 100)).toEqual([]);
    expect(lockTableFindings(199, 100)).toMatchObject([{ status: 'warning' }]);
    expect(lockTableFindings(99, 100)).toMatchObject([{ status: 'problem' }]);
    const table = 'id: {type: serial, primary_key: true}, a: {type: text, unique: true}';
    // The table, TOAST and its index, the sequence, the primary key and the unique index.
    expect(locksOf(modelOf(`tables: {t: {columns: {${table}}}}`))).toBe(6);
  });

  it('of prepared transactions, slots and autovacuum say what to do', () => {
    expect(preparedFindings([])).toEqual([]);
    expect(preparedFindings([{ gid: "it's", owner: 'ada', seconds: 7200 }])).toEqual([
      {
        status: 'warning',
        title: '1 prepared transaction holds locks until somebody ends it',
        detail: ["it's of ada, prepared 2 h ago"],
        help: "Where its coordinator is gone: ROLLBACK PREPARED 'it''s';",
      },
    ]);
    expect(slotFindings([{ name: 'old', kind: 'logical', kept: 5 * 1024 ** 3, rows: true }])).toMatchObject([
      { status: 'warning', detail: ['old (logical) keeps 5.0 GB of the write-ahead log and dead rows'] },
    ]);
    expect(
      wraparoundFindings([{ pid: 1, what: 'autovacuum: VACUUM public.users (to prevent wraparound)' }]),
    ).toMatchObject([
      { title: 'autovacuum works against wraparound on public.users, and does not give way to ALTER TABLE' },
    ]);
  });

  it.each([
    [15, 15, 'ok'],
    [15, 17, 'problem'],
    [19, 15, 'warning'],
  ] as const)('of a server %i and releases for %i', async (major, postgresql, status) => {
    const at = { server: { major, text: `${major}.1` } } as Session;
    const head = { postgresql, objects: new Map() };
    const facts = {
      ...{ project: { releases: [], head, at: () => Promise.resolve(head) } },
      ...{ journal: { kind: 'none' as const }, limits },
    };
    expect(await checkVersion(at, facts)).toMatchObject([{ status }]);
  });
});

describe('words', () => {
  it('of other people’s queries hold none of their constants', () => {
    expect(shortQuery("ALTER ROLE ada\n  PASSWORD 'hunter2'")).toBe("ALTER ROLE ada PASSWORD '…'");
    expect(shortQuery("SELECT 'it''s hunter2'")).toBe("SELECT '…'");
    // Cut by the server in the middle of a constant.
    expect(shortQuery("SELECT 'hunter2")).toBe("SELECT '…'");
    expect(shortQuery('DO $x$ hunter2 $x$')).not.toContain('hunter2');
    expect(shortQuery('SELECT \u001b[31m')).toBe('SELECT ·[31m');
    expect(shortQuery(`SELECT ${'x'.repeat(100)}`)).toHaveLength(60);
  });

  it('of durations, sizes and lists are short', () => {
    expect([59, 61, 3 * 3600, 3 * 3600 + 60, 5 * 86_400].map(age)).toEqual([
      ...['59 s', '1 min', '3 h', '3 h 1 min', '5 days'],
    ]);
    expect([0, 1023, 1536, 20 * 1024 ** 2].map(size)).toEqual(['0 bytes', '1023 bytes', '1.5 kB', '20 MB']);
    expect(list([...'abcdefgh'])).toBe('a, b, c, d, e, f, g, h');
    expect(list([...'abcdefghi'])).toBe('a, b, c, d, e, f, g and 2 more');
  });
});
