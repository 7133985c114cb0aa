import type { Code } from './codes.ts';

/** A place in a file, 1-based, with the line's text so that a message can show it. Columns count UTF-16 units. */
export type Location = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** First column after the marked text, on the same line. */
  readonly endColumn: number;
  /** The text of the line. */
  readonly excerpt: string;
};

/** One problem in what a person gave us: what, where, and what to do about it. */
export type Diagnostic = {
  readonly code: Code;
  readonly message: string;
  /** What to do, as a sentence. */
  readonly help: string;
  /** Absent where the problem has no place in a file, such as an unreachable server. */
  readonly at?: Location;
};

/**
 * What the user gave us is wrong: spec, release, flag, target. Carries every problem found, never only the first.
 * Anything else that is thrown is a bug of this program and leaves with another exit code.
 */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}

/** Throws a {@link DiagnosticError} with a single diagnostic that has no place in a file. */
export function fail(code: Code, message: string, help: string): never {
  throw new DiagnosticError([{ code, message, help }]);
}

/** An invariant of this program does not hold: our bug, never the user's. */
export class InternalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InternalError';
  }
}

/** Called where the type checker has proven that no case is left. */
export function unreachable(value: never): never {
  throw new InternalError(`unexpected value ${JSON.stringify(value)}`);
}
