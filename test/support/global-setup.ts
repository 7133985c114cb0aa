import type { TestProject } from 'vitest/node';
import { cacheFolder, majors, startScratch } from '../../src/database/server/index.ts';
import { withEnvironment } from './environment.ts';
import { fastFolder } from './fast-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a server by its major version. */
    servers: Readonly<Record<string, string>>;
  }
}

/** Starts a server of each major version that all tests share, and stops them after the last test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The cache of root would move with the temporary files.
  const environment = { LEARNR_SCHEMA_CACHE: await cacheFolder(), TMPDIR: fastFolder() };
  const servers = await withEnvironment(environment, () =>
    Promise.all(majors.map((major) => startScratch({ major }))),
  );
  project.provide('servers', Object.fromEntries(servers.map(({ major, url }) => [major, url])));
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}
