import type { Pair } from '../../diff/pair.ts';
import type { Plan } from '../../plan/plan.ts';

export type Direction = 'forward' | 'backward';

/** What the journal knows a release by. */
export type ReleaseIdentity = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  /** SHA-256 of the release's file, in hexadecimal. */
  readonly checksum: string;
};

/** The way from one release to the next, or back: what the executor runs as one. */
export type Passage = {
  /** The release that is reached forward, or left backward. */
  readonly release: ReleaseIdentity;
  readonly direction: Direction;
  /** What the plan is of, in its direction. */
  readonly pair: Pair;
  readonly plan: Plan;
};
