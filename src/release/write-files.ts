import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DiagnosticError } from '../diagnostic/diagnostic.ts';
import { unreadable } from './files.ts';

export type NewFile = { readonly path: string; readonly text: string };

/**
 * Writes all of the files or none: each is written beside its place first, and put there only when all are. Where putting one
 * in its place fails, those that are new are taken away again; so those that replace another come last.
 *
 * @throws DiagnosticError `file-unreadable`
 */
export async function writeFiles(files: readonly NewFile[]): Promise<void> {
  const suffix = randomBytes(6).toString('hex');
  const staged = files.map(({ path, text }) => ({
    path,
    text,
    temporary: join(dirname(path), `.${basename(path)}.${suffix}`),
  }));
  const placed: string[] = [];
  let current = '';
  try {
    for (const { path, temporary, text } of staged) {
      current = path;
      await mkdir(dirname(path), { recursive: true });
      await writeDurably(temporary, text);
    }
    for (const { path, temporary } of staged) {
      current = path;
      const isNew = !existsSync(path);
      await rename(temporary, path);
      if (isNew) placed.push(path);
    }
  } catch (error) {
    // What is not there is as good as removed, and the first error says more than one of these.
    await Promise.allSettled(
      [...staged.map(({ temporary }) => temporary), ...placed].map((path) => rm(path)),
    );
    throw new DiagnosticError([unreadable(current, error)]);
  }
}

/** On disk before it gets its name, so that a machine that goes down leaves no empty file under that name. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
