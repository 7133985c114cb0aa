import { expect } from 'vitest';
import { loadGrammar, type Parsed, type SqlProblem } from '../../src/grammar/index.ts';

export const grammar = await loadGrammar();

export function accepted<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}

export function problemOf(result: Parsed<unknown>): SqlProblem {
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`);
  return result.problem;
}

/** Checks a problem whose place is marked in the text with `¦`. */
export function expectProblem(parse: (text: string) => Parsed<unknown>, marked: string, code: string): void {
  const text = marked.replace('¦', '');
  const { offset, ...problem } = problemOf(parse(text));
  expect(problem).toMatchObject({ code });
  expect(`${text.slice(0, offset)}¦${text.slice(offset)}`).toBe(marked);
}

/** The key of an expression. */
export function key(text: string): string {
  return accepted(grammar.expression(text)).key;
}

/** The key of a query. */
export function queryKey(text: string): string {
  return accepted(grammar.query(text)).sql.key;
}
