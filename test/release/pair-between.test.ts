import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../src/operations/plan.ts';
import { codesOf, makeProject, type TestProject } from '../support/project.ts';
import { unproven } from '../support/unproven.ts';

let project: TestProject;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const table = (name: string, columns: string, more = '') =>
  `  ${name}:\n${more}    columns:\n      id: {type: serial, primary_key: true}\n${columns}`;

async function changes(from: string, to: string, backward = false): Promise<readonly string[]> {
  const result = await plan(project, from, to, backward, unproven);
  return result.changes.map((change) =>
    change.type === 'rename'
      ? `${change.previous.id} > ${change.next.id}`
      : `${change.type} ${change.type === 'drop' ? change.previous.id : change.next.id}`,
  );
}

describe('a plan across releases', () => {
  beforeEach(async () => {
    await project.release('r1', `tables:\n${table('a', '      x: text\n')}`);
    await project.release(
      'r2',
      `tables:\n${table('b', '      y: {type: text, renamed_from: x}\n', '    renamed_from: a\n')}`,
    );
    await project.release(
      'r3',
      `tables:\n${table('c', '      z: {type: text, renamed_from: y}\n', '    renamed_from: b\n')}`,
    );
  });

  const renamed = [
    'column public.a.x > column public.c.z',
    'primary_key public.a.a_pkey > primary_key public.c.c_pkey',
    'table public.a > table public.c',
  ];

  it('follows what is renamed in each of them', async () => {
    expect(await changes('001', '003')).toEqual(renamed);
    expect((await plan(project, '001', '003', false, unproven)).plan.losses).toEqual([]);
  });

  it('goes back the same way', async () => {
    const back = [
      'column public.c.z > column public.a.x',
      'primary_key public.c.c_pkey > primary_key public.a.a_pkey',
      'table public.c > table public.a',
    ];
    expect(await changes('003', '001')).toEqual(back);
    expect(await changes('001', '003', true)).toEqual(back);
    expect(await changes('working', '001')).toEqual(back);
  });

  it('goes on to the spec as it stands', async () => {
    await project.edit(`tables:\n${table('d', '      z: text\n', '    renamed_from: c\n')}`);
    expect(await changes('001', 'working')).toContain('table public.a > table public.d');
    expect(await changes('head', 'working')).toContain('table public.c > table public.d');
    expect(await changes('working', 'working')).toEqual([]);
  });

  it('takes what has one name at both ends for the same, whatever happened in between', async () => {
    await project.release('r4', `tables:\n${table('other', '      z: text\n')}`);
    await project.release('r5', `tables:\n${table('c', '      z: text\n', '    renamed_from: other\n')}`);
    expect(await changes('003', '005')).toEqual([]);
    expect(await changes('004', '005')).toContain('table public.other > table public.c');
  });

  it('is empty from a state to itself', async () => {
    for (const state of ['base', '002', '3', 'head', 'working', '001_r1'])
      expect(await changes(state, state)).toEqual([]);
  });

  it.each(['4', '004', '0', 'tail', '', 'r1', '-1'])('refuses the name %j', async (name) => {
    expect(await codesOf(() => plan(project, name, 'head', false, unproven))).toEqual(['unknown-release']);
  });

  it('says what is wrong with a rename in the spec', async () => {
    await project.edit(`tables:\n${table('d', '      z: text\n', '    renamed_from: nothing\n')}`);
    expect(await codesOf(() => plan(project, '001', 'working', false, unproven))).toEqual([
      'rename-from-nowhere',
    ]);
    expect(await codesOf(() => plan(project, '001', '002', false, unproven))).toEqual([]);
  });
});

it('without releases, head is base', async () => {
  await project.edit(`tables:\n${table('a', '')}`);
  expect(await changes('head', 'working')).toEqual(['add table public.a']);
});

it('plans for the newer of the two versions of PostgreSQL', async () => {
  await project.release('r1', `postgresql: 17\ntables:\n${table('a', '')}`);
  await project.edit(`tables:\n${table('b', '')}`);
  expect((await plan(project, 'head', 'working', false, unproven)).plan.postgresql).toBe(17);
});
