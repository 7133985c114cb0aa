import type { Node } from 'libpg-query';
import { withoutComments } from './comments.ts';
import { offsetOfByte, offsetOfCharacter } from './offset.ts';
import { type Parsed, parsed, refused } from './parsed.ts';
import type { Parser, ParserError } from './parser.ts';

/** A statement that was made of words of ours and the text that a person wrote, which is all of it that follows them. */
export type Statement = {
  readonly node: Node;
  /** Where in the person's text a node stands, by its `location`; its start where the node has none. */
  offsetOf(location: number | undefined): number;
};

/**
 * Parses a text as the end of a statement. The words before it are chosen so that the tree shows whether the text was the
 * one thing that was wanted: nothing of ours follows it, so that no parenthesis of the text can close one of ours, and no
 * comment can swallow anything.
 *
 * @param prefix ASCII, the statement up to the text
 * @param help what to write instead, where the text is wrong
 */
export function statementEndingWith(
  parser: Parser,
  prefix: string,
  text: string,
  help: string,
): Parsed<Statement> {
  const unusable = unusableText(text, help);
  if (unusable !== undefined) return unusable;
  const source = withoutComments(parser, text);
  const result = parser.statements(`${prefix}\n${source}\n`);
  const before = prefix.length + 1;
  if ('error' in result) return syntaxProblem(source, result.error, before, help);
  const [first, ...others] = result.statements;
  if (first?.stmt === undefined) return refused('sql-empty', 'no SQL', help, 0);
  if (first.stmt_len !== undefined || others.length > 0) {
    const semicolon = (first.stmt_location ?? 0) + (first.stmt_len ?? 0) - before;
    return refused(
      'sql-several-statements',
      'a semicolon ends the statement here',
      `Leave the semicolon out. ${help}`,
      offsetOfByte(source, semicolon),
    );
  }
  return parsed({
    node: first.stmt,
    offsetOf: (location) => (location === undefined ? 0 : offsetOfByte(source, location - before)),
  });
}

/** Why the text cannot even be given to the parser, which is C and takes a NUL for the end. */
export function unusableText(text: string, help: string): ReturnType<typeof refused> | undefined {
  const nul = text.indexOf('\0');
  if (nul >= 0) return refused('text-nul', 'SQL holds a NUL character', 'Remove the character.', nul);
  const surrogate = text.search(/\p{Surrogate}/u);
  if (surrogate >= 0)
    return refused('sql-syntax', 'half a character (a lone surrogate)', 'Remove the character.', surrogate);
  if (/^[ \t\r\n\f\v]*$/.test(text)) return refused('sql-empty', 'no SQL', help, 0);
  return undefined;
}

/**
 * An error of the parser as a problem of the text.
 * @param before how many characters of ours precede the text
 */
export function syntaxProblem(
  text: string,
  error: ParserError,
  before: number,
  help: string,
): ReturnType<typeof refused> {
  // An error at the end of the input is reported behind the line feed that follows the text.
  const offset = Math.min(offsetOfCharacter(text, error.characters - before), text.trimEnd().length);
  return refused('sql-syntax', shortened(error.message), help, offset);
}

const longestQuote = 40;

/** The server quotes everything from the error's place where a quote is not closed: all the rest of a text, in that case. */
export function shortened(message: string): string {
  const [, problem, quote] = /^(.*?) at or near "([\s\S]*)"$/.exec(message) ?? [];
  if (problem === undefined || quote === undefined) return message;
  const line = quote.split('\n', 1)[0] ?? '';
  const start = line.slice(0, longestQuote);
  return `${problem} at or near "${start}${start === quote.trimEnd() ? '' : '…'}"`;
}
