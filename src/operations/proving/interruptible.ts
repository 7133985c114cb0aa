import { DiagnosticError } from '../../diagnostic/diagnostic.ts';

const codes = { SIGINT: 'interrupted', SIGTERM: 'terminated' } as const;
const signals = Object.keys(codes) as readonly (keyof typeof codes)[];

/**
 * Does work that may take long and that nobody else sees. Ctrl-C and SIGTERM abort the signal that it is given: then it has to take
 * away what it made, and to throw the reason. A second one ends the process as it would have without us.
 *
 * @throws DiagnosticError `interrupted` or `terminated`; what `work` throws
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (signal: keyof typeof codes) => {
    // Not taken off at the first one: whoever else listens would think that nobody sees to it.
    if (!controller.signal.aborted) return controller.abort(reason(codes[signal]));
    unlisten();
    process.kill(process.pid, signal);
  };
  const unlisten = () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    unlisten();
  }
}

function reason(code: (typeof codes)[keyof typeof codes]): DiagnosticError {
  return new DiagnosticError([
    {
      code,
      message: 'stopped while the plan was being proven, as you asked',
      help: 'Nothing was changed, and what was made for the proof is gone.',
    },
  ]);
}

export function isInterruption({ diagnostics }: DiagnosticError): boolean {
  return Object.values<string>(codes).includes(diagnostics[0]?.code ?? '');
}

/** What `work` comes to, or the reason of the signal as soon as that aborts; `work` then goes on without anybody who waits. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
