import { Config } from '@oclif/core/config';
import { run } from '@oclif/core/run';
import { settings } from '@oclif/core/settings';
import { DiagnosticError } from './diagnostic/diagnostic.ts';
import { didYouMean } from './diagnostic/nearest.ts';
import { fail } from './output/failure.ts';
import { unreadable } from './release/files.ts';

/**
 * The whole program: finds the command, runs it, sets the exit code of the process. Never throws, and ends nothing by force,
 * so that everything printed arrives.
 *
 * @param root URL of a file inside the package, from where oclif finds package.json
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  // dist/ is what runs, also where NODE_ENV says that somebody develops or tests.
  settings.enableAutoTranspile = false;
  guardOutput();
  try {
    await run(withLongFlags(argv), root);
  } catch (error) {
    fail(await unknownCommand(error, argv, root), argv.includes('--json') ? 'json' : 'text');
  }
}

/** Nobody needs to read to the end. Whatever else keeps output from its place is said, where oclif would throw it at nobody. */
function guardOutput(): void {
  process.stderr.on('error', () => {});
  process.stdout.removeAllListeners('error').on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    const help = 'Make room, or send the output elsewhere.';
    fail(new DiagnosticError([{ ...unreadable('standard output', error), help }]), 'text');
  });
}

/** `help plan`, `-h` and `-v` are what people type; oclif knows `--help` and `--version`. */
function withLongFlags([first, ...rest]: readonly string[]): string[] {
  if (first === undefined) return [];
  if (first === 'help') return [...rest, '--help'];
  if (first === '-v' || first === 'version') return ['--version'];
  return [first, ...rest].map((word) => (word === '-h' ? '--help' : word));
}

/** A command that does not exist, with the one that may have been meant; other errors as they are. */
async function unknownCommand(error: unknown, argv: readonly string[], root: string): Promise<unknown> {
  if (!(error instanceof Error) || !/^command \S+ not found\.?$/i.test(error.message)) return error;
  const { commands } = await Config.load(root);
  const names = commands.filter(({ hidden }) => !hidden).map(({ id }) => id.replaceAll(':', ' '));
  const aliases = new Set(commands.flatMap((command) => command.aliases));
  const [first = '', second = ''] = argv[0] === 'help' ? argv.slice(1) : argv;
  const [message, help] = unknown(first, second, names, aliases);
  return new DiagnosticError([{ code: 'command-line', message, help }]);
}

/** @param names of all commands, also of those that are aliases */
function unknown(
  first: string,
  second: string,
  names: readonly string[],
  aliases: ReadonlySet<string>,
): readonly [message: string, help: string] {
  const ofTopic = names.filter((name) => name.startsWith(`${first} `));
  if (ofTopic.length > 0 && second !== '') {
    const word = `${first} ${second}`;
    return [
      `there is no command ${word}`,
      didYouMean(word, ofTopic, `The commands are ${ofTopic.join(', ')}.`),
    ];
  }
  // oclif takes a word behind a command without arguments for a part of the command's name.
  if (names.includes(first))
    return [
      `${first} takes no argument, and was given ${second}`,
      `Run ${first} with --help to see what it takes.`,
    ];
  return [
    first.startsWith('-') ? `there is no flag ${first}` : `there is no command ${first}`,
    didYouMean(
      first,
      [...names, '--help', '--version'],
      `The commands are ${names.filter((name) => !aliases.has(name)).join(', ')}.`,
    ),
  ];
}
