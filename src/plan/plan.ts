import type { Change } from '../diff/change.ts';
import type { Id } from '../model/id.ts';
import type { Major } from '../model/model.ts';
import type { QualifiedName, Statement } from '../sql/statement.ts';

/** Ordered batches from one model to another: plain data, the same for the same pair of models. */
export type Plan = {
  /** The oldest major version that this plan must run on. */
  readonly postgresql: Major;
  readonly batches: readonly Batch[];
  /** What the plan would destroy, table by table and column by column. */
  readonly losses: readonly Loss[];
  /** What looks like something else than it says, with the line to write. */
  readonly hints: readonly RenameHint[];
};

/** Steps that share a transaction, or the single step that may not have one. */
export type Batch = {
  readonly transaction: boolean;
  readonly timeouts: Timeouts;
  readonly steps: readonly Step[];
};

/**
 * How long a statement may wait for a lock and run.
 * - `none`: it touches only what the plan itself makes; nobody else can be in the way.
 * - `brief`: it takes a lock that readers or writers of an existing table would queue behind, so it gives up soon and is tried again.
 * - `patient`: it takes locks that block nobody and waits for old snapshots (CONCURRENTLY, VALIDATE, batched backfill).
 *   A short timeout would only kill it.
 */
export type TimeoutClass = 'none' | 'brief' | 'patient';

/** Milliseconds; 0 is no limit, as in PostgreSQL. */
export type Timeouts = {
  readonly class: TimeoutClass;
  readonly lockTimeout: number;
  readonly statementTimeout: number;
  /** How often the batch is tried in all before it fails. */
  readonly attempts: number;
};

export type Step = {
  readonly statement: Statement;
  /** The change that made this step necessary. */
  readonly cause: Change;
  readonly hazards: readonly Hazard[];
  readonly timeouts: TimeoutClass;
};

/**
 * - `data-loss`: rows or values are destroyed that going back cannot restore.
 * - `rewrite`: the table is written anew under ACCESS EXCLUSIVE.
 * - `blocking`: writers (or readers) of an existing table wait for as long as a scan takes.
 * - `backward-incompatible`: a program written for the previous schema can fail after this step.
 */
export type HazardKind = 'data-loss' | 'rewrite' | 'blocking' | 'backward-incompatible';

export type Hazard = { readonly kind: HazardKind; readonly message: string };

export type Loss = {
  readonly kind: 'table' | 'column' | 'sequence';
  /** `public.users.email`, quoted where it must be. */
  readonly name: string;
  readonly id: Id;
  /** Where it is before the plan. */
  readonly relation: QualifiedName;
  readonly column?: string;
};

/** Something dropped and something added that look like one rename. */
export type RenameHint = {
  readonly kind: 'table' | 'column' | 'index' | 'view' | 'enum' | 'sequence';
  readonly dropped: Id;
  readonly added: Id;
  /** The line to write under the added object: `renamed_from: nickname`. */
  readonly line: string;
};
