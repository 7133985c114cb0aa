const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

const actions: (() => void)[] = [];

/**
 * Has `action`, which must do its work before it returns, run before this process ends: at its own end, by
 * `process.exit`, an uncaught error, or one of the signals SIGINT, SIGTERM and SIGHUP. The last registered runs first.
 * What comes back takes the registration back.
 *
 * The process ends by a signal as it would have without us. A listener that others have for the signal decides instead
 * of us how the process ends, and whether.
 */
export function beforeExit(action: () => void): () => void {
  if (actions.length === 0) listen();
  actions.push(action);
  return () => {
    const index = actions.indexOf(action);
    if (index !== -1) actions.splice(index, 1);
    if (actions.length === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', runAll);
  for (const signal of signals) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', runAll);
  for (const signal of signals) process.off(signal, onSignal);
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  runAll();
  unlisten();
  process.kill(process.pid, signal);
}

function runAll(): void {
  for (const action of actions.splice(0).reverse()) {
    try {
      action();
    } catch {
      // Nothing could be told any more, and the other actions still have to run.
    }
  }
}
