import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { stem } from '../../release/file-name.ts';
import type { Passage } from '../journal/passage.ts';
import { interrupted, isInterrupted } from '../target/interruption.ts';
import { endsSession, explain, isServerError, type ServerError, sqlstate } from '../target/server-error.ts';
import { retryReason } from './retry.ts';
import type { NumberedStep } from './steps.ts';

/**
 * What went wrong while a plan ran, as a diagnostic that says at which step; what is no failure of server or network stays as it
 * is.
 *
 * @param step absent where no step ran, but the journal was written or the transaction committed
 * @param signal whether somebody asked to stop
 */
export function stepError(
  error: unknown,
  passage: Passage,
  step: Pick<NumberedStep, 'number' | 'title'> | undefined,
  signal: AbortSignal,
): unknown {
  const where = place(passage, step);
  if (isInterrupted(error, signal)) return interrupted(signal, `at ${where}`);
  if (endsSession(error))
    return new DiagnosticError([
      {
        code: 'target-connection-lost',
        message: `the connection to the target broke at ${where}`,
        help: 'Run the same command again: it continues where this one stopped.',
      },
    ]);
  return isServerError(error) ? new DiagnosticError([failed(error, where)]) : error;
}

function place(
  { release, direction }: Passage,
  step: Pick<NumberedStep, 'number' | 'title'> | undefined,
): string {
  const way = `release ${stem(release)}${direction === 'backward' ? ' on the way back' : ''}`;
  return step === undefined ? way : `step ${step.number} of ${way}, ${step.title}`;
}

function failed(error: ServerError, where: string): Diagnostic {
  const reason = retryReason(error);
  if (reason !== undefined)
    return {
      code: 'step-locked',
      message: `others hold locks that ${where}, needs: ${explain(error)}`,
      help: 'Find them in pg_stat_activity, wait for them or end them, and run the same command again: it continues where this one stopped.',
    };
  if (error.code === sqlstate.insufficientPrivilege)
    return {
      code: 'target-rights',
      message: `the role may not do ${where}: ${explain(error)}`,
      help: 'Connect as the owner of the schema, or have the right granted, and run the same command again.',
    };
  return {
    code: 'step-failed',
    message: `${where}, failed: ${explain(error)}`,
    help: advice(error),
  };
}

const again = 'run the same command again: it continues where this one stopped.';

function advice(error: ServerError): string {
  switch (error.code) {
    case sqlstate.uniqueViolation:
    case sqlstate.foreignKeyViolation:
    case sqlstate.notNullViolation:
    case sqlstate.checkViolation:
      return `Rows in the table contradict the release. Correct them, and ${again}`;
    case sqlstate.duplicateTable:
      return 'The database has something of that name which no release made. Rename or drop it, or name another database.';
    case sqlstate.diskFull:
      return `Make room on the disk of the server, and ${again}`;
    default:
      return `Remove what the message names, and ${again}`;
  }
}
