// What `apply` costs beside the statements alone; also on its own: `node test/bench/overhead.js [rounds]`.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from '/work/main/node_modules/esbuild/lib/main.js';

const root = '/work/main';

/**
 * @param {number} rounds
 * @param {string} cache folder of the program's cache
 * @returns {Promise<{ header: string[], rows: string[][] }[]>} two tables: the comparison, and where the time goes
 */
export async function overheadTables(rounds, cache) {
  const { apply, plain, statements, parts } = await measured(rounds, cache);
  const comparison = [
    [`one transaction of ${statements} statements, as psql -1 -f sends them`, plain.toFixed(0), '1.00'],
    ['apply, base to 003', apply.toFixed(0), (apply / plain).toFixed(2)],
  ];
  const split = parts.map(({ name, milliseconds, messages }) => [
    name,
    milliseconds.toFixed(1),
    messages === undefined ? '' : String(messages),
  ]);
  return [
    { header: ['within one process, with connecting', 'ms', 'times'], rows: comparison },
    { header: ['of apply', 'ms', 'messages'], rows: split },
  ];
}

/** @param {number} rounds @param {string} cache */
async function measured(rounds, cache) {
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'learnr-schema-overhead-'));
  const program = join(folder, 'overhead.mjs');
  try {
    await build({
      entryPoints: [join(root, 'test/bench/zz-min.tmp.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      // A program that knows its build keeps models of releases.
      define: { learnrSchemaBuild: JSON.stringify(folder) },
      logLevel: 'error',
    });
    process.env.LEARNR_SCHEMA_CACHE = cache;
    const { overhead } = await import(pathToFileURL(program).href);
    return await overhead(join(root, 'spec'), rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (true) {
  const cache = mkdtempSync(join(tmpdir(), 'learnr-schema-overhead-cache-'));
  // Who runs servers where we are root must be able to enter it.
  chmodSync(cache, 0o755);
  try {
    for (const { header, rows } of await overheadTables(Number(process.argv[2] ?? 15), cache)) {
      console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`);
      for (const row of rows) console.log(`| ${row.join(' | ')} |`);
      console.log();
    }
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
