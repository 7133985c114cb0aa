import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { endsSession, explain, isServerError, sqlstate } from './server-error.ts';
import type { TargetUrl } from './url.ts';

/** What went wrong on a target outside of any plan, as a diagnostic; what is no failure of server or network stays as it is. */
export function sessionError(error: unknown, { shown }: TargetUrl): unknown {
  if (endsSession(error))
    return new DiagnosticError([
      {
        code: 'target-connection-lost',
        message: `the connection to ${shown} broke`,
        help: 'Run the same command again.',
      },
    ]);
  if (!isServerError(error)) return error;
  return new DiagnosticError([
    error.code === sqlstate.insufficientPrivilege
      ? {
          code: 'target-rights',
          message: `the role may not keep the journal in ${shown}: ${explain(error)}`,
          help: 'Grant it CREATE on the database, or USAGE on the schema learnr_schema and its tables.',
        }
      : {
          code: 'target-failed',
          message: `${shown} refused what the journal needs: ${explain(error)}`,
          help: 'The message is the server’s own.',
        },
  ]);
}
