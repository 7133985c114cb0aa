import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { didYouMean } from '../diagnostic/nearest.ts';

/** What oclif's errors carry beside their message; each kind has some of it. */
type ParseError = Error & {
  readonly flags?: readonly string[];
  readonly args?: readonly (string | { readonly name?: string; readonly description?: string })[];
  readonly parse?: { readonly input?: { readonly flags?: Readonly<Record<string, unknown>> } };
};

const seeHelp = 'Run the command with --help to see what it takes.';

/** What oclif says of flags and arguments that a command does not take, in the words of this program. */
export function commandLineProblems(error: Error): readonly Diagnostic[] {
  const { flags, args, parse } = error as ParseError;
  if (flags !== undefined) {
    const known = Object.keys(parse?.input?.flags ?? {}).map((name) => `--${name}`);
    return flags.map((flag) => problem(`there is no flag ${flag}`, didYouMean(flag, known, seeHelp)));
  }
  const missing = args?.flatMap((arg) => (typeof arg === 'string' ? [] : [arg])) ?? [];
  if (missing.length > 0) {
    return missing.map(({ name = '', description = '' }) =>
      problem(
        `${name.toUpperCase()} is missing`,
        description === '' ? seeHelp : `Give it: ${lowerFirst(description)}`,
      ),
    );
  }
  return [problem(lowerFirst(oneLine(error.message)), seeHelp)];
}

function problem(message: string, help: string): Diagnostic {
  return { code: 'command-line', message, help };
}

/** `Parsing --steps \n\tExpected an integer …` without oclif's own reference to its help. */
function oneLine(message: string): string {
  return message
    .replace(/\n?See more help with --help/, '')
    .replace(/^Parsing (\S+)\s+Expected/, '$1: expected')
    .trim()
    .replace(/\s+/g, ' ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
