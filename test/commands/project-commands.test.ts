import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeProject, type TestProject } from '../support/project.ts';
import { run as runIn } from './target-support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const users = 'tables:\n  users:\n    columns:\n      id: {type: serial, primary_key: true}\n';

let project: TestProject;
beforeEach(async () => {
  project = await makeProject();
});
afterEach(() => project.remove());

const run = (...args: readonly string[]) => runIn(project.folder, args);

describe('a change from start to end', () => {
  it('is planned, released, checked and shown', async () => {
    await project.edit(users);
    const planned = await run('plan', '--no-prove', '--detailed-exitcode');
    expect(planned).toMatchObject({ code: 2, stderr: '' });
    expect(planned.stdout).toContain('  + table public.users (1 column)\n');

    const released = await run('release', 'first_one', '--no-prove', '--title', 'the first one');
    expect(released).toMatchObject({ code: 0, stderr: '' });
    expect(released.stdout).toMatch(
      /^Release 001 the first one: 1 table to add, 0 to change, 0 to drop\.\n! Unproven: .*\(--no-prove\)\.\n {2}wrote spec/,
    );
    expect(Object.keys(await project.files())).toEqual([
      'generated/001_first_one.down.sql',
      'generated/001_first_one.schema.sql',
      'generated/001_first_one.up.sql',
      'generated/manifest.json',
      'spec/schema/all.yaml',
      'spec/versions/001_first_one.yaml',
    ]);

    expect(await run('plan', '--no-prove', '--detailed-exitcode')).toMatchObject({
      code: 0,
      stdout: 'Nothing to do: 001 the first one → working.\n',
    });
    expect(await run('check')).toMatchObject({
      code: 0,
      stdout: '✓ 1 release and the spec fit together: 1 object, nothing unreleased.\n',
    });
    expect(await run('show')).toMatchObject({ code: 0, stdout: `postgresql: 15\n\n${users}` });
    expect((await run('show', '1', '--format', 'sql')).stdout).toBe(
      `-- 001 the first one: the whole schema, for an empty database\n${(await project.read('generated/001_first_one.schema.sql')).replace(/^(--.*\n)+/, '')}`,
    );
    expect(
      JSON.parse((await run('show', '--json')).stdout).objects['table public.users'].columns[0].name,
    ).toBe('id');
  });

  it('has its files elsewhere where --spec-dir says so', async () => {
    await project.write('db/spec/schema/a.yaml', users);
    expect(await run('release', 'a', '--no-prove', '--spec-dir', 'db/spec')).toMatchObject({ code: 0 });
    expect(Object.keys(await project.files()).filter((path) => path.startsWith('db/generated'))).toHaveLength(
      4,
    );
    expect(await runIn(project.folder, ['check'], { LEARNR_SCHEMA_SPEC_DIR: 'db/spec' })).toMatchObject({
      code: 0,
    });
  });
});

