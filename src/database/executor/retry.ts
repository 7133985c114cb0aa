import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { isServerError, sqlstate } from '../target/server-error.ts';

export type RetryReason = 'lock timeout' | 'deadlock';

/** A try that failed in a way that another may not. `attempt` counts from 1. */
export type Retry = { readonly reason: RetryReason; readonly attempt: number; readonly pauseMs: number };

/** How long to go on trying. */
export type Limits = {
  readonly attempts: number;
  /** Milliseconds from the first attempt on, with the pauses. */
  readonly waitMs: number;
  /** Ends a pause. */
  readonly signal: AbortSignal;
};

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/**
 * Runs `action` until it succeeds, fails for good, or has had its attempts or its time; then throws what it threw last.
 *
 * @throws AbortError where the signal aborts in a pause
 */
export async function retrying<T>(
  { attempts, waitMs, signal }: Limits,
  onRetry: (retry: Retry) => void,
  action: (attempt: number) => Promise<T>,
): Promise<T> {
  const began = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action(attempt);
    } catch (error) {
      const reason = retryReason(error);
      const pauseMs = pauseAfter(attempt, Math.random());
      const isOver = attempt >= attempts || performance.now() - began + pauseMs > waitMs;
      if (reason === undefined || isOver) throw error;
      onRetry({ reason, attempt, pauseMs });
      await pause(pauseMs, undefined, { signal });
    }
  }
}

/** Why another attempt can succeed: others were in the way. */
export function retryReason(error: unknown): RetryReason | undefined {
  if (!isServerError(error)) return undefined;
  if (error.code === sqlstate.lockNotAvailable) return 'lock timeout';
  if (error.code === sqlstate.deadlockDetected) return 'deadlock';
  return undefined;
}

/**
 * Milliseconds, growing twofold up to a limit; the second half of it by chance, so that two that were in each other's way are not
 * again.
 *
 * @param chance from 0 to 1
 */
export function pauseAfter(attempt: number, chance: number): number {
  const whole = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
  return Math.round(whole / 2 + (whole / 2) * chance);
}
