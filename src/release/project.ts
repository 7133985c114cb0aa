import { dirname, join } from 'node:path';

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
