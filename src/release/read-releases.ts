import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { checksum, withUnixLineEnds } from './checksum.ts';
import { parseReleaseFileName, type ReleaseName } from './file-name.ts';
import { unreadable } from './files.ts';
import type { ReleaseFile } from './release-file.ts';

/** The files of a folder of releases, sorted by number and name, and what is wrong with others. */
export type ReleaseFiles = {
  readonly files: readonly ReleaseFile[];
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * Reads every release of a folder; where there is no such folder, there are none. Files whose names begin with a dot are
 * the business of other programs. Synchronous, because a few small files take less than the threads that would read them.
 */
export function readReleases(folder: string): ReleaseFiles {
  const names = listed(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  const named = names.map((name) => ({ path: join(folder, name), parsed: parseReleaseFileName(name) }));
  const files: ReleaseFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { path, parsed } of named) {
    if (parsed === undefined) {
      diagnostics.push(badName(path));
      continue;
    }
    try {
      files.push(readRelease(path, parsed));
    } catch (error) {
      diagnostics.push(unreadable(path, error));
    }
  }
  return { files: files.sort((a, b) => a.number - b.number), diagnostics };
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DiagnosticError([unreadable(folder, error)]);
  }
}

function readRelease(path: string, name: ReleaseName): ReleaseFile {
  const bytes = readFileSync(path);
  // Where this is no UTF-8, reading the file as YAML says so.
  const text = withUnixLineEnds(bytes.toString('utf8'));
  return { ...name, path, bytes, text, checksum: checksum(text) };
}

function badName(path: string): Diagnostic {
  return {
    code: 'release-file-name',
    message: `${path} is not named as a release is`,
    help: 'Releases are called NNN_slug.yaml, such as 002_quiz_sessions.yaml: three digits, and a slug of lower-case letters, digits, - and _. Move other files elsewhere.',
  };
}
