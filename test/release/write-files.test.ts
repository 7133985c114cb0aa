import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFiles } from '../../src/release/write-files.ts';
import { codesOf, makeProject, type TestProject } from '../support/project.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const at = (...path: readonly string[]) => join(project.folder, ...path);

it('writes all files, and makes folders for them', async () => {
  await writeFiles([
    { path: at('a/b.txt'), text: 'b' },
    { path: at('c.txt'), text: 'c' },
  ]);
  expect(await project.files()).toEqual({ 'a/b.txt': 'b', 'c.txt': 'c' });
});

it('writes none where one cannot be written', async () => {
  await writeFile(at('file'), '');
  const files = [
    { path: at('a.txt'), text: 'a' },
    { path: at('file/b.txt'), text: 'b' },
  ];
  expect(await codesOf(() => writeFiles(files))).toEqual(['file-unreadable']);
  expect(await project.files()).toEqual({ file: '' });
});

it('takes new files away again where a later one cannot be put in its place', async () => {
  await mkdir(at('folder/inside'), { recursive: true });
  const files = [
    { path: at('a.txt'), text: 'a' },
    { path: at('folder'), text: 'b' },
  ];
  expect(await codesOf(() => writeFiles(files))).toEqual(['file-unreadable']);
  expect(await project.files()).toEqual({});
});
