import pg from 'pg';
import { visible } from './visible.ts';

/** The error class that node-postgres throws for what a server answers, with its SQLSTATE. */
export type ServerError = pg.DatabaseError & { readonly code: string };

export function isServerError(error: unknown): error is ServerError {
  return error instanceof pg.DatabaseError && error.code !== undefined;
}

/** SQLSTATEs that this program decides by; names as in PostgreSQL's appendix A. */
export const sqlstate = {
  invalidAuthorization: '28000',
  invalidPassword: '28P01',
  invalidCatalogName: '3D000',
  insufficientPrivilege: '42501',
  tooManyConnections: '53300',
  lockNotAvailable: '55P03',
  deadlockDetected: '40P01',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  idleInTransactionTimeout: '25P03',
  notNullViolation: '23502',
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  checkViolation: '23514',
  duplicateTable: '42P07',
  diskFull: '53100',
} as const;

const connectionLost: ReadonlySet<string> = new Set([
  sqlstate.adminShutdown,
  sqlstate.crashShutdown,
  sqlstate.cannotConnectNow,
  sqlstate.idleInTransactionTimeout,
]);

/** Whether the session is gone with this error, so that nothing can be asked of the server on it any more. */
export function endsSession(error: unknown): boolean {
  if (isServerError(error)) return connectionLost.has(error.code);
  if (!(error instanceof Error)) return false;
  // node-postgres has no codes for these.
  return (
    /^Connection terminated|^Client (has encountered a connection error|was closed)/.test(error.message) ||
    /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|EHOSTUNREACH|ENETUNREACH)$/.test(
      (error as NodeJS.ErrnoException).code ?? '',
    )
  );
}

/**
 * What a server's error says, without the values of whole rows that PostgreSQL puts into some details: passwords and hashes
 * may be among them.
 */
export function explain(error: ServerError): string {
  const detail = isOfRow(error) ? undefined : error.detail;
  const sentences = [error.message, detail, error.hint].filter((text) => text !== undefined && text !== '');
  return `${sentences.map((text) => visible(text as string).replace(/\.$/, '')).join('. ')} (SQLSTATE ${error.code})`;
}

/** By its code and not its words, which are in the server's language. */
function isOfRow(error: ServerError): boolean {
  return error.code === sqlstate.notNullViolation || error.code === sqlstate.checkViolation;
}
