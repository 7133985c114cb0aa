import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { equal } from '../../src/diff/equal.ts';
import { check } from '../../src/operations/check.ts';
import { release } from '../../src/operations/release.ts';
import { readWorking } from '../../src/operations/working.ts';
import { loadChain } from '../../src/release/load-chain.ts';
import { ReleasedModels } from '../../src/release/models.ts';
import { codesOf, diagnosticsOf, makeProject, type TestProject } from '../support/project.ts';
import { unproven } from '../support/unproven.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const freeze = (slug: string, allowDataLoss = false) =>
  release(project, { slug, title: undefined, allowDataLoss }, unproven);
const users = 'tables:\n  users:\n    columns:\n      id: {type: serial, primary_key: true}\n';

/** The folded model at the newest release is that of the spec. */
async function foldIsSpec(): Promise<boolean> {
  const { releases } = await loadChain(project);
  const head = await new ReleasedModels(releases).at(releases.length);
  const { model } = await readWorking(project);
  const ids = new Set([...head.objects.keys(), ...model.objects.keys()]);
  return (
    head.postgresql === model.postgresql &&
    [...ids].every((id) => equal(head.objects.get(id), model.objects.get(id)))
  );
}

describe('a release file', () => {
  it('holds what is new or changed, whole and as it was written, and the names of what is gone', async () => {
    await project.release('first', {
      'a.yaml': `${users}
  # Gone soon.
  old: {columns: {id: integer}}
  '"an odd.name"': {columns: {id: integer}}
  same: {columns: {id: integer}}
enums:
  mood: [sad]
`,
      'b.yaml':
        'functions:\n  touch(integer):\n    returns: integer\n    language: sql\n    body: RETURN 1\n',
    });
    await project.release(
      'second',
      `# not copied
tables:
  # Who has an account.
  # In two lines.
  users:
    columns:
      id: {type: serial, primary_key: true} # the key
      # within

      note:   text
  same: {columns: {id: int4}}   # spelled in another way

  added:
    columns: {id: integer}
`,
    );
    expect(
      await project.read('spec/versions/002_second.yaml'),
    ).toBe(`# yaml-language-server: $schema=../release.json
# Frozen: edit the spec under spec/schema/ and make the next release instead.
title: second
parent: ${(await loadChain(project)).releases[0]?.checksum}

tables:
  added:
    columns: {id: integer}

  # Who has an account.
  # In two lines.
  users:
    columns:
      id: {type: serial, primary_key: true} # the key
      # within

      note:   text

dropped:
  enums:
    - mood
  functions:
    - touch(integer)
  tables:
    - '"an odd.name"'
    - old
`);
    expect(await foldIsSpec()).toBe(true);
  });

  it('is the same whatever the order of files and keys', async () => {
    const one = '  b:\n    columns:\n      id: integer\n';
    const two = '  a:\n    columns:\n      id: integer\n';
    await project.release('first', {
      'x.yaml': `tables:\n${one}`,
      'y.yaml': `tables:\n${two}enums:\n  e: [x]\n`,
    });
    const files = await project.files();
    const other = await makeProject();
    await other.release('first', { 'z.yaml': `enums:\n  e: [x]\ntables:\n${two}${one}` });
    const again = await other.files();
    await other.remove();
    const made = (all: Readonly<Record<string, string>>) =>
      Object.entries(all).filter(([path]) => !path.startsWith('spec/schema'));
    expect(made(again)).toEqual(made(files));
    expect(made(files)).toHaveLength(5);
  });

  it('says the version of PostgreSQL only where it changes', async () => {
    await project.release('first', users);
    await project.release('second', `postgresql: 16\n${users}`);
    await project.release('third', `postgresql: 16\n${users}  more: {columns: {id: integer}}\n`);
    await project.release('fourth', `${users}  more: {columns: {id: integer}}\n`);
    const versions = ['001_first', '002_second', '003_third', '004_fourth'].map(
      async (name) => /^postgresql: .*$/m.exec(await project.read(`spec/versions/${name}.yaml`))?.[0],
    );
    expect(await Promise.all(versions)).toEqual([undefined, 'postgresql: 16', undefined, 'postgresql: 15']);
    expect(await foldIsSpec()).toBe(true);
  });

  it('has no line ends but its own', async () => {
    await project.release('first', users.replaceAll('\n', '\r\n'));
    expect(await project.read('spec/versions/001_first.yaml')).not.toContain('\r');
    expect(await foldIsSpec()).toBe(true);
  });
});

