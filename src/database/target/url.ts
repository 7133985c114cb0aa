import { fail } from '../../diagnostic/diagnostic.ts';
import { type TlsMode, type TlsRequest, tlsModes } from './tls.ts';
import { ignored, isUnderstood, type Parameter } from './url-parameters.ts';

/** Where the target is. What this is printed or serialized to never holds the password. */
export type TargetUrl = {
  /** Absent: PGHOST, else localhost. A path is the folder of a Unix socket. */
  readonly host?: string;
  /** Absent: PGPORT, else 5432. */
  readonly port?: number;
  /** Absent: PGUSER, else the user that runs this program. */
  readonly user?: string;
  /** Undefined: PGPASSWORD, else ~/.pgpass. A function, so that whoever prints the object does not print it. */
  readonly password: () => string | undefined;
  readonly database: string;
  readonly tls: TlsRequest;
  /** Settings for the session, as `-c name=value`. */
  readonly options?: string;
  readonly connectTimeoutMs: number;
  /** For people: the URL with `***` for the password and without its parameters. */
  readonly shown: string;
};

/** Where a URL came from, as messages name it. */
export type UrlSource = '--database-url' | 'DATABASE_URL' | 'the embedded server';

const defaultConnectTimeoutMs = 15_000;
const help =
  'Write it like postgresql://user:password@host:5432/database, with special characters percent-encoded.';

/** Like SQLAlchemy's own pattern, since its URLs are taken as they stand: a password may hold anything but `@`. */
const pattern =
  /^(?<scheme>postgres|postgresql)(?:\+(?<driver>\w+))?:\/\/(?:(?<user>[^:/@]*)(?::(?<password>[^@]*))?@)?(?:\[(?<ipv6>[^\]/?]+)\]|(?<host>[^/:?@]*))(?::(?<port>[^/?@]*))?(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/s;

/**
 * Reads a database URL in libpq's form or SQLAlchemy's, whose driver (`+asyncpg`, `+psycopg2`) is passed over.
 *
 * @throws DiagnosticError `target-url` or `target-url-no-database`; no message repeats any of the URL
 */
export function parseTargetUrl(text: string, source: UrlSource): TargetUrl {
  const parts = pattern.exec(text.trim())?.groups;
  if (parts === undefined) return failMalformed(text, source);
  const parameters = readParameters(parts['query'] ?? '', source);
  const host = parameters.host ?? nonEmpty(decode(parts['ipv6'] ?? parts['host'], source));
  const port = readPort(parameters.port ?? nonEmpty(parts['port']), source);
  const user = parameters.user ?? nonEmpty(decode(parts['user'], source));
  const password = parameters.password ?? nonEmpty(decode(parts['password'], source));
  const database = parameters.dbname ?? parameters.database ?? nonEmpty(decode(parts['database'], source));
  if (host?.includes(',')) fail('target-url', `${source} names several hosts`, 'Name the one to migrate.');
  if (database === undefined)
    return fail('target-url-no-database', `${source} does not say which database to migrate`, help);
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    password: () => password,
    database,
    tls: readTls(parameters, source, host),
    ...(parameters.options === undefined ? {} : { options: parameters.options }),
    connectTimeoutMs: readSeconds(parameters.connect_timeout ?? parameters.timeout),
    shown: show(user, password !== undefined, host, port, database),
  };
}

function failMalformed(text: string, source: UrlSource): never {
  if (text.trim() === '') return fail('target-url', `${source} is empty`, help);
  const scheme = /^([a-z][a-z0-9]*)(?:\+\w+)?:\/\//i.exec(text.trim())?.[1];
  return scheme !== undefined && !/^postgres(ql)?$/.test(scheme)
    ? fail('target-url', `${source} leads to ${scheme}, which is not PostgreSQL`, help)
    : fail('target-url', `${source} is not the URL of a PostgreSQL database`, help);
}

function readParameters(query: string, source: UrlSource): Partial<Record<Parameter, string>> {
  const found: Partial<Record<Parameter, string>> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (isUnderstood(name)) {
      if (value !== '') found[name] = value;
    } else if (!ignored.has(name)) {
      // Only what looks like a name: a value could have landed here.
      const which = /^[a-z_]{1,40}$/.test(name) ? `the parameter ${name}` : 'a parameter';
      fail('target-url', `${source} has ${which}, which is not known`, 'Correct its name, or leave it out.');
    }
  }
  return found;
}

function readTls(
  parameters: Partial<Record<Parameter, string>>,
  source: UrlSource,
  host: string | undefined,
): TlsRequest {
  const mode = readMode(parameters.sslmode ?? parameters.ssl, source);
  return {
    // A socket never leaves the machine, and PostgreSQL has no TLS there.
    mode: host?.startsWith('/') ? 'disable' : mode,
    ...(parameters.sslrootcert === undefined ? {} : { rootCertificate: parameters.sslrootcert }),
    ...(parameters.sslcert === undefined ? {} : { certificate: parameters.sslcert }),
    ...(parameters.sslkey === undefined ? {} : { key: parameters.sslkey }),
  };
}

/** `ssl` is what asyncpg calls `sslmode`; as a boolean it is how others write it. */
function readMode(text: string | undefined, source: UrlSource): TlsMode {
  if (text === undefined) return 'prefer';
  if (/^(true|1|on)$/i.test(text)) return 'require';
  if (/^(false|0|off)$/i.test(text)) return 'disable';
  return (
    tlsModes.find((mode) => mode === text) ??
    fail('target-url', `${source} asks for an unknown sslmode`, `Write one of ${tlsModes.join(', ')}.`)
  );
}

function readPort(text: string | undefined, source: UrlSource): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    fail('target-url', `${source} has a port that is not a number from 1 to 65535`, help);
  return port;
}

function readSeconds(text: string | undefined): number {
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : defaultConnectTimeoutMs;
}

function decode(text: string | undefined, source: UrlSource): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return fail(
      'target-url',
      `${source} has a % that two hexadecimal digits do not follow`,
      'Write % as %25.',
    );
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function show(
  user: string | undefined,
  hasPassword: boolean,
  host: string | undefined,
  port: number | undefined,
  database: string,
): string {
  const login = user === undefined && !hasPassword ? '' : `${encode(user)}${hasPassword ? ':***' : ''}@`;
  const place = host?.includes(':') && !host.startsWith('/') ? `[${host}]` : encode(host);
  return `postgresql://${login}${place}${port === undefined ? '' : `:${port}`}/${encode(database)}`;
}

function encode(text: string | undefined): string {
  return encodeURIComponent(text ?? '');
}
