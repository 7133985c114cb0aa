import { access, constants, readdir, realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { runProgram } from './program.ts';

export type PgDump = { readonly path: string; readonly major: number; readonly version: string };

/** Where packages of several versions put their programs, beside the search path: folders with a folder of each version. */
const usualPlaces = [
  { folder: '/usr/lib/postgresql', inside: 'bin' },
  { folder: '/usr/local/lib/postgresql', inside: 'bin' },
  { folder: '/opt/homebrew/opt', inside: 'bin' },
  { folder: '/usr/local/opt', inside: 'bin' },
  { folder: '/Applications/Postgres.app/Contents/Versions', inside: 'bin' },
  { folder: '/usr', inside: 'bin', named: /^pgsql-\d+$/ },
] as const;

const usualName = /^(?:postgresql(?:@\d+)?|libpq|\d+(?:\.\d+)?)$/;

const timeoutMs = 10_000;

/**
 * Every `pg_dump` that can be run on this machine, the oldest first. Where the environment variable LEARNR_SCHEMA_PG_DUMP names one, that
 * one only. They are looked for once for each environment: to run all of them takes longer than to compare two databases.
 */
export function findPgDumps(): Promise<readonly PgDump[]> {
  const { LEARNR_SCHEMA_PG_DUMP: named = '', PATH: searched = '' } = process.env;
  const key = `${named}\0${searched}`;
  const finding = found.get(key) ?? find(named, searched);
  found.set(key, finding);
  return finding;
}

const found = new Map<string, Promise<readonly PgDump[]>>();

async function find(named: string, searched: string): Promise<readonly PgDump[]> {
  const paths = await candidates(named, searched);
  const programs = await Promise.all(paths.map(versionOf));
  return programs.filter((one) => one !== undefined).sort((a, b) => a.major - b.major);
}

/** The oldest that may dump a server of this version: an older one than the server refuses to. */
export function fitting(programs: readonly PgDump[], serverMajor: number): PgDump | undefined {
  return programs.find(({ major }) => major >= serverMajor);
}

async function candidates(named: string, searched: string): Promise<readonly string[]> {
  if (named !== '') return [named];
  // Relative entries would run what lies in the folder that the user happens to be in.
  const folders = searched.split(delimiter).filter(isAbsolute);
  const paths = [...folders, ...(await usualFolders())].map((folder) => join(folder, 'pg_dump'));
  const found = await Promise.all(paths.map(async (path) => [await runnable(path), path] as const));
  // By its own name: Debian's is a link to a program that looks at the name it is called by.
  return [...new Map(found.reverse()).entries()].flatMap(([file, path]) =>
    file === undefined ? [] : [path],
  );
}

async function usualFolders(): Promise<readonly string[]> {
  const found = await Promise.all(
    usualPlaces.map(async (place) => {
      const wanted = 'named' in place ? place.named : usualName;
      const names = await readdir(place.folder).catch(() => []);
      return names.filter((name) => wanted.test(name)).map((name) => join(place.folder, name, place.inside));
    }),
  );
  return found.flat();
}

/** The file without links, where there is one that may be run. */
async function runnable(path: string): Promise<string | undefined> {
  return access(path, constants.X_OK).then(
    () => realpath(path),
    () => undefined,
  );
}

async function versionOf(path: string): Promise<PgDump | undefined> {
  const printed = await runProgram(path, ['--version'], {}, timeoutMs).catch(() => '');
  const version = /^pg_dump \(PostgreSQL\) (?<version>(?<major>\d+)\S*)/.exec(printed)?.groups;
  return version === undefined
    ? undefined
    : { path, major: Number(version['major']), version: version['version'] ?? '' };
}
