import { DiagnosticError } from '../diagnostic/diagnostic.ts';
import { version } from '../version.ts';
import { commandLineProblems } from './command-line.ts';
import { diagnosticsJson, renderDiagnostics } from './diagnostics.ts';
import { styleFor, widthOf } from './style.ts';

/** What a process ends with: see `exit codes` in the README. */
export const exitCodes = {
  ok: 0,
  userError: 1,
  changes: 2,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/**
 * Prints why a command failed and sets the exit code. What the user can mend is shown as diagnostics; everything else is a
 * bug of this program and says so, with its stack only where DEBUG is set.
 *
 * @param format JSON goes to standard output, and nothing to standard error
 */
export function fail(error: unknown, format: FailureFormat): void {
  const exit = requestedExit(error);
  if (exit !== undefined) {
    process.exitCode = exit;
    return;
  }
  const known = asDiagnostics(error);
  process.exitCode = known === undefined ? exitCodes.bug : exitCodeOf(known);
  if (format !== 'text') {
    const content =
      known === undefined ? { bug: bugJson(error) } : { diagnostics: diagnosticsJson(known.diagnostics) };
    const text =
      format === 'json line'
        ? JSON.stringify({ kind: 'failed', error: content })
        : JSON.stringify({ error: content }, undefined, 2);
    process.stdout.write(`${text}\n`);
    return;
  }
  const text =
    known === undefined
      ? bugText(error)
      : renderDiagnostics(known.diagnostics, styleFor(process.stderr), widthOf(process.stderr));
  process.stderr.write(text);
}

/** `json line`: the last line of a stream of events. */
export type FailureFormat = 'text' | 'json' | 'json line';

/** As a shell says it of a program that a signal ended. */
function exitCodeOf({ diagnostics }: DiagnosticError): number {
  const [first] = diagnostics;
  if (first?.code === 'interrupted' || first?.code === 'terminated') return exitCodes[first.code];
  return exitCodes.userError;
}

/** oclif ends a command by throwing: the code that it asks for. */
function requestedExit(error: unknown): number | undefined {
  const { code, oclif } = error as { code?: unknown; oclif?: { exit?: number } };
  return code === 'EEXIT' ? (oclif?.exit ?? 0) : undefined;
}

/** Flags and arguments that oclif does not take are the user's to mend, too. */
function asDiagnostics(error: unknown): DiagnosticError | undefined {
  if (error instanceof DiagnosticError) return error;
  if (!(error instanceof Error) || !('oclif' in error)) return undefined;
  return new DiagnosticError(commandLineProblems(error));
}

function bugJson(error: unknown): {
  readonly message: string;
  readonly version: string;
  readonly stack?: string;
} {
  const message = error instanceof Error ? error.message : String(error);
  const stack = debugging() && error instanceof Error ? error.stack : undefined;
  return { message, version, ...(stack === undefined ? {} : { stack }) };
}

function bugText(error: unknown): string {
  const { message, stack } = bugJson(error);
  const lines = [
    `This is a bug in learnr-schema: ${message}`,
    '',
    'Nothing that you wrote should end like this. Please report it with the command that you ran, its files if you can',
    `share them, and this: learnr-schema ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}.`,
    ...(stack === undefined
      ? ['With DEBUG=1 in the environment the command also prints where it happened.']
      : ['', stack]),
  ];
  return `${lines.join('\n')}\n`;
}

function debugging(): boolean {
  return (process.env['DEBUG'] ?? '') !== '';
}
