/** What of the spec is needed to read releases and the working spec, in one module that is loaded when it is needed. */
export { loadGrammar } from '../grammar/index.ts';
export { buildModel } from '../spec/build/build-model.ts';
export { originOf } from '../spec/build/origins.ts';
export { applyRelease, noDocuments, readReleaseDocument } from '../spec/release-document.ts';
export { checkRenames } from '../spec/renames.ts';
export { readSpecWithDocuments } from '../spec/spec.ts';
export { keyText } from './key-text.ts';
