/** What a process is told by its surroundings. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What can be said of a connection, wherever it is said. */
export type Setting =
  | 'host'
  | 'port'
  | 'user'
  | 'password'
  | 'passfile'
  | 'database'
  | 'sslmode'
  | 'sslrootcert'
  | 'sslcert'
  | 'sslkey'
  | 'options'
  | 'connectTimeout';

/** A setting, and where it was found, as messages name it. */
export type Given = { readonly value: string; readonly from: string };

export type Settings = { readonly [S in Setting]?: Given };

/** libpq's variables; where one setting has several, the first that is set counts. */
const variables = {
  host: ['PGHOST', 'PGHOSTADDR'],
  port: ['PGPORT'],
  user: ['PGUSER'],
  password: ['PGPASSWORD'],
  passfile: ['PGPASSFILE'],
  database: ['PGDATABASE'],
  sslmode: ['PGSSLMODE'],
  sslrootcert: ['PGSSLROOTCERT'],
  sslcert: ['PGSSLCERT'],
  sslkey: ['PGSSLKEY'],
  options: ['PGOPTIONS'],
  connectTimeout: ['PGCONNECT_TIMEOUT'],
} as const satisfies Record<Setting, readonly string[]>;

/** What `PG…` variables say; empty ones say nothing, as libpq sees it. */
export function environmentSettings(environment: Environment): Settings {
  const found = Object.entries(variables).flatMap(([setting, names]) => {
    const from = names.find((name) => (environment[name] ?? '') !== '');
    return from === undefined ? [] : [[setting, { value: environment[from] as string, from }] as const];
  });
  return Object.fromEntries(found);
}

/** Whether the variables name a database: a user or a password alone are habits and no target. */
export function environmentNamesTarget(environment: Environment): boolean {
  const { host, database } = environmentSettings(environment);
  return host !== undefined || database !== undefined;
}

/** The service that libpq would look up in a file, which this program does not read. */
export function serviceOf(environment: Environment): string | undefined {
  return environment['PGSERVICE'] || undefined;
}
