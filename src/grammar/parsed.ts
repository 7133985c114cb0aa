import type { Code } from '../diagnostic/codes.ts';

/** What is wrong with a piece of SQL that a person wrote. */
export type SqlProblem = {
  readonly code: Code;
  readonly message: string;
  /** What to do, as a sentence. */
  readonly help: string;
  /** UTF-16 offset into the text that was given, at most its length. */
  readonly offset: number;
};

/** What a piece of SQL means, or why it means nothing. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused;
export type Refused = { readonly ok: false; readonly problem: SqlProblem };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused(code: Code, message: string, help: string, offset: number): Refused {
  return { ok: false, problem: { code, message, help, offset } };
}

/** The same problem in a longer text, of which the text that was parsed is a part. */
export function shifted(refusal: Refused, start: number): Refused {
  const { problem } = refusal;
  return { ok: false, problem: { ...problem, offset: problem.offset + start } };
}