describe('plan', () => {
  beforeEach(async () => {
    await project.release('first', users);
    await project.edit(`${users}      note: text\n`);
  });

  it('prints the way back', async () => {
    const { stdout } = await run('plan', '--no-prove', '--backward', '--format', 'sql');
    expect(stdout).toContain('ALTER TABLE users DROP COLUMN note;');
    expect(
      (await run('plan', '--no-prove', '--from', 'working', '--to', 'head', '--format', 'sql')).stdout,
    ).toBe(stdout);
  });

  it('prints JSON in two ways', async () => {
    const { stdout } = await run('plan', '--no-prove', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      from: { name: '001_first', number: 1 },
      to: { name: 'working' },
      changes: [{ kind: 'column' }],
    });
    expect((await run('plan', '--no-prove', '--format', 'json')).stdout).toBe(stdout);
  });

  it('prints Markdown', async () => {
    expect((await run('plan', '--no-prove', '--format', 'markdown')).stdout).toMatch(
      /^### Plan: 0 tables to add, 1 to change/,
    );
  });

  it('does not need the spec between releases', async () => {
    await project.write('spec/schema/all.yaml', 'tables: [');
    expect(await run('plan', '--no-prove', '--from', 'base', '--to', 'head')).toMatchObject({ code: 0 });
    expect(await run('plan')).toMatchObject({ code: 1, stdout: '' });
  });

  it('gives the same from the cache, from a damaged one, and without one', async () => {
    // Root's cache must be open to the user that runs servers.
    await chmod(project.folder, 0o755);
    const plan = ['plan', '--no-prove', '--from', 'base', '--to', '001', '--format', 'sql'];
    const cache = { LEARNR_SCHEMA_CACHE: `${project.folder}/cache` };
    const first = await runIn(project.folder, plan, cache);
    const cached = Object.keys(await project.files()).filter((path) => path.startsWith('cache/models/'));
    expect(cached).toHaveLength(1);
    expect(await runIn(project.folder, plan, cache)).toEqual(first);
    const [path = ''] = cached;
    const text = await project.read(path);
    await project.write(path, text.replace('users', 'usurs'));
    expect(await runIn(project.folder, plan, cache)).toEqual(first);
    expect(await project.read(path)).toBe(text);
    await project.write('file', '');
    expect(await runIn(project.folder, plan, { LEARNR_SCHEMA_CACHE: `${project.folder}/file/x` })).toEqual(
      first,
    );
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('CREATE TABLE users') });
  });
});

