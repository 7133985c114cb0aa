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
          message: `the role may not do what is needed in ${shown}: ${explain(error)}`,
          help: 'Grant it what is missing; `learnr-schema doctor` says what this program needs, such as CREATE on the database for its journal.',
        }
      : {
          code: 'target-failed',
          message: `${shown} refused a statement of this program: ${explain(error)}`,
          help: 'The message is the server’s own.',
        },
  ]);
}
