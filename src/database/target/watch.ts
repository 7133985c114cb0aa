import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from './connect.ts';
import { throwIfInterrupted } from './interruption.ts';
import { type Observation, observe } from './observation.ts';
import type { Session } from './session.ts';

/** Milliseconds. */
export type WatchLimits = {
  /** A statement that takes no longer is not looked at. */
  readonly firstLookMs: number;
  readonly everyMs: number;
};

export const usualWatch: WatchLimits = { firstLookMs: 400, everyMs: 1000 };

/** @param milliseconds since the action began */
export type OnObservation = (observation: Observation, milliseconds: number) => void;

/** What looks after a session that is at work, from a session of its own, which is made when it is needed. */
export type Watch = {
  /** When it aborts, the statement that runs is cancelled. */
  readonly signal: AbortSignal;
  /**
   * Runs `action`, which works on the watched session and nothing else.
   *
   * @param onObservation told now and then who is in the way and how far the statement has come, where it takes long
   * @throws DiagnosticError `interrupted` before the action where the signal has aborted; what the action throws
   */
  during<T>(onObservation: OnObservation, action: () => Promise<T>): Promise<T>;
  /** Ends the session that watches, if there is one. */
  close(): Promise<void>;
};

/** A cancel request that comes between two statements has no effect, so it is repeated until the action has ended. */
const cancelEveryMs = 250;

export function watchOver(session: Session, signal: AbortSignal, limits: WatchLimits): Watch {
  let observer: Promise<Session | undefined> | undefined;
  const observing = () => {
    // Where there is no second connection to be had, people see less, and that is all.
    observer ??= connect(session.url, () => {}).catch(() => undefined);
    return observer;
  };

  const look = async (onObservation: OnObservation, began: number, ended: AbortSignal) => {
    await pause(limits.firstLookMs, undefined, { signal: ended });
    for (;;) {
      const from = await observing();
      if (from === undefined || ended.aborted) return;
      const observation = await observe(from.client, session.pid);
      if (ended.aborted) return;
      onObservation(observation, performance.now() - began);
      await pause(limits.everyMs, undefined, { signal: ended });
    }
  };

  const cancel = async (ended: AbortSignal) => {
    const from = await observing();
    while (from !== undefined && !ended.aborted) {
      await from.client.query('SELECT pg_cancel_backend($1)', [session.pid]);
      await pause(cancelEveryMs, undefined, { signal: ended });
    }
  };

  return {
    signal,
    during: async (onObservation, action) => {
      throwIfInterrupted(signal);
      const ended = new AbortController();
      // Both end by an AbortError when the action does; whatever else keeps them from going on is no reason to disturb it.
      const onAbort = () => void cancel(ended.signal).catch(() => {});
      signal.addEventListener('abort', onAbort, { once: true });
      look(onObservation, performance.now(), ended.signal).catch(() => {});
      try {
        return await action();
      } finally {
        signal.removeEventListener('abort', onAbort);
        ended.abort();
      }
    },
    close: async () => {
      await (await observer)?.close();
    },
  };
}
