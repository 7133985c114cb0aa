import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { checksum, withUnixLineEnds } from './checksum.ts';
import { parseReleaseFileName, type ReleaseName } from './file-name.ts';
import { unreadable } from './files.ts';
import type { ReleaseFile } from './release-file.ts';

/** The files of a folder of releases, sorted by number and name, and what is wrong with the names of others. */
export type ReleaseFiles = { readonly files: readonly ReleaseFile[]; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads every release of a folder; where there is no such folder, there are none. Files whose names begin with a dot are
 * the business of other programs.
 */
export async function readReleases(folder: string): Promise<ReleaseFiles> {
  const names = (await listed(folder)).filter((name) => !name.startsWith('.')).sort();
  const named = names.map((name) => ({ path: join(folder, name), parsed: parseReleaseFileName(name) }));
  const diagnostics = named.flatMap(({ path, parsed }) => (parsed === undefined ? [badName(path)] : []));
  const files = await Promise.all(
    named.flatMap(({ path, parsed }) => (parsed === undefined ? [] : [readRelease(path, parsed)])),
  );
  return { files: files.sort((a, b) => a.number - b.number), diagnostics };
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DiagnosticError([unreadable(folder, error)]);
  }
}

async function readRelease(path: string, name: ReleaseName): Promise<ReleaseFile> {
  try {
    const bytes = await readFile(path);
    // Where this is no UTF-8, reading the file as YAML says so.
    const text = withUnixLineEnds(bytes.toString('utf8'));
    return { ...name, path, bytes, text, checksum: checksum(text) };
  } catch (error) {
    throw new DiagnosticError([unreadable(path, error)]);
  }
}

function badName(path: string): Diagnostic {
  return {
    code: 'release-file-name',
    message: `${path} is not named as a release is`,
    help: 'Releases are called NNN_slug.yaml, such as 002_quiz_sessions.yaml: three digits, and a slug of lower-case letters, digits, - and _. Move other files elsewhere.',
  };
}
