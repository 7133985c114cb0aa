import { expect, it } from 'vitest';
import { plain } from '../../../src/output/style.ts';
import type { TargetEvent } from '../../../src/output/target/events.ts';
import { endProgress, progressOn } from '../../../src/output/target/progress.ts';

const of = {
  release: { number: 2, slug: 'posts', title: 'Posts' },
  direction: 'forward',
} as const;
const step = { ...of, step: 1, of: 3, title: 'CREATE TABLE posts' };

const events: readonly TargetEvent[] = [
  { kind: 'connected', url: 'postgresql://db/app', server: '18.4' },
  { kind: 'waiting', holder: { pid: 7, user: 'ada', address: '10.0.0.1', since: new Date(0) } },
  {
    kind: 'data_loss',
    ...of,
    losses: [
      {
        kind: 'table',
        name: 'public.old',
        id: 'table public.old' as never,
        relation: { schema: 'public', name: 'users' },
      },
    ],
  },
  { kind: 'release_started', ...of, steps: 3, done: 0 },
  { kind: 'step_started', ...step },
  { kind: 'step_finished', ...step, milliseconds: 2 },
  { kind: 'step_started', ...step, step: 2, title: 'CREATE INDEX a' },
  { kind: 'retry', ...of, reason: 'lock timeout', attempt: 1, attempts: 30, pauseMs: 80 },
  { kind: 'step_started', ...step, step: 2, title: 'CREATE INDEX a' },
  { kind: 'step_finished', ...step, step: 2, title: 'CREATE INDEX a', milliseconds: 61_000 },
  { kind: 'step_settled', ...step, step: 3, title: 'DROP INDEX b' },
  { kind: 'release_finished', ...of, milliseconds: 61_500 },
  { kind: 'warning', message: 'look out' },
];

function written(output: { isTTY?: boolean; columns?: number }, shown = events): string {
  let text = '';
  const onEvent = progressOn({ ...output, write: (more) => (text += more) }, plain);
  for (const event of shown) onEvent(event);
  return text;
}

it('writes plain lines where nobody watches', () => {
  expect(written({})).toBe(`target postgresql://db/app, PostgreSQL 18.4
waiting: ada from 10.0.0.1 works on the target since 1970-01-01T00:00:00.000Z (server process 7)
applying 002 Posts destroys:
  table public.old
applying 002 Posts: 3 steps
  1/3 CREATE TABLE posts
  2/3 CREATE INDEX a
  others hold its locks: attempt 1 of 30, again in 80 ms
  2/3 CREATE INDEX a
  2/3 took 1 min 1 s
  3/3 DROP INDEX b: was done already
applied 002 Posts in 1 min 2 s
warning: look out
`);
});

/** What a terminal shows in the end of what was written to it. */
function screen(text: string): readonly string[] {
  return text.split('\n').map((line) => line.split('\r\u001b[2K').at(-1) ?? '');
}

it('ticks steps off on a terminal, above a line that says where it stands', () => {
  const shown = (count: number) => screen(written({ isTTY: true, columns: 80 }, events.slice(4, 4 + count)));
  expect(shown(1)).toEqual(['  ────────── 1/3 CREATE TABLE posts']);
  expect(shown(4)).toEqual([
    '  ✓ CREATE TABLE posts 2 ms',
    '  others hold its locks: attempt 1 of 30, again in 80 ms',
    '  ━━━─────── 2/3 CREATE INDEX a',
  ]);
  expect(shown(7)).toEqual([
    '  ✓ CREATE TABLE posts 2 ms',
    '  others hold its locks: attempt 1 of 30, again in 80 ms',
    '  ✓ CREATE INDEX a 1 min 1 s',
    '  ✓ DROP INDEX b was done already',
    '',
  ]);
});

const blocked: TargetEvent = {
  ...{ kind: 'blocked', ...step },
  blockers: [
    { pid: 9, user: 'ada', state: 'idle in transaction', milliseconds: 90_000, query: 'SELECT 1' },
    { pid: 0 },
  ],
};

const filled = (done: number): TargetEvent => ({
  ...{ kind: 'step_progress', ...step, phase: 'filling rows', done, outOf: 400 },
});

it('says how far a long step is, how long the rest takes, and who is in the way', () => {
  const text = (isTTY: boolean) => {
    let written = '';
    let now = 0;
    const onEvent = progressOn({ isTTY, columns: 80, write: (more) => (written += more) }, plain, () => now);
    for (const event of [
      { kind: 'step_started', ...step } as const,
      filled(100),
      blocked,
      blocked,
      filled(200),
    ]) {
      onEvent(event);
      now += 20_000;
    }
    return screen(written);
  };
  const waits =
    '  1/3 waits for process 9 (ada, idle in transaction for 1 min 30 s: SELECT 1), a prepared transaction';
  expect(text(true)).toEqual([
    waits,
    '  ────────── 1/3 CREATE TABLE posts: filling rows 50 %, 2 min 0 s left'.slice(0, 80),
  ]);
  expect(text(false)).toEqual([
    '  1/3 CREATE TABLE posts',
    waits,
    '  1/3 filling rows 50 %, 2 min 0 s left',
    '',
  ]);
});

it('never writes a line that the terminal would break, since that could not be cleared', () => {
  const started: TargetEvent = { kind: 'step_started', ...step, title: 'CREATE TABLE 表表表表表表表表' };
  expect(screen(written({ isTTY: true, columns: 38 }, [started]))).toEqual([
    '  ────────── 1/3 CREATE TABLE 表表表',
  ]);
});

it('leaves no line for what comes after a failure to be written behind', () => {
  const failed = (output: { isTTY?: boolean }) => {
    let text = '';
    const write = (more: string) => (text += more);
    progressOn({ ...output, write }, plain)({ kind: 'step_started', ...step });
    endProgress({ ...output, write });
    return text;
  };
  expect(failed({})).toBe('  1/3 CREATE TABLE posts\n');
  expect(failed({ isTTY: true }).endsWith('\r\u001b[2K')).toBe(true);
});
