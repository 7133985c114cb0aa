// Random pairs of schemas, proven: `npm run fuzz -- --pairs 100 --seed 1 --postgres 18`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'learnr-schema-fuzz-'));
const program = join(folder, 'fuzz.mjs');

/** Puts something around the observers, which take half of the time: whether they are asked, and for how long. */
const around = {
  name: 'observers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/observe\.ts$/ }, ({ path, importer }) =>
      importer.endsWith('prove.ts')
        ? { path: join(dirname(importer), path), namespace: 'around' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'around' }, ({ path }) => ({
      resolveDir: dirname(path),
      loader: 'js',
      contents: `import { observe as ask } from ${JSON.stringify(path)};
export async function observe(...given) {
  const observers = globalThis.fuzzObservers;
  if (!observers.asked) return [];
  const began = performance.now();
  try {
    return await ask(...given);
  } finally {
    observers.milliseconds += performance.now() - began;
  }
}`,
    }));
  },
};

try {
  await build({
    entryPoints: [join(root, 'test/fuzz/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [around],
    logLevel: 'error',
  });
  await import(pathToFileURL(program).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
