import { describe, expect, it } from 'vitest';
import type { AppliedRelease, Run } from '../../../src/database/journal/journal.ts';
import type { ReleaseIdentity } from '../../../src/database/journal/passage.ts';
import {
  checkHalfDone,
  journalProblems,
  position,
  type Standing,
} from '../../../src/database/journal/position.ts';

function release(number: number, slug = `slug_${number}`): ReleaseIdentity {
  return { number, slug, title: `Title ${number}`, checksum: `${slug} checksum` };
}

function applied(number: number, slug?: string): AppliedRelease {
  const more = { appliedAt: new Date(0), appliedBy: 'ada', milliseconds: 1, toolVersion: '1.0.0' };
  return { ...release(number, slug), ...more };
}

function halfDone(number: number, direction: Run['direction'], slug?: string): Run {
  const more = { id: '1', of: 2, startedAt: new Date(0), startedBy: 'ada', toolVersion: '1.0.0' };
  return { ...more, release: release(number, slug), direction, steps: new Map() };
}

const chain = [release(1), release(2)];

const problems = (journal: Standing) =>
  journalProblems(journal, chain).map(({ code, message }) => `${code}: ${message}`);

describe('journalProblems', () => {
  it.each<[string, Standing]>([
    ['at base', { releases: [] }],
    ['on its way', { releases: [applied(1)] }],
    ['at head', { releases: [applied(1), applied(2)] }],
    ['half way to the next', { releases: [applied(1)], unfinished: halfDone(2, 'forward') }],
    ['half way back', { releases: [applied(1)], unfinished: halfDone(1, 'backward') }],
  ])('finds none on a target %s', (_, journal) => {
    expect(problems(journal)).toEqual([]);
  });

  it('names releases that are not at hand', () => {
    expect(problems({ releases: [applied(1), applied(2), applied(3, 'later')] })).toEqual([
      'target-ahead: the target has release 003_later (Title 3), which is not among the releases at hand',
    ]);
    expect(problems({ releases: [applied(1), applied(2)], unfinished: halfDone(3, 'forward') })).toEqual([
      'target-ahead: release 003_slug_3 is half done on the target, and it is not the one at hand',
    ]);
  });

  it('names releases of other projects, and edited ones', () => {
    const edited = { ...applied(2), checksum: 'other' };
    expect(problems({ releases: [applied(1, 'foreign'), edited] })).toEqual([
      'journal-differs: the target has release 001_foreign, and the one at hand is 001_slug_1',
      'journal-differs: release 002_slug_2 was another when it was applied to the target: its file has changed since',
    ]);
  });

  it('names gaps', () => {
    expect(problems({ releases: [applied(2)] })).toEqual([
      'journal-gap: the target has releases after 001, and not 001 itself',
    ]);
  });
});

describe('checkHalfDone', () => {
  const forward = { releases: [applied(1)], unfinished: halfDone(2, 'forward') };
  const backward = { releases: [applied(1)], unfinished: halfDone(1, 'backward') };

  it('lets a run be finished', () => {
    checkHalfDone(forward, { release: release(2), direction: 'forward' });
    checkHalfDone(backward, { release: release(1), direction: 'backward' });
    checkHalfDone({}, undefined);
  });

  it('lets nothing else begin', () => {
    expect(() => checkHalfDone(forward, { release: release(1), direction: 'backward' })).toThrow(
      'the target is half way to release 002_slug_2',
    );
    expect(() => checkHalfDone(backward, { release: release(2), direction: 'forward' })).toThrow(
      'the target is half way back from release 001_slug_1',
    );
    expect(() => checkHalfDone(forward, undefined)).toThrow('half way');
  });
});

it('is at the last release', () => {
  expect(position({ releases: [] })).toBe(0);
  expect(position({ releases: [applied(1), applied(2)] })).toBe(2);
});
