import type { Parser } from './parser.ts';

/**
 * The text with spaces in place of its comments, so that nothing else moves. libpg-query refuses valid SQL with a comment
 * between two words that the grammar takes for one, as in `NOT /* … *\/ LIKE` and `NULLS -- …\n FIRST`: it has taught its scanner
 * to give comments, and the look-ahead for the second word not to skip them.
 *
 * A text in which quotes or comments are left open comes back as it is.
 */
export function withoutComments(parser: Parser, text: string): string {
  if (!text.includes('--') && !text.includes('/*')) return text;
  const comments = parser.tokens(text)?.filter((token) => token.comment) ?? [];
  let blank = '';
  let end = 0;
  for (const comment of comments) {
    // No line feed even for one inside the comment: across one, two strings are one.
    blank += text.slice(end, comment.start) + ' '.repeat(comment.end - comment.start);
    end = comment.end;
  }
  return blank + text.slice(end);
}
