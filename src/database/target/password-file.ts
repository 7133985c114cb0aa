import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Whom a password is looked up for. */
export type Login = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
};

export type FoundPassword = {
  readonly password?: string;
  /** Why the file was passed over, for people. */
  readonly warning?: string;
};

/** Where libpq looks when nobody says another place. */
export function defaultPasswordFile(): string {
  return join(homedir(), '.pgpass');
}

/**
 * The password that a file in the format of libpq's `.pgpass` has for a login: the first line that fits. A file that others may read is
 * passed over, as libpq does. Read here and not by the driver, which calls its own way deprecated and prints so.
 */
export async function passwordFromFile(path: string, login: Login): Promise<FoundPassword> {
  let text: string;
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0)
      return {
        warning: `${path} is not used, since others than its owner may read it: chmod 600 ${path}`,
      };
    text = await readFile(path, 'utf8');
  } catch {
    // There need be none, and one that cannot be read helps nobody: the server will say that a password is missing.
    return {};
  }
  const password = findPassword(text, login);
  return password === undefined ? {} : { password };
}

/** @returns undefined where no line fits */
export function findPassword(text: string, login: Login): string | undefined {
  const wanted = [hostsOf(login.host), [String(login.port)], [login.database], [login.user]];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const [host, port, database, user, password] = fieldsOf(line);
    const fits = [host, port, database, user].every(
      (field, index) => field?.raw === '*' || (field !== undefined && wanted[index]?.includes(field.value)),
    );
    if (fits && password !== undefined && password.value !== '') return password.value;
  }
  return undefined;
}

type Field = { readonly raw: string; readonly value: string };

/** What stands between colons; a backslash keeps the character after it from meaning anything. */
function fieldsOf(line: string): readonly Field[] {
  return [...line.matchAll(/(?:^|:)((?:\\.|[^:\\]|\\$)*)/gu)].map(([, raw = '']) => ({
    raw,
    value: raw.replace(/\\(.)/gu, '$1'),
  }));
}

/** PostgreSQL's own folders for sockets, which libpq calls localhost in the file. */
const usualSockets: ReadonlySet<string> = new Set(['/tmp', '/run/postgresql', '/var/run/postgresql']);

function hostsOf(host: string): readonly string[] {
  return usualSockets.has(host.replace(/\/+$/, '')) ? [host, 'localhost'] : [host];
}
