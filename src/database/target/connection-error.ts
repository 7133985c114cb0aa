import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { quoteName } from '../../sql/quote.ts';
import { endsSession, explain, isServerError, type ServerError, sqlstate } from './server-error.ts';
import type { TargetUrl } from './url.ts';

/** Why no connection came to be, and what to do about it. Undefined where the error is none of a connection: a bug. */
export function connectionDiagnostic(error: unknown, url: TargetUrl): Diagnostic | undefined {
  if (isServerError(error)) return refusedByServer(error, url);
  if (!(error instanceof Error)) return undefined;
  // Where a name has several addresses, Node.js tries them all and reports all.
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  return refusedByNetwork(cause, url) ?? refusedByDriver(cause, url);
}

function refusedByServer(error: ServerError, { shown, user, database }: TargetUrl): Diagnostic {
  switch (error.code) {
    case sqlstate.invalidPassword:
    case sqlstate.invalidAuthorization:
      return {
        code: 'target-login',
        message: `${shown} does not let ${user ?? 'this user'} in: ${error.message}`,
        help: 'Check user and password; where they are right, check pg_hba.conf on the server.',
      };
    case sqlstate.invalidCatalogName:
      return {
        code: 'target-no-database',
        message: `the server of ${shown} has no database ${database}`,
        help: `Correct the name, or create it: createdb ${database}`,
      };
    case sqlstate.insufficientPrivilege:
      return {
        code: 'target-rights',
        message: `${shown} does not let ${user ?? 'this user'} in: ${error.message}`,
        help: `Have the right granted: GRANT CONNECT ON DATABASE ${quoteName(database)} TO ${user === undefined ? 'the role' : quoteName(user)};`,
      };
    case sqlstate.tooManyConnections:
      return {
        code: 'target-busy',
        message: `${shown} takes no more connections`,
        help: 'Close some, or raise max_connections on the server.',
      };
    case sqlstate.cannotConnectNow:
      return {
        code: 'target-busy',
        message: `${shown} takes no connections now: ${error.message}`,
        help: 'Wait until the server is up, and try again.',
      };
    default:
      return {
        code: 'target-connection',
        message: `${shown} refuses the connection: ${explain(error)}`,
        help: 'The message is the server’s own.',
      };
  }
}

function refusedByNetwork(error: NodeJS.ErrnoException, url: TargetUrl): Diagnostic | undefined {
  const { shown, host } = url;
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return {
        code: 'target-refused',
        message: `no PostgreSQL server listens at ${shown}`,
        help: host?.startsWith('/')
          ? 'Start the server, or correct the folder of its socket and the port.'
          : 'Start the server, or correct host and port.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return {
        code: 'target-host',
        message: `there is no host ${host ?? 'localhost'}, or nobody could be asked for it`,
        help: 'Correct the name, or check the network.',
      };
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'ETIMEDOUT':
      return {
        code: 'target-unreachable',
        message: `${shown} cannot be reached`,
        help: 'Check the network, firewalls and the address.',
      };
    case 'ECONNRESET':
      return {
        code: 'target-connection',
        message: `${shown} cut the connection before it was made`,
        help: 'Check that a PostgreSQL server listens there, and its log.',
      };
    case 'EACCES':
      return {
        code: 'target-refused',
        message: `the socket of ${shown} may not be used by this user`,
        help: 'Run the program as a user that may.',
      };
    default:
      // Whatever else the operating system says of it, such as a path of a socket that is too long.
      return error.code !== undefined && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')
        ? {
            code: 'target-connection',
            message: `there is no way to ${shown}: ${error.code}`,
            help: 'Correct host and port, or check what this machine lets programs connect to.',
          }
        : undefined;
  }
}

/** node-postgres has no codes for what it finds itself. */
function refusedByDriver(error: Error & { readonly code?: string }, url: TargetUrl): Diagnostic | undefined {
  const { shown } = url;
  if (error.message === 'timeout expired' || error.message === 'Query read timeout')
    return {
      code: 'target-unreachable',
      message: `${shown} did not answer within ${url.connectTimeoutMs / 1000} seconds`,
      help: 'Check the network, firewalls and the address; connect_timeout in the URL, or PGCONNECT_TIMEOUT, is how long to wait.',
    };
  if (/^(SASL|SCRAM)|password/i.test(error.message))
    return url.password() === undefined
      ? {
          code: 'target-login',
          message: `${shown} wants a password, and none is given`,
          help: 'Put it into the URL, into PGPASSWORD, or into ~/.pgpass.',
        }
      : {
          code: 'target-login',
          message: `${shown} and this program could not agree on the password`,
          help: 'Check the password, and that a PostgreSQL server listens there.',
        };
  if (/^Unknown authentication/.test(error.message))
    return {
      code: 'target-login',
      message: `${shown} wants another kind of login than with a password or a certificate`,
      help: 'Have scram-sha-256 allowed for this user in pg_hba.conf on the server.',
    };
  if (isTls(error))
    return {
      code: 'target-tls',
      message: `no encrypted connection to ${shown}: ${error.message}`,
      help: 'Check sslmode and sslrootcert, in the URL or as PGSSLMODE and PGSSLROOTCERT.',
    };
  if (endsSession(error))
    return {
      code: 'target-connection',
      message: `${shown} cut the connection before it was made`,
      help: 'Check that a PostgreSQL server listens there, and its log.',
    };
  return undefined;
}

function isTls(error: Error & { readonly code?: string }): boolean {
  return (
    /SSL|TLS|certificate/i.test(error.message) ||
    /^(ERR_(SSL|TLS)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(error.code ?? '')
  );
}
