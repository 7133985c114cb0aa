import type { Loss } from '../../plan/plan.ts';

/** What happens on the target, as it happens, for whoever shows it. */
export type TargetEvent =
  | { readonly kind: 'connected'; readonly url: string; readonly server: string }
  /** Another deployer is at work. Sent once for each holder. */
  | { readonly kind: 'waiting'; readonly holder?: LockHolder }
  | (OfRelease & {
      readonly kind: 'release_started';
      readonly steps: number;
      /** Steps that an earlier run, which was interrupted, has done. */
      readonly done: number;
    })
  | (OfStep & { readonly kind: 'step_started' })
  | (OfStep & { readonly kind: 'step_finished'; readonly milliseconds: number })
  /** The step had been started by a run that was interrupted, and turned out to be done. */
  | (OfStep & { readonly kind: 'step_settled' })
  /** An INVALID index that an interrupted build left behind was dropped. */
  | (OfStep & { readonly kind: 'leftover_dropped'; readonly index: string })
  /** A batch was given up because others hold locks, and is tried again after a pause. */
  | (OfRelease & {
      readonly kind: 'retry';
      readonly reason: 'lock timeout' | 'deadlock';
      /** The attempt that failed, counted from 1. */
      readonly attempt: number;
      readonly attempts: number;
      readonly pauseMs: number;
    })
  /** Others hold locks that the step waits for. Sent again while it lasts. */
  | (OfStep & { readonly kind: 'blocked'; readonly blockers: readonly BlockerView[] })
  /** How far a statement has come, where the server says, or a backfill. `phase` is in the server's words. */
  | (OfStep & {
      readonly kind: 'step_progress';
      readonly phase: string;
      readonly done: number;
      readonly outOf: number;
    })
  /** A statement still runs, and the server does not say how far it has come. */
  | (OfStep & { readonly kind: 'step_running'; readonly milliseconds: number })
  /** Steps that a run with --defer-indexes left. */
  | (OfRelease & { readonly kind: 'deferred'; readonly titles: readonly string[] })
  /** What an earlier run left is run now. */
  | (OfRelease & { readonly kind: 'deferred_started'; readonly steps: number })
  /** A dump of the whole database, made by this version of pg_dump. */
  | {
      readonly kind: 'backup_written';
      readonly file: string;
      readonly bytes: number;
      readonly version: string;
      readonly milliseconds: number;
    }
  /** The target differs from its release, and the run goes on. `touched`: in what the plan changes. */
  | { readonly kind: 'drift'; readonly touched: boolean; readonly differences: readonly string[] }
  | (OfRelease & { readonly kind: 'release_finished'; readonly milliseconds: number })
  /** What is about to be destroyed; somebody has allowed it. */
  | (OfRelease & { readonly kind: 'data_loss'; readonly losses: readonly Loss[] })
  | { readonly kind: 'warning'; readonly message: string }
  /** Values are copied to the attic while people work. `rows` of the table were walked since the run began. */
  | { readonly kind: 'copying'; readonly what: string; readonly rows: number; readonly done: boolean }
  /** What a plan would have destroyed is in the attic. `as`: its table there. */
  | {
      readonly kind: 'kept';
      readonly what: KeptKind;
      readonly name: string;
      readonly rows: number;
      readonly as: string;
    }
  /** What the attic had is back, and what did not fit stays there: the first of it for the reason. */
  | {
      readonly kind: 'put_back';
      readonly what: KeptKind;
      readonly name: string;
      readonly rows: number;
      readonly left: number;
      readonly reason?: string;
    };

/** What the attic keeps: of `digits` the column stays, and its values are rounded. */
export type KeptKind = 'table' | 'column' | 'digits' | 'sequence';

type OfRelease = {
  readonly release: { readonly number: number; readonly slug: string; readonly title: string };
  readonly direction: 'forward' | 'backward';
};

type OfStep = OfRelease & {
  /** Of the plan, counted from 1. */
  readonly step: number;
  readonly of: number;
  /** One line that says what the step does. */
  readonly title: string;
};

/** Who holds what a step waits for, as far as this role may see it. */
export type BlockerView = {
  /** 0 for a prepared transaction. */
  readonly pid: number;
  readonly user?: string;
  readonly application?: string;
  /** As in pg_stat_activity. */
  readonly state?: string;
  /** Age of its transaction. */
  readonly milliseconds?: number;
  readonly query?: string;
};

/** Who holds the lock, as far as this role may see it. */
export type LockHolder = {
  readonly pid: number;
  readonly user: string;
  /** Where it is connected from; absent for a Unix socket. */
  readonly address?: string;
  readonly since: Date;
};

export type OnEvent = (event: TargetEvent) => void;
