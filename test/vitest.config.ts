import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/seed.ts'],
    // Processes and not threads: tests set environment variables, and start processes that end.
    pool: 'forks',
    // One for each of the two cores that the tests are to run on; by itself it would leave one to others.
    poolOptions: { forks: { minForks: 2, maxForks: 2 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
