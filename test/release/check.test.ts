import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../src/operations/check.ts';
import { codesOf, diagnosticsOf, makeProject, type TestProject } from '../support/project.ts';

let project: TestProject;
const users = 'tables:\n  users:\n    columns:\n      id: {type: serial, primary_key: true}\n';

beforeEach(async () => {
  project = await makeProject();
  await project.release('first', users);
  await project.release('second', `${users}      note: text\n`);
});
afterEach(() => project.remove());

const remove = (path: string) => rm(join(project.folder, path));
const append = async (path: string, text: string) =>
  project.write(path, `${await project.read(path)}${text}`);

it('is content with what release has made', async () => {
  expect(await check(project, false)).toEqual({ releases: 2, objects: 1, written: [], removed: [] });
});

it('is content where git has changed the line ends', async () => {
  for (const [path, text] of Object.entries(await project.files()))
    await project.write(path, text.replaceAll('\n', '\r\n'));
  expect(await codesOf(() => check(project, false))).toEqual([]);
});

describe('it says that', () => {
  it('a generated file was edited, and where', async () => {
    const text = await project.read('generated/002_second.up.sql');
    await project.write('generated/002_second.up.sql', text.replace('note text', 'note varchar'));
    const [diagnostic, ...more] = await diagnosticsOf(() => check(project, false));
    expect(more).toEqual([]);
    expect(diagnostic?.code).toBe('generated-edited');
    expect(diagnostic?.at?.excerpt).toContain('note varchar');
    expect(diagnostic?.message).toContain('note text');
    expect(text.split('\n')[(diagnostic?.at?.line ?? 0) - 1]).toContain('note text');
  });

  it.each([
    ['a generated file is longer', 'generated/001_first.schema.sql', 'SELECT 1;\n', ['generated-edited']],
    ['the manifest was edited', 'generated/manifest.json', '\n', ['manifest-invalid']],
    ['the newest release was edited', 'spec/versions/002_second.yaml', '# x\n', ['release-edited']],
    ['an older release was edited', 'spec/versions/001_first.yaml', '# x\n', ['release-edited']],
  ])('%s', async (_case, path, text, codes) => {
    await append(path, text);
    expect(await codesOf(() => check(project, false))).toEqual(codes);
  });

  it.each([
    ['a generated file is missing', 'generated/001_first.down.sql', ['generated-missing']],
    ['the manifest is missing', 'generated/manifest.json', ['generated-missing']],
    ['the newest release is missing', 'spec/versions/002_second.yaml', ['release-missing']],
    ['an older release is missing', 'spec/versions/001_first.yaml', ['release-gap']],
    ['there is no spec', 'spec/schema/all.yaml', ['spec-missing']],
  ])('%s', async (_case, path, codes) => {
    await remove(path);
    expect(await codesOf(() => check(project, false))).toEqual(codes);
  });

  it('files are there that belong to nothing', async () => {
    await project.write('generated/003_x.up.sql', '');
    await project.write('spec/versions/notes.md', '');
    expect(await codesOf(() => check(project, false))).toEqual(['release-file-name']);
    await remove('spec/versions/notes.md');
    expect(await codesOf(() => check(project, false))).toEqual(['generated-extra']);
  });

  it('folders stand where files should, all of them and with their paths', async () => {
    await mkdir(join(project.folder, 'spec/versions/003_folder.yaml'));
    await project.write('spec/versions/notes.md', '');
    expect((await diagnosticsOf(() => check(project, false))).map(({ message }) => message)).toEqual([
      expect.stringContaining('spec/versions/003_folder.yaml: this is a folder, not a file'),
      expect.stringContaining('notes.md is not named as a release is'),
    ]);
    await rm(join(project.folder, 'spec/versions'), { recursive: true });
    await rm(join(project.folder, 'generated'), { recursive: true });
    await mkdir(join(project.folder, 'generated/extra'), { recursive: true });
    await project.edit('tables: [');
    expect((await diagnosticsOf(() => check(project, true))).map(({ message }) => message)).toEqual([
      expect.stringContaining('this is not YAML'),
      expect.stringContaining('generated/extra: this is a folder, not a file'),
    ]);
  });

  it('two releases have one number', async () => {
    await project.write('spec/versions/002_other.yaml', await project.read('spec/versions/002_second.yaml'));
    expect(await codesOf(() => check(project, false))).toEqual(['release-number-twice']);
  });

  it('something is unreleased', async () => {
    await project.edit(`${users}      note: varchar(9)\n`);
    const [diagnostic] = await diagnosticsOf(() => check(project, false));
    expect(diagnostic).toMatchObject({
      code: 'unreleased-changes',
      message: 'the spec says what no release says: alter column public.users.note',
    });
  });

  it('several things are wrong', async () => {
    await append('generated/001_first.up.sql', 'x');
    await remove('generated/002_second.down.sql');
    await project.edit('tables: [');
    const codes = await codesOf(() => check(project, false));
    expect(codes.slice(1).sort()).toEqual(['generated-edited', 'generated-missing']);
    expect(codes[0]).toMatch(/^yaml-/);
  });
});

describe('with fix', () => {
  it('writes generated/ as it was', async () => {
    const before = await project.files();
    await append('generated/001_first.up.sql', 'x');
    await remove('generated/002_second.down.sql');
    await remove('generated/manifest.json');
    await project.write('generated/003_x.up.sql', '');
    const checked = await check(project, true);
    expect(checked.written.map((path) => path.slice(project.generated.length + 1)).sort()).toEqual([
      '001_first.up.sql',
      '002_second.down.sql',
      'manifest.json',
    ]);
    expect(checked.removed).toEqual([join(project.generated, '003_x.up.sql')]);
    expect(await project.files()).toEqual(before);
  });

  it('lets a release be taken back that nobody has applied', async () => {
    await remove('spec/versions/002_second.yaml');
    expect(await codesOf(() => check(project, true))).toEqual(['unreleased-changes']);
    expect(Object.keys(await project.files()).filter((path) => path.includes('002'))).toEqual([]);
    await project.release('second', `${users}      note: text\n`);
    expect(await codesOf(() => check(project, false))).toEqual([]);
  });

  it('does not accept a release that was edited', async () => {
    await append('spec/versions/002_second.yaml', '# x\n');
    const before = await project.files();
    expect(await codesOf(() => check(project, true))).toEqual(['release-edited']);
    expect(await project.files()).toEqual(before);
  });
});
