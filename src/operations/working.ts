import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticError, fail } from '../diagnostic/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { unreadable } from '../release/files.ts';
import type { Project } from '../release/project.ts';
import { loadReader } from '../release/reader.ts';
import type { Documents } from '../spec/build/build-model.ts';
import type { SourceFile } from '../spec/text.ts';

/** The spec as it stands. */
export type Working = { readonly model: Model; readonly documents: Documents };

/** @throws DiagnosticError with everything that is wrong with the spec */
export async function readWorking(project: Project): Promise<Working> {
  const [files, { grammar, spec }] = await Promise.all([
    readSpecFiles(join(project.spec, 'schema')),
    loadReader(),
  ]);
  return spec.readSpecWithDocuments(files, grammar);
}

/** The YAML files of a folder and of the folders in it, but for hidden ones, sorted by path. */
async function readSpecFiles(folder: string): Promise<readonly SourceFile[]> {
  const paths = await yamlFiles(folder);
  if (paths.length === 0) {
    fail(
      'spec-missing',
      `there are no YAML files in ${folder}`,
      'Write the schema into files there, such as users.yaml, or say with --spec-dir where the spec is.',
    );
  }
  return Promise.all(paths.map((path) => readOne(path)));
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/[\\/]\./.test(path.slice(folder.length)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DiagnosticError([unreadable(folder, error)]);
  }
}

async function readOne(path: string): Promise<SourceFile> {
  try {
    return { path, bytes: await readFile(path) };
  } catch (error) {
    throw new DiagnosticError([unreadable(path, error)]);
  }
}
