import ansis from 'ansis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../support/project.ts';
import { run as runIn } from './target-support.ts';

/** Loaded before the program: what Node says of its output where that is a terminal. */
const terminal = encodeURIComponent(
  'for (const s of [process.stdout, process.stderr]) Object.assign(s, { isTTY: true, columns: 80, getWindowSize: () => [80, 24] });',
);
const environment = {
  NODE_OPTIONS: `--import=data:text/javascript,${terminal}`,
  TERM: 'xterm-256color',
  CI: '',
};

let project: TestProject;
beforeAll(async () => {
  project = await makeProject();
  await project.edit('tables:\n  users:\n    columns:\n      id: {type: serial, primary_key: true}\n');
});
afterAll(() => project.remove());

const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runIn(project.folder, args, { ...environment, ...more });

describe('on a terminal', () => {
  it.each([[['--help']], [['plan', '--help']], [['--version']], [['plan']]])('%j works', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = ansis.strip(stdout).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('is in colour, unless NO_COLOR says otherwise', async () => {
    expect((await run(['plan'])).stdout).toContain('\u001b[32m+\u001b[39m');
    expect((await run(['plan'], { NO_COLOR: '1' })).stdout).not.toContain('\u001b');
    expect((await run(['plan', '--help'], { NO_COLOR: '1' })).stdout).not.toContain('\u001b');
    expect((await run(['nothing'])).stderr).toContain('\u001b[31m');
    expect((await run(['plan', '--json'])).stdout).not.toContain('\u001b');
  });
});
