import { afterAll, expect } from 'vitest';
import type { Subject } from './subject.ts';
import type { Death, Point, Reference } from './trial.ts';

const asked = process.env['CRASH'];

/** Whether points of all subjects are tried, which takes long, or a few of each kind. */
export const all = asked !== undefined;

/** Of all points, `CRASH=all` is to try each, and `CRASH=7` every seventh. */
const every = asked === undefined || asked === 'all' ? 1 : Number(asked);

export function isTurn(position: number): boolean {
  return position % every === 0;
}

/** What came of the points of one test file. */
export type Tally = {
  note(subject: Subject, reference: Reference, point: Point, death: Death, wrong: string | undefined): void;
  /** Fails, with what is wrong, unless every point since the last call went well. */
  expectNone(): void;
};

/** Counts points by what ended the run there and when; where all are tried, prints that at the end. */
export function tallyOf(title: string): Tally {
  const counts = new Map<string, number>();
  const failed: string[] = [];
  let unseen: string[] = [];
  if (all)
    afterAll(() => {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const lines = [...counts].map(([name, count]) => `  ${name}: ${count}`).sort();
      process.stdout.write(`${title}: ${total} points, ${failed.length} failed\n${lines.join('\n')}\n`);
    });
  return {
    note: (subject, { requests }, point, death, wrong) => {
      const when = point.moment === 'inside' ? `inside, ${point.wait}` : point.moment;
      const name = `${death} ${when}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (wrong === undefined) return;
      const message = `${subject.name}: ${name} request ${point.at} of ${requests.length}, ${requests[point.at]?.slice(0, 200)}\n${wrong}`;
      failed.push(message);
      unseen.push(message);
    },
    expectNone: () => {
      const messages = unseen;
      unseen = [];
      expect(messages).toEqual([]);
    },
  };
}
