import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath, pid } from 'node:process';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const command = fileURLToPath(new URL('./run.js', import.meta.url));

/**
 * Keeps the code that V8 compiles the program to beside it. Only what a plan between two releases uses: reading the code takes
 * time, too, and everything else takes longer anyway.
 */
function writeCodeCache() {
  const folder = mkdtempSync(join(tmpdir(), 'learnr-schema-build-'));
  // Root's cache must be open to the user that runs servers.
  chmodSync(folder, 0o755);
  try {
    const schema = join(folder, 'spec/schema');
    mkdirSync(schema, { recursive: true });
    cpSync(fileURLToPath(new URL('../spec/schema', import.meta.url)), schema, { recursive: true });
    const run = (...args) =>
      execFileSync(execPath, args, {
        cwd: folder,
        env: { ...env, LEARNR_SCHEMA_CACHE: join(folder, 'cache') },
      });
    // A proof would start a server, and take most of the time of a build.
    const plan = ['plan', '--no-prove', '--to', 'head', '--from', 'base'];
    run(command, 'release', '--no-prove', 'first');
    run(command, ...plan);
    run(self, ...plan);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command and keeps the code of what it used. */
async function writeCodeOf(args) {
  const { codeCacheFile, loadProgram } = createRequire(import.meta.url)('./load.cjs');
  const { program, hash, createCodeCache } = loadProgram();
  await program.main(args, import.meta.url);
  // Node that keeps such code by itself.
  if (createCodeCache === undefined) return;
  const staged = `${codeCacheFile(hash)}.${pid}`;
  writeFileSync(staged, createCodeCache());
  renameSync(staged, codeCacheFile(hash));
}

const args = argv.slice(2);
if (args.length === 0) writeCodeCache();
else await writeCodeOf(args);
