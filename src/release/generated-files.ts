import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { checksum, withUnixLineEnds } from './checksum.ts';
import { type ReleaseName, stem } from './file-name.ts';
import { unreadable } from './files.ts';
import { gather } from './gather.ts';
import {
  type GeneratedKind,
  generatedKinds,
  generatedName,
  type Manifest,
  manifestName,
} from './manifest.ts';
import type { Project } from './project.ts';

/**
 * The files of generated/ by name, with Unix line ends; none where there is no such folder.
 *
 * @throws DiagnosticError with everything in it that cannot be read, such as a folder
 */
export async function readGenerated({ generated }: Project): Promise<ReadonlyMap<string, string>> {
  const names = namesIn(generated)
    .filter((name) => !name.startsWith('.'))
    .sort();
  const diagnostics: Diagnostic[] = [];
  const files = await gather(
    names.map((name) => () => [name, textOf(join(generated, name))] as const),
    diagnostics,
  );
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return new Map(files);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DiagnosticError([unreadable(folder, error)]);
  }
}

function textOf(path: string): string {
  try {
    return withUnixLineEnds(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new DiagnosticError([unreadable(path, error)]);
  }
}

/** Files that are not what the manifest says was generated, and releases that it does not know; nothing is rendered for it. */
export function checkAgainstManifest(
  { generated }: Project,
  found: ReadonlyMap<string, string>,
  releases: readonly ReleaseName[],
  manifest: Manifest | undefined,
): readonly Diagnostic[] {
  if (manifest === undefined) return releases.length === 0 ? [] : [missing(join(generated, manifestName))];
  const known = new Set(manifest.releases.map(stem));
  const sums = new Map(
    manifest.releases.flatMap((entry) =>
      generatedKinds.map((kind) => [generatedName(entry, kind), entry.files[kind]] as const),
    ),
  );
  return [
    ...releases
      .filter((release) => !known.has(stem(release)))
      .map((release) =>
        edited(join(generated, manifestName), `complete: release ${stem(release)} is not in it`),
      ),
    ...[...sums].flatMap(([name, sum]): readonly Diagnostic[] => {
      const text = found.get(name);
      if (text === undefined) return [missing(join(generated, name))];
      return checksum(text) === sum ? [] : [edited(join(generated, name), 'what was generated')];
    }),
    ...extra(generated, found, new Set([...sums.keys(), manifestName])),
  ];
}

/** Files that are not, byte for byte, what they should be. */
export function checkAgainstTexts(
  { generated }: Project,
  found: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  return [
    ...[...expected].flatMap(([name, text]): readonly Diagnostic[] => {
      const path = join(generated, name);
      const actual = found.get(name);
      if (actual === undefined) return [missing(path)];
      // As the files were read: line ends in the SQL itself, such as those of a function's body, are Unix's there.
      return actual === withUnixLineEnds(text) ? [] : [differs(path, actual, withUnixLineEnds(text))];
    }),
    ...extra(generated, found, new Set(expected.keys())),
  ];
}

/** The names and texts of what is generated from a release. */
export function generatedTexts(
  release: { readonly number: number; readonly slug: string },
  texts: Readonly<Record<GeneratedKind, string>>,
): readonly (readonly [string, string])[] {
  return generatedKinds.map((kind) => [generatedName(release, kind), texts[kind]] as const);
}

function missing(path: string): Diagnostic {
  return { code: 'generated-missing', message: `${path} is missing`, help: mend };
}

function edited(path: string, should: string): Diagnostic {
  return { code: 'generated-edited', message: `${path} is not ${should}`, help: mend };
}

/** With the first line that is not as it should be. */
function differs(path: string, actual: string, expected: string): Diagnostic {
  const [have, want] = [actual.split('\n'), expected.split('\n')];
  const index = have.findIndex((line, position) => line !== want[position]);
  const first = index === -1 ? have.length : index;
  const excerpt = have[first] ?? '';
  const wanted = want[first];
  const should =
    wanted === undefined ? 'the file should end before it' : `it should be ${JSON.stringify(wanted)}`;
  return {
    ...edited(path, `what the releases render to: line ${first + 1} differs, ${should}`),
    at: { file: path, line: first + 1, column: 1, endColumn: Math.max(excerpt.length, 1) + 1, excerpt },
  };
}

function extra(
  folder: string,
  found: ReadonlyMap<string, string>,
  expected: ReadonlySet<string>,
): readonly Diagnostic[] {
  return [...found.keys()]
    .filter((name) => !expected.has(name))
    .map((name) => ({
      code: 'generated-extra' as const,
      message: `${join(folder, name)} belongs to no release`,
      help: 'Remove it, or let `learnr-schema check --fix` do that: this folder holds only what is generated.',
    }));
}

const mend =
  'Generated files are never edited. Run `learnr-schema check --fix` to write them again from the releases.';
