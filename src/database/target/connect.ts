import { userInfo } from 'node:os';
import pg from 'pg';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { connectionDiagnostic } from './connection-error.ts';
import type { OnEvent } from './events.ts';
import { guardParser } from './guard-parser.ts';
import { defaultPasswordFile, type Login, passwordFromFile } from './password-file.ts';
import { isServerError, sqlstate } from './server-error.ts';
import { checkServerVersion } from './server-version.ts';
import type { ServerVersion, Session } from './session.ts';
import { type TlsOptions, tlsAttempts } from './tls.ts';
import type { TargetUrl } from './url.ts';
import { visible } from './visible.ts';

export const applicationName = 'learnr-schema';

/**
 * What every session has, whatever the role or the database set: timeouts come from the plan, batch by batch. Only a transaction
 * that is left open is ended by the server, since then its program hangs while others wait for its locks.
 */
const settings = `
SET search_path = public;
SET client_min_messages = warning;
SET lock_timeout = 0;
SET statement_timeout = 0;
SET idle_session_timeout = 0;
SET idle_in_transaction_session_timeout = '60s';
SET default_transaction_isolation = 'read committed';
SET default_transaction_deferrable = off;
SET standard_conforming_strings = on`;

/** Since PostgreSQL 17. */
const laterSettings = `${settings};
SET transaction_timeout = 0`;

const version = `
SELECT current_setting('server_version_num')::integer / 10000 AS major, current_setting('server_version') AS text,
  pg_backend_pid() AS pid`;

/**
 * Connects to the target, of a version that this program knows. The server's warnings become events.
 *
 * @throws DiagnosticError with one of the codes `target-…`; none of them holds the password
 */
export async function connect(url: TargetUrl, onEvent: OnEvent): Promise<Session> {
  const client = await connected(url, onEvent);
  client.on('notice', ({ message }) => onEvent({ kind: 'warning', message: visible(message ?? '') }));
  try {
    const { rows } = await client.query<ServerVersion & { readonly pid: number }>(inTime(version, url));
    const { major, text, pid } = rows[0] as ServerVersion & { readonly pid: number };
    // Debian adds where it comes from: `15.8 (Debian 15.8-0+deb12u1)`.
    const server = { major, text: text.replace(/ .*/, '') };
    // Older servers do not know all of the settings.
    checkServerVersion(server, onEvent);
    await client.query(inTime(major >= 17 ? laterSettings : settings, url));
    return { client, pid, url, server, close: () => client.end().catch(() => {}) };
  } catch (error) {
    await client.end().catch(() => {});
    throw translated(error, url);
  }
}

/**
 * The first that is asked: a pooler lets in also where it does not reach the server behind it, and then lets wait.
 * `query_timeout` is the driver's own clock; its types know it only of connections.
 */
function inTime(text: string, { connectTimeoutMs }: TargetUrl): pg.QueryConfig & { query_timeout: number } {
  return { text, query_timeout: connectTimeoutMs };
}

async function connected(url: TargetUrl, onEvent: OnEvent): Promise<pg.Client> {
  const attempts = await tlsAttempts(url.tls, loginOf(url).host);
  for (const [index, tls] of attempts.entries()) {
    try {
      return await attempt(url, tls, onEvent);
    } catch (error) {
      if (index === attempts.length - 1 || !mayTryOtherwise(error)) throw translated(error, url);
    }
  }
  throw new RangeError('there is no way to connect');
}

async function attempt(url: TargetUrl, tls: TlsOptions, onEvent: OnEvent): Promise<pg.Client> {
  const client = new pg.Client({
    // All that decides which database is reached is said, so that the driver asks no environment.
    ...loginOf(url),
    password: () => passwordOf(url, onEvent),
    ssl: tls,
    // Its types do not know it. It would take `direct` from the environment, and then throw where TLS is not wanted.
    ...{ sslnegotiation: 'postgres' },
    client_encoding: 'UTF8',
    application_name: applicationName,
    connectionTimeoutMillis: url.connectTimeoutMs,
    keepAlive: true,
    // Queries that are not waited for go out at once, and are answered in order.
    pipeline: true,
  });
  // Said afterwards, or without any the driver would ask PGOPTIONS; an empty one is not sent, as some poolers take none.
  const parameters = client as unknown as { readonly connectionParameters: { options: string } };
  parameters.connectionParameters.options = url.options ?? '';
  guardParser(client);
  // A connection that breaks while nothing runs says so here, and again to the next query.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    // Not awaited: a connection that never came to be may not end either.
    client.end().catch(() => {});
    throw error;
  }
}

function loginOf({ host, port, database, user }: TargetUrl): Login {
  return { host: host ?? 'localhost', port: port ?? 5432, database, user: user ?? operatingUser() };
}

/** Whoever has no name, as in some containers, is told by the server to have one. */
function operatingUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** Asked for only where the server wants one. The driver takes undefined for none, and its types do not know. */
async function passwordOf(url: TargetUrl, onEvent: OnEvent): Promise<string> {
  const said = url.password();
  if (said !== undefined) return said;
  const found = await passwordFromFile(url.passwordFile ?? defaultPasswordFile(), loginOf(url));
  if (found.warning !== undefined) onEvent({ kind: 'warning', message: found.warning });
  return found.password as string;
}

/** Whether the server could take us with TLS where it does not without, or the other way round, as libpq sees it. */
function mayTryOtherwise(error: unknown): boolean {
  if (isServerError(error)) return error.code === sqlstate.invalidAuthorization;
  return error instanceof Error && error.message === 'The server does not support SSL connections';
}

function translated(error: unknown, url: TargetUrl): unknown {
  const diagnostic = connectionDiagnostic(error, url);
  return diagnostic === undefined ? error : new DiagnosticError([diagnostic]);
}
