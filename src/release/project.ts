import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../diagnostic/diagnostic.ts';

/** Where the files of a project are, as paths to open and to show. */
export type Project = {
  /** The folder with `schema/` and `versions/`. */
  readonly spec: string;
  readonly generated: string;
};

export function projectAt(specFolder: string): Project {
  const spec = join(specFolder);
  return { spec, generated: join(dirname(spec), 'generated') };
}

/** @throws DiagnosticError `spec-missing` */
export function existingProject(specFolder: string): Project {
  const help = 'Run the command where the project is, or say with --spec-dir where its folder spec/ is.';
  if (specFolder === '') fail('spec-missing', '--spec-dir is empty', help);
  const project = projectAt(specFolder);
  if (!existsSync(project.spec)) fail('spec-missing', `there is no folder ${project.spec}`, help);
  return project;
}
