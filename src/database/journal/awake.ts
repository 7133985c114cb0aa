import type pg from 'pg';

/** Well below what a session may be silent before it is taken for dead. */
const usualPauseMs = 15_000;

/**
 * Keeps a session that holds the lock of deployers from looking dead while something else takes its time, such as a backup.
 *
 * @param client on which nothing else runs meanwhile
 * @throws what `action` throws
 */
export async function whileAwake<T>(
  client: pg.Client,
  action: () => Promise<T>,
  pauseMs: number = usualPauseMs,
): Promise<T> {
  // Should the session be gone, whoever uses it next is told.
  const timer = setInterval(() => client.query('SELECT 1').catch(() => {}), pauseMs);
  try {
    return await action();
  } finally {
    clearInterval(timer);
  }
}