describe('the fold of releases is the spec', () => {
  const referring = (table: string) => `  posts:
    columns:
      id: {type: serial, primary_key: true}
      user_id: {type: integer, references: ${table}}
`;
  const people = users.replace('users:', 'people:\n    renamed_from: users');

  it.each<readonly [string, readonly string[]]>([
    [
      'where a table is renamed that others refer to',
      [users + referring('users'), people + referring('people')],
    ],
    ['where renamed_from stays in the spec', [users, people, `${people}  more: {columns: {id: integer}}\n`]],
    [
      'where the old name is taken again later',
      [users, people, `${people}${users.replace('tables:\n', '')}`],
    ],
    [
      'where a table is renamed into another schema',
      [
        `schemas:\n  audit:\n${users}`,
        `schemas:\n  audit:\n${users.replace('users:', 'audit.people:\n    renamed_from: public.users')}`,
      ],
    ],
    [
      'where a schema is renamed with what is in it',
      [
        `schemas:\n  old:\ntables:\n  old.a: {columns: {id: {type: integer, primary_key: true}}}\n  old.gone: {columns: {id: integer}}\n  b: {columns: {a: {type: integer, references: old.a}}}\n`,
        `schemas: {new: {renamed_from: old}}\ntables:\n  new.a: {columns: {id: {type: integer, primary_key: true}}}\n  b: {columns: {a: {type: integer, references: new.a}}}\n`,
      ],
    ],
    [
      'where a type is renamed that a function takes',
      [
        'enums: {e: [a]}\nfunctions:\n  f(x e): {returns: e, language: sql, body: RETURN x}\n',
        'enums: {e2: {values: [a], renamed_from: e}}\nfunctions:\n  f(x e2): {returns: e2, language: sql, body: RETURN x}\n',
      ],
    ],
    [
      'where a function is renamed',
      [
        'functions:\n  f(integer): {returns: integer, language: sql, body: RETURN 1}\n',
        'functions:\n  g(integer): {renamed_from: f, returns: integer, language: sql, body: RETURN 1}\n',
      ],
    ],
    ['where everything is gone', [`enums: {mood: [sad]}\n${users}`, 'enums: {other: [x]}\n', users]],
    [
      'where an object changes only because another does',
      [
        `tables:\n  a: {columns: {id: {type: integer, primary_key: true}, other: {type: integer, unique: true}}}\n  b: {columns: {a_id: {type: integer, references: a}}}\n`,
        `tables:\n  a: {columns: {id: {type: integer, unique: true}, other: {type: integer, primary_key: true}}}\n  b: {columns: {a_id: {type: integer, references: a}}}\n`,
      ],
    ],
  ])('%s', async (_case, specs) => {
    for (const [index, spec] of specs.entries()) await project.release(`r${index}`, spec);
    expect(await foldIsSpec()).toBe(true);
    expect(await check(project, false)).toMatchObject({ releases: specs.length, written: [], removed: [] });
  });
});

describe('a release is refused', () => {
  it.each(['', 'A', 'a b', '../x', 'ä'])('for the slug %j', async (slug) => {
    await project.edit(users);
    expect(await codesOf(() => freeze(slug))).toEqual(['slug-invalid']);
  });

  it('for a title of two lines', async () => {
    await project.edit(users);
    expect(
      await codesOf(() => release(project, { slug: 'a', title: 'a\nb', allowDataLoss: false }, unproven)),
    ).toEqual(['title-invalid']);
    expect(
      await codesOf(() => release(project, { slug: 'a', title: ' ', allowDataLoss: false }, unproven)),
    ).toEqual(['title-invalid']);
  });

  it('where there is nothing to release', async () => {
    await project.release('first', users);
    await project.edit(`# a comment\n${users.replace('serial', 'SERIAL')}`);
    expect(await codesOf(() => freeze('second'))).toEqual(['nothing-to-release']);
  });

  it('where data would be lost, naming each table and column', async () => {
    await project.release(
      'first',
      `${users}      email: text\n  old: {columns: {id: integer}}\n  older: {columns: {a: text}}\n`,
    );
    await project.edit(`${users}      mail: text\n`);
    const before = await project.files();
    const diagnostics = await diagnosticsOf(() => freeze('second'));
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'data-loss: this release would destroy column public.users.email with what is in it',
      'data-loss: this release would destroy table public.old with what is in it',
      'data-loss: this release would destroy table public.older with what is in it',
    ]);
    expect(diagnostics[0]?.help).toBe(
      'If that is what you want, add --allow-data-loss. If it was renamed, write `renamed_from: email` under column public.users.mail.',
    );
    expect(await project.files()).toEqual(before);
    await freeze('second', true);
    expect(await project.read('generated/002_second.up.sql')).toContain(
      '-- Destroys data: table public.old\n',
    );
  });

  it('with everything that is wrong, and writes nothing', async () => {
    await project.release('first', users);
    await project.write('generated/001_first.up.sql', 'DROP DATABASE x;\n');
    await project.write('generated/notes.txt', '');
    await project.edit('tables:\n  users: {colums: {}}\n');
    const before = await project.files();
    expect(await codesOf(() => freeze('Not a slug'))).toEqual([
      'slug-invalid',
      'generated-edited',
      'generated-extra',
      ...(await codesOf(() => readWorking(project))),
    ]);
    expect(await project.files()).toEqual(before);
  });

  it('where renamed_from leads nowhere', async () => {
    await project.release('first', users);
    await project.edit(users.replace('users:', 'people:\n    renamed_from: usrs'));
    expect(await codesOf(() => freeze('second', true))).toEqual(['rename-from-nowhere']);
  });

  it('where a release was edited', async () => {
    await project.release('first', users);
    await project.write(
      'spec/versions/001_first.yaml',
      `${await project.read('spec/versions/001_first.yaml')}# more\n`,
    );
    await project.edit(`${users}      note: text\n`);
    expect(await codesOf(() => freeze('second'))).toEqual(['release-edited']);
  });
});
