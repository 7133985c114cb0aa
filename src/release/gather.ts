import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';

/**
 * Does all of the tasks, one after the other, and adds what is wrong with their input to `diagnostics` instead of stopping
 * at the first.
 *
 * @returns the results of those that went well, in order
 */
export async function gather<T>(
  tasks: readonly (() => T | Promise<T>)[],
  diagnostics: Diagnostic[],
): Promise<readonly T[]> {
  const results: T[] = [];
  for (const task of tasks) {
    try {
      results.push(await task());
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return results;
}
