import { fail } from '../../diagnostic/diagnostic.ts';
import {
  type Environment,
  environmentSettings,
  type Given,
  type Setting,
  type Settings,
  serviceOf,
} from './environment.ts';
import { type TlsMode, type TlsRequest, tlsModes } from './tls.ts';
import { ignored, isUnderstood, type Parameter } from './url-parameters.ts';

/** Where the target is. What this is printed or serialized to never holds the password. */
export type TargetUrl = {
  readonly source: UrlSource;
  /** Absent: localhost. A path is the folder of a Unix socket. */
  readonly host?: string;
  /** Absent: 5432. */
  readonly port?: number;
  /** Absent: the user that runs this program. */
  readonly user?: string;
  /** Undefined: what the password file says. A function, so that whoever prints the object does not print it. */
  readonly password: () => string | undefined;
  /** Absent: ~/.pgpass. */
  readonly passwordFile?: string;
  readonly database: string;
  readonly tls: TlsRequest;
  /** Settings for the session, as `-c name=value`. */
  readonly options?: string;
  readonly connectTimeoutMs: number;
  /** For people: the URL with `***` for the password and without its parameters. */
  readonly shown: string;
};

/** Where a URL came from, as messages name it. */
export type UrlSource =
  | '--database-url'
  | 'DATABASE_URL'
  | 'PGHOST/PGDATABASE'
  | 'the embedded server'
  | 'the scratch server'
  | '--scratch-url';

const defaultConnectTimeoutMs = 15_000;
const help =
  'Write it like postgresql://user:password@host:5432/database, with special characters percent-encoded.';

/**
 * Like SQLAlchemy's own pattern, since its URLs are taken as they stand: a password may hold anything but `@`. A database may not hold
 * that either: with a slash too many, what stands before it is a password.
 */
const pattern =
  /^(?<scheme>postgres|postgresql)(?:\+(?<driver>\w+))?:\/\/(?:(?<user>[^:/@]*)(?::(?<password>[^@]*))?@)?(?:\[(?<ipv6>[^\]/?]+)\]|(?<host>[^/:?@]*))(?::(?<port>[^/?@]*))?(?:\/(?<database>[^?@]*))?(?:\?(?<query>.*))?$/s;

/**
 * Reads a database URL in libpq's form or SQLAlchemy's, whose driver (`+asyncpg`, `+psycopg2`) is passed over. What it leaves out
 * libpq's variables say.
 *
 * @throws DiagnosticError `target-url` or `target-url-no-database`; no message repeats any of the URL
 */
export function parseTargetUrl(text: string, source: UrlSource, environment: Environment = {}): TargetUrl {
  const parts = pattern.exec(text.trim())?.groups;
  if (parts === undefined) return failMalformed(text, source);
  const parameters = readParameters(parts['query'] ?? '', source);
  const part = (name: string) => nonEmpty(decode(parts[name], source));
  const said: Readonly<Record<Setting, string | undefined>> = {
    host: parameters.host ?? part('ipv6') ?? part('host') ?? parameters.hostaddr,
    port: parameters.port ?? nonEmpty(parts['port']),
    user: parameters.user ?? part('user'),
    password: parameters.password ?? part('password'),
    passfile: parameters.passfile,
    database: parameters.dbname ?? parameters.database ?? part('database'),
    // `ssl` and `timeout` are what asyncpg calls them.
    sslmode: parameters.sslmode ?? parameters.ssl,
    sslrootcert: parameters.sslrootcert,
    sslcert: parameters.sslcert,
    sslkey: parameters.sslkey,
    options: parameters.options,
    connectTimeout: parameters.connect_timeout ?? parameters.timeout,
  };
  const given = Object.entries(said).flatMap(([setting, value]) =>
    value === undefined ? [] : [[setting, { value, from: source }] as const],
  );
  if (said.host === undefined) refuseService(environment);
  return targetOf({ ...environmentSettings(environment), ...Object.fromEntries(given) }, source);
}

/**
 * What libpq's variables say alone.
 *
 * @throws DiagnosticError `target-url`, `target-url-no-database`, `target-ambiguous`
 */
export function targetOfEnvironment(environment: Environment): TargetUrl {
  refuseService(environment);
  return targetOf(environmentSettings(environment), 'PGHOST/PGDATABASE');
}

/** libpq would take what the service says before what PGHOST and the others say. */
function refuseService(environment: Environment): void {
  if (serviceOf(environment) !== undefined)
    fail(
      'target-ambiguous',
      'PGSERVICE names a service, and this program does not read service files',
      'Unset it, and set PGHOST and PGDATABASE; or give --database-url with its host.',
    );
}

function targetOf(settings: Settings, source: UrlSource): TargetUrl {
  const { host, user, passfile, options } = settings;
  const database = settings.database?.value;
  const password = settings.password?.value;
  if (host?.value.includes(','))
    fail('target-url', `${host.from} names several hosts`, 'Name the one to migrate.');
  if (database === undefined)
    return fail(
      'target-url-no-database',
      `${source === 'PGHOST/PGDATABASE' ? (host?.from ?? source) : source} does not say which database to migrate`,
      source === 'PGHOST/PGDATABASE' ? 'Set PGDATABASE as well.' : help,
    );
  const port = readPort(settings.port);
  return {
    source,
    ...(host === undefined ? {} : { host: host.value }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user: user.value }),
    password: () => password,
    ...(passfile === undefined ? {} : { passwordFile: passfile.value }),
    database,
    tls: readTls(settings),
    ...(options === undefined ? {} : { options: options.value }),
    connectTimeoutMs: readSeconds(settings.connectTimeout?.value),
    shown: show(user?.value, password !== undefined, host?.value, port, database),
  };
}

function failMalformed(text: string, source: UrlSource): never {
  if (text.trim() === '') return fail('target-url', `${source} is empty`, help);
  const scheme = /^([a-z][a-z0-9]*)(?:\+\w+)?:\/\//i.exec(text.trim())?.[1];
  if (/^postgres(ql)?$/.test(scheme ?? '') && /@[^?]*@/.test(text))
    return fail('target-url', `${source} has more than one @`, 'Write an @ in user or password as %40.');
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

function readTls({ host, sslmode, sslrootcert, sslcert, sslkey }: Settings): TlsRequest {
  const mode = readMode(sslmode);
  return {
    // A socket never leaves the machine, and PostgreSQL has no TLS there.
    mode: host?.value.startsWith('/') ? 'disable' : mode,
    ...(sslrootcert === undefined ? {} : { rootCertificate: sslrootcert.value }),
    ...(sslcert === undefined ? {} : { certificate: sslcert.value }),
    ...(sslkey === undefined ? {} : { key: sslkey.value }),
  };
}

/** As a boolean it is how others than libpq write it. */
function readMode(given: Given | undefined): TlsMode {
  if (given === undefined) return 'prefer';
  const { value, from } = given;
  if (/^(true|1|on)$/i.test(value)) return 'require';
  if (/^(false|0|off)$/i.test(value)) return 'disable';
  return (
    tlsModes.find((mode) => mode === value) ??
    fail('target-url', `${from} asks for an unknown sslmode`, `Write one of ${tlsModes.join(', ')}.`)
  );
}

function readPort(given: Given | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given.value);
  if (!/^\d{1,5}$/.test(given.value) || port < 1 || port > 65_535)
    fail('target-url', `${given.from} has a port that is not a number from 1 to 65535`, 'Correct the port.');
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
