import { setTimeout as pause } from 'node:timers/promises';
import { isServerError, sqlstate } from '../target/server-error.ts';

export type RetryReason = 'lock timeout' | 'deadlock';

/** A try that failed in a way that another may not. `attempt` counts from 1. */
export type Retry = { readonly reason: RetryReason; readonly attempt: number; readonly pauseMs: number };

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/** Runs `action` until it succeeds, fails for good, or has had that many attempts; then throws what it threw last. */
export async function retrying<T>(
  attempts: number,
  onRetry: (retry: Retry) => void,
  action: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action(attempt);
    } catch (error) {
      const reason = retryReason(error);
      if (reason === undefined || attempt >= attempts) throw error;
      const pauseMs = pauseAfter(attempt, Math.random());
      onRetry({ reason, attempt, pauseMs });
      await pause(pauseMs);
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
