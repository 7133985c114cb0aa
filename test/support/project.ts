import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../../src/diagnostic/diagnostic.ts';
import { release } from '../../src/operations/release.ts';
import { type Project, projectAt } from '../../src/release/project.ts';
import { unproven } from './unproven.ts';

/** A project in a folder of its own. */
export type TestProject = Project & {
  readonly folder: string;
  /** Replaces the whole spec: its files by name, or the one file that there is. */
  edit(files: string | Readonly<Record<string, string>>): Promise<void>;
  /** Replaces the spec and freezes it, whatever that destroys. */
  release(slug: string, files: string | Readonly<Record<string, string>>): Promise<void>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file with its text, by path. */
  files(): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
};

export async function makeProject(): Promise<TestProject> {
  const folder = await mkdtemp(join(tmpdir(), 'learnr-schema-test-'));
  const project = projectAt(join(folder, 'spec'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const edit = async (files: string | Readonly<Record<string, string>>) => {
    await rm(join(folder, 'spec/schema'), { recursive: true, force: true });
    const all = typeof files === 'string' ? { 'all.yaml': files } : files;
    for (const [name, text] of Object.entries(all)) await write(`spec/schema/${name}`, text);
  };
  return {
    ...project,
    folder,
    edit,
    write,
    read: (path) => readFile(join(folder, path), 'utf8'),
    release: async (slug, files) => {
      await edit(files);
      await release(project, { slug, title: undefined, allowDataLoss: true }, unproven);
    },
    files: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      const texts = await Promise.all(
        paths.sort().map(async (path) => [relative(folder, path), await readFile(path, 'utf8')]),
      );
      return Object.fromEntries(texts);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** What is wrong, if that is what the action says. */
export async function diagnosticsOf(action: () => unknown): Promise<readonly Diagnostic[]> {
  try {
    await action();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
  return [];
}

export async function codesOf(action: () => unknown): Promise<readonly string[]> {
  return (await diagnosticsOf(action)).map(({ code }) => code);
}
