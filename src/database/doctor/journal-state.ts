import type pg from 'pg';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { hasJournal } from '../journal/format.ts';
import { type Journal, readJournal } from '../journal/journal.ts';
import { explain, isServerError, sqlstate } from '../target/server-error.ts';

/** What is known of the journal of a target. */
export type JournalState =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly journal: Journal }
  | { readonly kind: 'unreadable'; readonly problems: readonly Diagnostic[] };

export async function journalState(client: pg.Client): Promise<JournalState> {
  try {
    if (!(await hasJournal(client))) return { kind: 'none' };
    return { kind: 'found', journal: await readJournal(client) };
  } catch (error) {
    if (error instanceof DiagnosticError) return { kind: 'unreadable', problems: error.diagnostics };
    if (isServerError(error) && error.code === sqlstate.insufficientPrivilege)
      return {
        kind: 'unreadable',
        problems: [
          {
            code: 'target-rights',
            message: `the journal is there, and this role may not read it: ${explain(error)}`,
            help: 'Use the role that applied the releases, or grant this one USAGE on schema learnr_schema and its tables.',
          },
        ],
      };
    throw error;
  }
}
