import { defaultName } from '../model/default-names.ts';

/**
 * A name for something that exists only while a plan runs, cut to PostgreSQL's limit. The same for the same input, so that a run
 * that was interrupted finds what it left.
 */
export function temporaryName(name: string, label: 'old' | 'new' | 'not_null_check'): string {
  return defaultName(name, [], label);
}
