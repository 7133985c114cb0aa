import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { fail } from './output/failure.ts';

/**
 * The whole program: finds the command, runs it, sets the exit code of the process. Never throws, and ends nothing by force,
 * so that everything printed arrives.
 *
 * @param root URL of a file inside the package, from where oclif finds package.json
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  // dist/ is what runs, also where NODE_ENV says that somebody develops or tests.
  settings.enableAutoTranspile = false;
  try {
    await run([...argv], root);
  } catch (error) {
    fail(error, argv.includes('--json'));
  }
}
