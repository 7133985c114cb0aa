import type { Model } from '../../model/model.ts';
import type { Finding } from '../../output/doctor/finding.ts';
import type { Release } from '../../release/chain.ts';
import type { LockHolder } from '../target/events.ts';
import type { Session } from '../target/session.ts';
import type { JournalState } from './journal-state.ts';

/** They belong to who shows them. */
export type { Examined } from '../../output/doctor/finding.ts';

/** What a project wants of a target. */
export type ProjectFacts = {
  /** An unbroken chain. */
  readonly releases: readonly Release[];
  /** The schema at the newest release. */
  readonly head: Model;
  /** The schema at a release; 0 is before the first. */
  readonly at: (number: number) => Promise<Model>;
};

export type Limits = {
  /** Seconds from which a transaction is a long one. */
  readonly transaction: number;
  /** Seconds for which a program may do nothing in an open transaction. */
  readonly idle: number;
};

export const usualLimits: Limits = { transaction: 300, idle: 60 };

/** What is known before any check. */
export type Facts = {
  /** Absent where there is no project, or none that can be read. */
  readonly project?: ProjectFacts;
  readonly journal: JournalState;
  /** Who works on the target now. */
  readonly holder?: LockHolder;
  readonly limits: Limits;
};

/** Looks at one thing, in as few queries as it takes, and changes nothing. */
export type Check = (session: Session, facts: Facts) => Promise<readonly Finding[]>;
