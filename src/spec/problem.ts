import type { Code } from '../diagnostic/codes.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Span, Text } from './text.ts';

/** What is wrong, before it is known where in a file that is. */
export type Problem = { readonly code: Code; readonly message: string; readonly help: string };

/** A problem at a stretch of the text that was read; see {@link Site} for what the offsets count from. */
export type PlacedProblem = Problem & { readonly span: Span };

export function toDiagnostic(problem: Problem, text: Text, span: Span): Diagnostic {
  const { code, message, help } = problem;
  return { code, message, help, at: text.locate(span) };
}

/** Sorted by file and position; diagnostics without a place come first. Equal ones are kept once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compare);
  return sorted.filter(
    (diagnostic, position) => position === 0 || compare(diagnostic, sorted[position - 1] as Diagnostic) !== 0,
  );
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.at?.file ?? '', b.at?.file ?? '') ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
