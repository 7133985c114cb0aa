import { chmod, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InternalError } from '../../diagnostic/diagnostic.ts';
import { mayEnter, permits } from './access.ts';
import { builtFolder } from './built.ts';
import { cacheFolder } from './cache.ts';
import { copyTree } from './copy.ts';
import { removeFolder } from './folder.ts';
import type { Major } from './major.ts';
import { type BinaryPackage, findPackage } from './package.ts';
import { type ServerUser, serverUser } from './user.ts';

/** PostgreSQL's programs in a state in which the server's user can run them. */
export type Installation = {
  readonly major: Major;
  readonly version: string;
  /** Holds bin/, lib/ and share/. */
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Who runs the programs; undefined for ourselves. */
  readonly user: ServerUser | undefined;
};

/** A library under its other name; both paths are relative to the package. */
type Link = { readonly source: string; readonly target: string };

/**
 * The binaries of this major version, used where npm put them if that works. It does not where the package's postinstall
 * script did not run (it makes links and the programs executable), or where the server's user may not read them; then it
 * is a copy in the cache. `from` is where to look for the package, for tests.
 *
 * @throws DiagnosticError `server-not-installed`, or what {@link cacheFolder} throws
 */
export async function installation(major: Major, from?: string): Promise<Installation> {
  const user = serverUser();
  const found = await findPackage(major, from);
  const native = join(found.folder, 'native');
  const links = await linksOf(native);
  if (await isUsable(native, links, user)) return describe(major, found, native, user);

  const name = `${found.version}-${process.platform}-${process.arch}`;
  const copy = join(await cacheFolder(), 'installations', name);
  const build = () => builtFolder(copy, (folder) => fill(folder, native, links));
  await build();
  if (!(await isUsable(join(copy, 'native'), links, user))) {
    // Systems clean old files out of their folder for temporary files, one by one.
    await removeFolder(copy);
    await build();
  }
  return describe(major, found, join(copy, 'native'), user);
}

function describe(
  major: Major,
  { version }: BinaryPackage,
  folder: string,
  user: ServerUser | undefined,
): Installation {
  const bin = join(folder, 'bin');
  return { major, version, folder, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), user };
}

async function isUsable(
  native: string,
  links: readonly Link[],
  user: ServerUser | undefined,
): Promise<boolean> {
  const answers = await Promise.all([
    mayEnter(native, user),
    ...['bin', 'lib', 'share', 'bin/initdb', 'bin/postgres'].map((path) =>
      permits(join(native, path), 'execute', user),
    ),
    ...links.map(({ target }) => permits(join(dirname(native), target), 'read', user)),
  ]);
  return !answers.includes(false);
}

async function fill(folder: string, native: string, links: readonly Link[]): Promise<void> {
  await copyTree(native, join(folder, 'native'), ({ path, isFolder }) =>
    chmod(path, isFolder || basename(dirname(path)) === 'bin' ? 0o755 : 0o644),
  );
  for (const { source, target } of links) {
    // Both lie in one folder, and the link has to hold wherever that folder goes.
    await symlink(basename(source), join(folder, target));
  }
}

async function linksOf(native: string): Promise<readonly Link[]> {
  const content: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(content) || !content.every(isLink)) {
    throw new InternalError(`${native}/pg-symlinks.json is not a list of links`);
  }
  return content;
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value))
    return false;
  const { source, target } = value;
  return typeof source === 'string' && typeof target === 'string' && dirname(source) === dirname(target);
}
