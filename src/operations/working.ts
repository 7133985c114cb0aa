import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticError, fail } from '../diagnostic/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { unreadable } from '../release/files.ts';
import { gather } from '../release/gather.ts';
import type { Project } from '../release/project.ts';
import { loadReader } from '../release/reader.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { SourceFile } from '../spec/text.ts';

/** The spec as it stands. */
export type Working = { readonly model: Model; readonly documents: Documents };

/**
 * @param previous where it is given, what the spec says of renames has to fit it
 * @throws DiagnosticError with everything that is wrong with the spec
 */
export async function readWorking(project: Project, previous?: Model): Promise<Working> {
  const [files, { grammar, spec }] = await Promise.all([
    readSpecFiles(join(project.spec, 'schema')),
    loadReader(),
  ]);
  return spec.readSpecWithDocuments(files, grammar, previous);
}

/** The YAML files of a folder and of the folders in it, but for hidden ones, sorted by path. Links are followed. */
async function readSpecFiles(folder: string): Promise<readonly SourceFile[]> {
  const paths = (await yamlFiles(folder, new Set())).toSorted();
  if (paths.length === 0) {
    fail(
      'spec-missing',
      `there are no YAML files in ${folder}`,
      'Write the schema into files there, such as users.yaml, or say with --spec-dir where the spec is.',
    );
  }
  const diagnostics: Diagnostic[] = [];
  const files = await gather(
    paths.map((path) => () => readOne(path)),
    diagnostics,
  );
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return files;
}

/** @param above the real paths of the folders that it is in: a link back to one of them leads nowhere new */
async function yamlFiles(folder: string, above: ReadonlySet<string>): Promise<readonly string[]> {
  const [real, entries] = await entriesOf(folder);
  if (above.has(real)) return [];
  const paths = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (await isFolder(entry, path)) return yamlFiles(path, new Set([...above, real]));
      return /\.ya?ml$/i.test(entry.name) ? [path] : [];
    });
  return (await Promise.all(paths)).flat();
}

async function entriesOf(folder: string): Promise<readonly [real: string, entries: readonly Dirent[]]> {
  try {
    return await Promise.all([realpath(folder), readdir(folder, { withFileTypes: true })]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [folder, []];
    throw new DiagnosticError([unreadable(folder, error)]);
  }
}

/** A link that leads nowhere is none: reading it says so, if it is called as a file of the spec. */
async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Only files are read: a pipe or a device may never end. */
async function readOne(path: string): Promise<SourceFile> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('this is no regular file');
    return { path, bytes: await readFile(path) };
  } catch (error) {
    throw new DiagnosticError([unreadable(path, error)]);
  }
}
