import { type Diagnostic, DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { loadGrammar } from '../../src/grammar/grammar.ts';
import type { Model } from '../../src/model/model.ts';
import { readSpec } from '../../src/spec/spec.ts';
import type { SourceFile } from '../../src/spec/text.ts';

export const grammar = await loadGrammar();

export function file(text: string, path = 'spec.yaml'): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

export function read(...texts: readonly string[]): Model {
  return readSpec(
    texts.map((text, position) => file(text, `${position}.yaml`)),
    grammar,
  );
}

/** What the action complains about; nothing where it succeeds. */
export function complaints(action: () => unknown): readonly Diagnostic[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

/** `code line:column`, as cases name what they expect. */
export function short({ code, at }: Diagnostic): string {
  return at ? `${code} ${at.line}:${at.column}` : code;
}
