/** PostgreSQL servers that this program starts itself, from the binaries of npm packages. */
export { cacheFolder } from './cache.ts';
export { type EmbeddedRequest, startEmbedded } from './embedded.ts';
export { type Installation, installation } from './installation.ts';
export { type Major, majors } from './major.ts';
export { type ScratchRequest, startScratch } from './scratch.ts';
export type { Server } from './server.ts';
