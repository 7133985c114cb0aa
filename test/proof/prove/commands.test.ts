import { execFile } from 'node:child_process';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPlace, makeEmbeddedPlace, run as runIn } from '../../commands/target-support.ts';
import { scratchServer } from '../../support/postgres.ts';
import { makeProject, type TestProject } from '../../support/project.ts';

const users =
  'tables:\n  users:\n    columns:\n      id: {type: integer, primary_key: true}\n      email: text\n';
const indexed = `${users}    indexes: {idx_users_email: email}\n`;
const refused = `${users}views: {v: SELECT nowhere(id) AS x FROM users}\n`;

/** Proofs are kept there, and not in the cache of whoever runs the tests. */
let place: EmbeddedPlace;
let project: TestProject;
beforeAll(async () => {
  place = await makeEmbeddedPlace();
});
afterAll(() => place.remove());
beforeEach(async () => {
  project = await makeProject();
  await project.release('users', users);
  await project.edit(indexed);
});
afterEach(() => project.remove());

const run = (...args: readonly string[]) => runIn(project.folder, args, place.environment);
const on = (major: 15 | 16 | 17 | 18) => ['--scratch-url', scratchServer(major)];

describe('plan', () => {
  it('proves where nobody says anything, and the second time knows it', async () => {
    const first = await run('plan');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/Ledger: what 1 step did on scratch/);
    expect(first.stdout).toMatch(/create index +users SHARE UPDATE EXCLUSIVE/);
    expect(first.stdout).toMatch(/Proof: proven on PostgreSQL 18\.\d+ in \d+\.\d s\./);
    expect(first.stdout).toMatch(/✓ forward again /);
    const second = await run('plan');
    expect(second.stdout).toMatch(/Proof: proven on PostgreSQL 18\.\d+ before, unchanged since\./);
  });

  it('proves on the server that is named', async () => {
    const { code, stdout } = await run('plan', ...on(16), '--detailed-exitcode');
    expect(code).toBe(2);
    expect(stdout).toMatch(/Proof: proven on PostgreSQL 16\.\d+ in /);
  });

  it('says the verdict as JSON and as Markdown', async () => {
    const json = JSON.parse((await run('plan', ...on(15), '--json')).stdout);
    expect(json.proof).toMatchObject({
      state: 'proven',
      cached: false,
      server: expect.stringMatching(/^15\./),
      passes: [{ direction: 'forward' }, { direction: 'backward' }, { direction: 'forward again' }],
    });
    const { stdout } = await run('plan', ...on(15), '--format', 'markdown');
    expect(stdout).toMatch(/\*\*Proof: proven on PostgreSQL 15\.\d+ in \d+\.\d s\.\*\*/);
    expect(stdout).toContain('<details><summary>Ledger: what 1 step did to what was there before</summary>');
  });

  it('says what is not proven where that is not wanted', async () => {
    const { code, stdout } = await run('plan', '--no-prove');
    expect(code).toBe(0);
    expect(stdout).toContain('Unproven: this plan has not been run');
    expect(JSON.parse((await run('plan', '--no-prove', '--json')).stdout).proof).toEqual({
      state: 'unproven',
      reason: expect.stringContaining('--no-prove'),
    });
  });

  it('exits with 1 where the server refuses', async () => {
    await project.edit(refused);
    const { code, stdout } = await run('plan', ...on(18), '--detailed-exitcode');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Proof: refuted on PostgreSQL 18/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the server does not take the next schema');
  });

  it('does without a server where none is installed', async () => {
    const program = await programWithoutServers(join(project.folder, 'program'));
    try {
      const { code, stdout } = await program('plan', '--postgres', '16');
      expect(code).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
        /Unproven: this plan has not been run: PostgreSQL 16 for \S+ is not installed/,
      );
      expect(await program('prove', '--postgres', '16')).toMatchObject({ code: 1 });
    } finally {
      await rm(join(project.folder, 'program'), { recursive: true });
    }
  });

  it('fails where the server that is named cannot be used', async () => {
    const { code, stdout, stderr } = await run(
      'plan',
      '--scratch-url',
      'postgresql://nobody@127.0.0.1:1/postgres?sslmode=disable',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('target-refused');
    const both = await run('plan', ...on(18), '--postgres', '18');
    expect(both.code).toBe(1);
    expect(both.stderr).toContain('--scratch-url and --postgres cannot be given together');
  });
});

describe('prove', () => {
  it('goes all ways', async () => {
    await project.release('indexed', indexed);
    const { code, stdout } = await run('prove', '--all', ...on(17));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ base → 001 users: proven on PostgreSQL 17/m);
    expect(stdout).toMatch(/^✓ 001 users → 002 indexed: proven on PostgreSQL 17/m);
  });

  it('exits with 1 where a way is refuted, and names it', async () => {
    await project.edit(refused);
    const { code, stdout } = await run('prove', ...on(15), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { proof: { state: 'refuted', unbuilt: { schema: 'next' }, passes: [] } },
    ]);
  });
});

describe('release', () => {
  it('writes nothing where the proof fails', async () => {
    await project.edit(refused);
    const before = await project.files();
    const { code, stderr } = await run('release', 'views', ...on(18));
    expect(code).toBe(1);
    expect(stderr).toContain('proof-failed');
    expect(stderr).toContain('nowhere');
    expect(await project.files()).toEqual(before);
    expect(await run('release', 'views', '--no-prove')).toMatchObject({ code: 0 });
  });

  it('says that it is proven', async () => {
    const { code, stdout } = await run('release', 'indexed', ...on(15));
    expect(code).toBe(0);
    expect(stdout).toMatch(/proven on PostgreSQL 15/);
  });
});

/** The program in a folder beside which no package of PostgreSQL is installed, though all else is. */
async function programWithoutServers(folder: string) {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  await mkdir(join(folder, 'node_modules/@pgkit'), { recursive: true });
  for (const name of ['bin', 'dist', 'spec', 'package.json', 'oclif.manifest.json'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['pg', 'libpg-query', '@pgkit/migra'])
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  return (...args: readonly string[]) =>
    new Promise<{ readonly code: unknown; readonly stdout: string }>((resolve) => {
      const env = { PATH: process.env['PATH'] ?? '', ...place.environment };
      const all = [join(folder, 'bin/run.js'), ...args];
      execFile(process.execPath, all, { cwd: project.folder, env }, (error, stdout) =>
        resolve({ code: error?.code ?? 0, stdout }),
      );
    });
}
