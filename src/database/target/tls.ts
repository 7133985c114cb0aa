import { readFile } from 'node:fs/promises';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls';
import { fail } from '../../diagnostic/diagnostic.ts';

/** As libpq understands them. */
export const tlsModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof tlsModes)[number];

/** What a URL asks for; the files by their paths. */
export type TlsRequest = {
  readonly mode: TlsMode;
  /** Certificates of authorities to trust; absent or `system`: those that Node.js trusts. */
  readonly rootCertificate?: string;
  readonly certificate?: string;
  readonly key?: string;
};

/** What `pg` wants to hear: false is no TLS. */
export type TlsOptions = false | ConnectionOptions;

/**
 * The ways to connect, in the order in which libpq would try them.
 *
 * @param host whose certificate `verify-full` wants to see
 * @throws DiagnosticError `target-tls` where a file cannot be read
 */
export async function tlsAttempts(request: TlsRequest, host: string): Promise<readonly TlsOptions[]> {
  switch (request.mode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, await encrypted(request, host)];
    case 'prefer':
      return [await encrypted(request, host), false];
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return [await encrypted(request, host)];
  }
}

async function encrypted(request: TlsRequest, host: string): Promise<ConnectionOptions> {
  const root = request.rootCertificate === 'system' ? undefined : request.rootCertificate;
  // libpq: with a root certificate at hand, `require` looks at it.
  const verifies =
    request.mode === 'verify-ca' ||
    request.mode === 'verify-full' ||
    (request.mode === 'require' && request.rootCertificate !== undefined);
  return {
    rejectUnauthorized: verifies,
    ...(root === undefined ? {} : { ca: await read('sslrootcert', root) }),
    ...(request.certificate === undefined ? {} : { cert: await read('sslcert', request.certificate) }),
    ...(request.key === undefined ? {} : { key: await read('sslkey', request.key) }),
    checkServerIdentity: request.mode === 'verify-full' ? isOf(host) : anyName,
  };
}

/** Of an address and not a name, Node.js would say `localhost`, whatever it is. */
function isOf(host: string): typeof checkServerIdentity {
  return (_, certificate) => checkServerIdentity(host, certificate);
}

function anyName(_host: string, _certificate: PeerCertificate): undefined {
  return undefined;
}

async function read(parameter: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return fail(
      'target-tls',
      `the file that ${parameter} names cannot be read: ${(error as Error).message}`,
      'Correct the path, in the URL of the database or in the variable of the environment that names it.',
    );
  }
}
