import { dirname, resolve } from 'node:path';
import type { Project } from '../release/project.ts';

/** Absolute path of the project's folder: what its embedded server is known by. */
export function rootOf({ spec }: Project): string {
  return resolve(dirname(resolve(spec)));
}
