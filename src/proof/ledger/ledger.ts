import type { StatementKind } from '../../sql/statement.ts';
import type { LockMode } from './lock-mode.ts';

/** What a plan did on a server, step by step: plain data. */
export type Ledger = {
  readonly steps: readonly LedgerEntry[];
  readonly milliseconds: number;
};

export type LedgerEntry = {
  /** Of the plan, counted from 1. */
  readonly batch: number;
  /** Of the plan, counted from 1 through all batches. */
  readonly step: number;
  readonly statement: StatementKind;
  /** The relations that existed before the plan and are locked at the end of the step, by name. */
  readonly relations: readonly RelationEntry[];
  /** Work on rows of what the plan itself made, while it may hold locks on what was there before. */
  readonly elsewhere: readonly Elsewhere[];
  /**
   * - `exact`: read in the step's own transaction before it could end.
   * - `sampled`: the statement runs outside a transaction and takes and gives back locks while it runs. They are what
   *   PostgreSQL's documentation says that it takes at least, and what another session saw that blocks anybody.
   */
  readonly observed: 'exact' | 'sampled';
  /** What the server said of its work at DEBUG1, in its words and order. */
  readonly messages: readonly string[];
  /** On scratch, where tables hold few rows. */
  readonly milliseconds: number;
};

export type RelationEntry = {
  /** The name before the plan, whatever the plan renames: `public.users`. */
  readonly relation: string;
  /** The strongest mode held at the end of the step, since whichever step of its transaction. */
  readonly lock: LockMode;
  /** The strongest mode that no earlier step of the transaction had taken; absent where the step took none. */
  readonly taken?: LockMode;
  /** Every mode held at the end of the step, from the weakest. */
  readonly held: readonly LockMode[];
  /** The table was written anew: it has another relfilenode. */
  readonly rewrite: boolean;
  /** All its rows were read to verify or validate something. */
  readonly scan: boolean;
  /** An index of it was built. */
  readonly build: boolean;
};

export type Elsewhere = { readonly relation: string; readonly work: Work };

/** What takes the longer the more rows there are. */
export type Work = 'rewrite' | 'scan' | 'index-build';

/** All the work of a step. What a rewrite reads and builds by the way is part of the rewrite. */
export function workOf({ relations, elsewhere }: LedgerEntry): readonly Elsewhere[] {
  return [...relations.flatMap(worksOn), ...elsewhere];
}

function worksOn({ relation, rewrite, scan, build }: RelationEntry): readonly Elsewhere[] {
  if (rewrite) return [{ relation, work: 'rewrite' }];
  return [
    ...(scan ? [{ relation, work: 'scan' } as const] : []),
    ...(build ? [{ relation, work: 'index-build' } as const] : []),
  ];
}
