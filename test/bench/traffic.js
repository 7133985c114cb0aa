// How long people wait while a table of two million rows changes under them:
// `npm run bench:traffic -- --rounds 3 --rows 2000000 --postgres 18 --only index`, on an idle machine.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'learnr-schema-traffic-'));
const remove = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', remove);
// An end by `exit` has everybody clean up: this folder, and who started the server.
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

try {
  await build({
    entryPoints: ['main', 'worker'].map((name) => join(root, 'test/bench/traffic', `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  await import(pathToFileURL(join(folder, 'main.mjs')).href);
} finally {
  remove();
}
