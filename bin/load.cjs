const { readFileSync } = require('node:fs');
const module_ = require('node:module');
const { dirname, join } = require('node:path');
const vm = require('node:vm');

const dist = join(__dirname, '../dist');
const file = join(dist, 'program.cjs');

/** Where the compiled code of a program with this hash lies; made by bin/build-code-cache.js. */
function codeCacheFile(hash) {
  return join(dist, `program-${hash}.cache`);
}

/**
 * Loads the program with the code that V8 compiled it to before, if that is there and fits this version of V8: compiling is a
 * third of what a short command takes. From 22.1 on Node keeps such code by itself, as people use the program.
 *
 * @returns what the program exports; where Node does not keep code, also the program's hash and what makes the code to keep
 */
function loadProgram() {
  if (module_.enableCompileCache !== undefined) {
    module_.enableCompileCache();
    return { program: require(file) };
  }
  const source = readFileSync(file, 'latin1');
  const hash = /^\/\/ ([0-9a-f]{64})\n/.exec(source)?.[1];
  const script = new vm.Script(module_.wrap(source), {
    filename: file,
    cachedData: readOrNothing(codeCacheFile(hash)),
  });
  // As `require` would do it, so that whoever requires the file by its name gets the same program.
  const loaded = new module_.Module(file);
  loaded.filename = file;
  require.cache[file] = loaded;
  script.runInThisContext()(loaded.exports, module_.createRequire(file), loaded, file, dirname(file));
  loaded.loaded = true;
  return { program: loaded.exports, hash, createCodeCache: () => script.createCachedData() };
}

function readOrNothing(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

module.exports = { codeCacheFile, loadProgram };
