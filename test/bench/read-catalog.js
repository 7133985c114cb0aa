// How long it takes to read the catalog of a large database: `node test/bench/read-catalog.js`, on an idle machine.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { measure } from './measure.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules', '.cache', 'learnr-schema-bench');
const program = join(folder, 'read-catalog.mjs');
const kinds = ['integer', 'varchar(255)', 'timestamptz', 'numeric(10,2)', 'boolean', 'text', 'jsonb', 'uuid'];

mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(root, 'test/bench/read-catalog-entry.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
const { cacheFolder, startScratch } = await import(pathToFileURL(program).href);
process.env.LEARNR_SCHEMA_CACHE = await cacheFolder();
const server = await startScratch({ major: 18 });
try {
  const rows = [];
  let last;
  for (const tables of [100, 1_000, 10_000]) {
    const url = await largeDatabase(server.url, tables);
    const results = measure(
      {
        connect: { args: [program, 'connect', url] },
        attributes: { args: [program, 'attributes', url] },
        read: { args: [program, 'read', url] },
      },
      tables > 1_000 ? 5 : 9,
    );
    const bare = results.connect.milliseconds;
    const read = results.read.milliseconds - bare;
    const attributes = results.attributes.milliseconds - bare;
    rows.push([
      tables.toLocaleString('en'),
      read.toFixed(0),
      last === undefined ? '' : `n^${(Math.log(read / last) / Math.log(10)).toFixed(2)}`,
      attributes.toFixed(0),
      (read / attributes).toFixed(2),
      results.read.mebibytes.toFixed(0),
      results.attributes.mebibytes.toFixed(0),
    ]);
    last = read;
  }
  const header = [
    'tables of 10 columns',
    'read, ms',
    'growth',
    'SELECT * FROM pg_attribute, ms',
    'times that',
    'MiB',
    'MiB',
  ];
  console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Every table with a serial primary key, a foreign key, an index, two defaults, a check and a comment.
 * @param {string} server @param {number} tables @returns {Promise<string>} the URL of the database
 */
async function largeDatabase(server, tables) {
  const administrator = new pg.Client(server);
  await administrator.connect();
  await administrator.query(`CREATE DATABASE large_${tables}`);
  await administrator.end();
  const url = new URL(server);
  url.pathname = `large_${tables}`;
  const client = new pg.Client(url.href);
  await client.connect();
  for (let table = 0; table < tables; table++) await client.query(tableSql(table));
  await client.query('VACUUM ANALYZE');
  await client.end();
  return url.href;
}

/** @param {number} table */
function tableSql(table) {
  const columns = kinds.map((kind, position) => {
    const standard = kind === 'boolean' ? ' DEFAULT false' : kind === 'timestamptz' ? ' DEFAULT now()' : '';
    return `column_${position} ${kind}${position % 2 === 0 ? ' NOT NULL' : ''}${standard}`;
  });
  return `CREATE TABLE table_${table} (id bigserial PRIMARY KEY, parent bigint REFERENCES table_${table >> 1}, ${columns.join(', ')},
      CONSTRAINT check_${table} CHECK (column_0 >= 0 AND column_5 <> ''));
    CREATE INDEX idx_${table}_parent ON table_${table} (parent);
    COMMENT ON TABLE table_${table} IS 'Table number ${table}'`;
}
