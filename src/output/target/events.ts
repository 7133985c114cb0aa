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
  | (OfRelease & { readonly kind: 'release_finished'; readonly milliseconds: number })
  /** What is about to be destroyed; somebody has allowed it. */
  | (OfRelease & { readonly kind: 'data_loss'; readonly losses: readonly Loss[] })
  | { readonly kind: 'warning'; readonly message: string };

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

/** Who holds the lock, as far as this role may see it. */
export type LockHolder = {
  readonly pid: number;
  readonly user: string;
  /** Where it is connected from; absent for a Unix socket. */
  readonly address?: string;
  readonly since: Date;
};

export type OnEvent = (event: TargetEvent) => void;
