import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readWorking } from '../../src/operations/working.ts';
import { diagnosticsOf, makeProject, type TestProject } from '../support/project.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const at = (path: string) => join(project.folder, path);
const table = (name: string) => `tables: {${name}: {columns: {id: integer}}}\n`;
const tables = async () => [...(await readWorking(project)).model.objects.keys()];

it('reads YAML files in folders however deep, and nothing hidden', async () => {
  await project.write('spec/schema/a.yml', table('a'));
  await project.write('spec/schema/b.yaml/c.YAML', table('c'));
  await project.write('spec/schema/notes.txt', 'x');
  await project.write('spec/schema/.hidden.yaml', table('h'));
  await project.write('spec/schema/.hidden/h.yaml', table('h'));
  expect(await tables()).toEqual(['table public.a', 'table public.c']);
});

it('follows links to files and folders, and none back to where it is', async () => {
  await project.write('elsewhere/b.yaml', table('b'));
  await project.write('a.yaml', table('a'));
  await mkdir(at('spec/schema'), { recursive: true });
  await symlink('../../a.yaml', at('spec/schema/a.yaml'));
  await symlink('../../elsewhere', at('spec/schema/more'));
  await symlink('../../spec', at('elsewhere/back'));
  await symlink('..', at('spec/schema/up'));
  expect(await tables()).toEqual(['table public.a', 'table public.b']);
});

it('says of every file that it cannot be read', async () => {
  await mkdir(at('spec/schema'), { recursive: true });
  for (const name of ['a', 'b']) await symlink('nowhere', at(`spec/schema/${name}.yaml`));
  expect((await diagnosticsOf(() => readWorking(project))).map(({ message }) => message)).toEqual([
    expect.stringContaining('a.yaml: there is no such file or folder'),
    expect.stringContaining('b.yaml: there is no such file or folder'),
  ]);
});