describe('what is wrong', () => {
  it('is shown at its place, exit code 1, nothing on standard output', async () => {
    await project.edit('tables:\n  users:\n    colums: {id: integer}\n    indexes: {i: nothing}\n');
    const { code, stdout, stderr } = await run('plan');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      ' --> spec/schema/all.yaml:3:5\n3 |     colums: {id: integer}\n  |     ^^^^^^\n',
    );
    expect(stderr).toContain('[unknown-key]');
    expect(stderr).not.toContain('\u001b');
  });

  it('is JSON on standard output with --json', async () => {
    await project.edit('tables: {a: {colums: {}}}\n');
    const { code, stdout, stderr } = await run('release', 'x', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout).error.diagnostics[0]).toMatchObject({
      code: 'unknown-key',
      at: { file: 'spec/schema/all.yaml', line: 1 },
      help: expect.any(String),
    });
  });

  it.each([
    [['plan', '--fro', '1'], 'there is no flag --fro'],
    [['plan', '--formt', 'sql'], 'Did you mean --format?'],
    [['plan', '-x', '--nowhere'], '2 problems'],
    [['plan', '--format', 'xml'], 'expected --format=xml to be one of: text, sql, json, markdown'],
    [['plan', '--spec-dir'], 'flag --spec-dir expects a value'],
    [['plan', 'now'], 'plan takes no argument, and was given now'],
    [['release'], 'SLUG is missing'],
    [['apply', '--steps', 'x'], '--steps: expected an integer but received: x'],
    [['show', '1', '2'], 'unexpected argument: 2'],
    [['plann'], 'there is no command plann'],
    [['nothing-like-it'], 'The commands are adopt, apply, '],
    [['upgrde'], 'Did you mean upgrade?'],
    [['attic', 'lst'], 'Did you mean attic list?'],
    [['upgrade', '-1', '--sql'], 'run: learnr-schema rollback --steps 1'],
    [['--hlep'], 'Did you mean --help?'],
    [['show', 'haed'], 'Did you mean head?'],
    [['help', 'plann'], 'Did you mean plan?'],
    [['plan', '--from', '9'], 'there is no release "9"'],
    [['plan', '--spec-dir', 'nowhere'], 'there is no folder nowhere'],
    [['apply', '--embedded', '--spec-dir', 'nowhere'], 'there is no folder nowhere'],
    [['show', '--spec-dir', ''], '--spec-dir is empty'],
  ])('%j', async (args, message) => {
    await project.edit(users);
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('help:');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is a bug of ours where it is nobody else’s fault, without a stack unless DEBUG asks for it', async () => {
    await project.edit(users);
    const sabotage = encodeURIComponent('WeakMap.prototype.set = () => { throw new TypeError("boom"); };');
    const broken = { NODE_OPTIONS: `--import=data:text/javascript,${sabotage}` };
    const quiet = await runIn(project.folder, ['plan'], { ...broken, DEBUG: '' });
    expect(quiet).toMatchObject({ code: 70, stdout: '' });
    expect(quiet.stderr).toMatch(/^This is a bug in learnr-schema: boom\n/);
    expect(quiet.stderr).not.toMatch(/\n\s+at /);
    const json = await runIn(project.folder, ['plan', '--json'], { ...broken, DEBUG: '' });
    expect(json).toMatchObject({ code: 70, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual({
      error: { bug: { message: 'boom', version: expect.any(String) } },
    });
    const loud = await runIn(project.folder, ['plan'], { ...broken, DEBUG: 'learnr-schema' });
    expect(loud.stderr).toMatch(/TypeError: boom\n\s+at /);
  });

  it.runIf(existsSync('/dev/full'))('is that the output finds no place, said without a stack', async () => {
    const child = spawn('sh', ['-c', `exec '${process.execPath}' '${root}bin/run.js' --help > /dev/full`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^error standard output: no space is left on the device \[file-unreadable\]\n/,
      ),
    });
  });

  it('is not that nobody reads the output', async () => {
    await project.release(
      'first',
      `${users}${Array.from({ length: 3000 }, (_, i) => `      column_${i}: text\n`).join('')}`,
    );
    const child = spawn(process.execPath, [`${root}bin/run.js`, 'show', '--json'], {
      cwd: project.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('help', () => {
  it.each([
    ...['plan', 'prove', 'release', 'check', 'show', 'apply', 'rollback', 'status', 'postgres'],
    ...['import', 'verify', 'diff', 'stamp', 'adopt', 'doctor'],
  ])('of %s has examples', async (command) => {
    const { code, stdout } = await run(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`$ learnr-schema ${command}`);
    expect(stdout).toMatch(/EXAMPLES\n/);
    expect(stdout).toContain('--spec-dir=');
    expect(stdout).toContain('--json');
  });

  it('lists the commands, and is there under every name', async () => {
    const all = await run();
    expect(all.stdout).toMatch(/^ {2}plan +Show what would change/m);
    expect((await run('help')).stdout).toBe(all.stdout);
    expect((await run('--help')).stdout).toBe(all.stdout);
    expect((await run('-h')).stdout).toBe(all.stdout);
    const plan = await run('plan', '--help');
    expect(await run('help', 'plan')).toEqual(plan);
    expect(await run('plan', '-h')).toEqual(plan);
    const version = await run('--version');
    expect(version.stdout).toMatch(/^learnr-schema\/\d+\.\d+\.\d+ /);
    expect(await run('-v')).toEqual(version);
  });
});

describe('spec/release.json', () => {
  it('describes what release writes, and every section of the spec', async () => {
    const [schema, releaseSchema] = await Promise.all(
      ['schema', 'release'].map(async (name) =>
        JSON.parse(await readFile(`${root}spec/${name}.json`, 'utf8')),
      ),
    );
    for (const section of Object.keys(schema.properties))
      expect(releaseSchema.properties).toHaveProperty(section);
    const ajv = new Ajv({ allowUnionTypes: true });
    ajv.addSchema(schema, 'schema.json');
    const validate = ajv.compile(releaseSchema);
    await project.release('first', `postgresql: 16\n${users}`);
    await project.release('second', 'enums: {e: [x]}\n');
    for (const name of ['001_first', '002_second']) {
      expect(
        validate(parse(await project.read(`spec/versions/${name}.yaml`))),
        JSON.stringify(validate.errors),
      ).toBe(true);
    }
    expect(validate({ title: 'x' })).toBe(false);
  });
});
