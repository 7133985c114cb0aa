import { Config } from '@oclif/core/config';
import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { DiagnosticError } from './diagnostic/diagnostic.ts';
import { fail } from './output/failure.ts';
import { didYouMean } from './spec/nearest.ts';

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
    await run(argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv], root);
  } catch (error) {
    fail(await unknownCommand(error, argv, root), argv.includes('--json'));
  }
}

/** A command that does not exist, with the one that may have been meant; other errors as they are. */
async function unknownCommand(error: unknown, argv: readonly string[], root: string): Promise<unknown> {
  if (!(error instanceof Error) || !/^command \S+ not found\.?$/i.test(error.message)) return error;
  const { commandIDs } = await Config.load(root);
  const [first = '', second = ''] = argv[0] === 'help' ? argv.slice(1) : argv;
  // oclif takes a word behind a command without arguments for a part of the command's name.
  const [message, help] = commandIDs.includes(first)
    ? [
        `${first} takes no argument, and was given ${second}`,
        `Run ${first} with --help to see what it takes.`,
      ]
    : [
        `there is no command ${first}`,
        didYouMean(first, commandIDs, `The commands are ${commandIDs.join(', ')}.`),
      ];
  return new DiagnosticError([{ code: 'command-line', message, help }]);
}
