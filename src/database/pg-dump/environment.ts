import type { TargetUrl } from '../target/url.ts';

/** A database as libpq's variables. Not on the command line: that, with a password in it, everyone on the machine may read. */
export function libpqVariables(url: TargetUrl): Readonly<Record<string, string>> {
  const password = url.password();
  return {
    PGDATABASE: url.database,
    PGHOST: url.host ?? 'localhost',
    PGPORT: String(url.port ?? 5432),
    PGSSLMODE: url.tls.mode,
    PGCONNECT_TIMEOUT: String(Math.ceil(url.connectTimeoutMs / 1000)),
    PGAPPNAME: 'learnr-schema',
    PGCLIENTENCODING: 'UTF8',
    ...given('PGUSER', url.user),
    ...given('PGPASSWORD', password),
    ...given('PGPASSFILE', url.passwordFile),
    ...given('PGSSLROOTCERT', url.tls.rootCertificate),
    ...given('PGSSLCERT', url.tls.certificate),
    ...given('PGSSLKEY', url.tls.key),
    ...given('PGOPTIONS', url.options),
  };
}

function given(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}
