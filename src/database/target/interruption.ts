import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { isServerError, sqlstate } from './server-error.ts';

/** Why a signal aborts. */
export type Interruption = 'SIGINT' | 'SIGTERM';

/** @throws DiagnosticError `interrupted` or `terminated`, where nothing was under way */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted(signal, 'before the next statement');
}

/** Whether an error is what came of an interruption: the server cancelled the statement because it was asked to, or a pause ended. */
export function isInterrupted(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  if (isServerError(error)) return error.code === sqlstate.queryCanceled;
  return error instanceof Error && error.name === 'AbortError';
}

/** @param where completes "stopped …" */
export function interrupted({ reason }: AbortSignal, where: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: reason === ('SIGTERM' satisfies Interruption) ? 'terminated' : 'interrupted',
      message: `stopped ${where}, as you asked`,
      help: 'Run the same command again: it continues where this one stopped.',
    },
  ]);
}
