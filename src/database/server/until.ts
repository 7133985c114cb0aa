import { type FSWatcher, watch } from 'node:fs';

/** How often to look even if no change is announced: watches run out, and some file systems have none. */
const lookAgainMs = 50;

/**
 * Looks at once and each time that something in `folder` changes, until `look` finds something: resolves with that.
 * Rejects with the reason of `signal` when it aborts.
 */
export async function until<T>(
  folder: string,
  look: () => T | undefined | Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T> {
  let wake = () => {};
  const onWake = () => wake();
  const watcher = watchFolder(folder, onWake);
  const timer = setInterval(onWake, lookAgainMs);
  signal.addEventListener('abort', onWake);
  try {
    for (;;) {
      signal.throwIfAborted();
      // Armed before the look, so that a change during the look is not lost.
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const found = await look();
      if (found !== undefined) return found;
      await changed;
    }
  } finally {
    watcher?.close();
    clearInterval(timer);
    signal.removeEventListener('abort', onWake);
  }
}

function watchFolder(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(folder, onChange).on('error', () => {});
  } catch {
    return undefined;
  }
}
