import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeProject } from './large-spec.js';
import { measure } from './measure.js';
import { overheadTables } from './overhead.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'bin', 'run.js');
const cache = mkdtempSync(join(tmpdir(), 'learnr-schema-bench-cache-'));
// Who runs servers where we are root must be able to enter it.
chmodSync(cache, 0o755);
const env = { LEARNR_SCHEMA_CACHE: cache };
const folders = [cache];

try {
  console.log(`Node ${process.version}, ${cpus().length} cores; medians of whole processes\n`);
  startUp();
  proofs();
  for (const { header, rows } of await overheadTables(15, cache)) print(header, rows);
  growth();
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function startUp() {
  const plan = [program, 'plan', '--no-prove', '--from', '002', '--to', '003'];
  const results = measure(
    {
      'node -e 0': { args: ['-e', '0'] },
      'plan --no-prove --from 002 --to 003': { args: plan, cwd: root, env },
      '… with an empty cache': {
        args: plan,
        cwd: root,
        env,
        before: () => rmSync(cache, { recursive: true, force: true }),
      },
    },
    15,
  );
  const bare = results['node -e 0'].milliseconds;
  print(
    ['command', 'ms', 'times bare Node', 'MiB'],
    Object.entries(results).map(([name, { milliseconds, mebibytes }]) => [
      name,
      milliseconds.toFixed(0),
      (milliseconds / bare).toFixed(2),
      mebibytes.toFixed(0),
    ]),
  );
}

/** With the data directory of the scratch server made, and the proofs that are kept taken away or left. */
function proofs() {
  const plan = [program, 'plan', '--from', '002', '--to', '003'];
  const forget = () => rmSync(join(cache, 'proofs'), { recursive: true, force: true });
  const results = measure(
    {
      'plan --no-prove --from 002 --to 003': { args: [...plan, '--no-prove'], cwd: root, env },
      '… proven now': { args: plan, cwd: root, env, before: forget },
      '… proven now, on disk': { args: plan, cwd: root, env: { ...env, TMPDIR: tmpdir() }, before: forget },
      '… proven before': { args: plan, cwd: root, env },
      'prove --all': { args: [program, 'prove', '--all'], cwd: root, env, before: forget },
    },
    7,
  );
  const unproven = results['plan --no-prove --from 002 --to 003'].milliseconds;
  print(
    ['command', 'ms', 'times unproven', 'MiB'],
    Object.entries(results).map(([name, { milliseconds, mebibytes }]) => [
      name,
      milliseconds.toFixed(0),
      (milliseconds / unproven).toFixed(2),
      mebibytes.toFixed(0),
    ]),
  );
}

function growth() {
  const rows = [];
  const last = {};
  for (const tables of [100, 1_000, 10_000]) {
    const folder = largeProject(tables, program, env);
    folders.push(folder);
    const command = { args: [program, 'plan', '--no-prove'], cwd: folder, env };
    const results = measure(
      { warm: command, cold: { ...command, before: () => rmSync(cache, { recursive: true, force: true }) } },
      tables > 1_000 ? 3 : 5,
    );
    const cells = Object.entries(results).flatMap(([name, { milliseconds, mebibytes }]) => {
      const exponent = last[name] && Math.log(milliseconds / last[name]) / Math.log(10);
      last[name] = milliseconds;
      return [
        milliseconds.toFixed(0),
        exponent === undefined ? '' : `n^${exponent.toFixed(2)}`,
        mebibytes.toFixed(0),
      ];
    });
    rows.push([tables.toLocaleString('en'), ...cells]);
  }
  print(
    ['tables of 10 columns, 1 % changed', 'plan, ms', 'growth', 'MiB', 'empty cache, ms', 'growth', 'MiB'],
    rows,
  );
}

/** @param {string[]} header @param {string[][]} rows */
function print(header, rows) {
  console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log();
}
