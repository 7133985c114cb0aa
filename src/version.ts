import manifest from '../package.json' with { type: 'json' };

/** The version of this program. */
export const version: string = manifest.version;

/** Put in place by bin/build.js: a hash of the sources. */
declare const learnrSchemaBuild: string | undefined;

/** Tells apart what different states of this program left on disk. Undefined where it runs from its sources. */
export const build: string | undefined =
  typeof learnrSchemaBuild === 'string' ? learnrSchemaBuild : undefined;
