import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InternalError } from '../../diagnostic/diagnostic.ts';

/** The text of a file that comes with this program, by its path in the package. */
export async function packageFile(path: string): Promise<string> {
  // Sources and the built program lie at different depths.
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return readFile(join(folder, path), 'utf8');
    if (folder === dirname(folder)) throw new InternalError(`the package of this program has no ${path}`);
  }
}
