import type { Sql } from '../model/sql.ts';
import { canonical } from './canonical.ts';
import { mentionsOf } from './mentions.ts';
import type { Parser } from './parser.ts';

/** A piece of SQL from its text and the tree that it was parsed to. */
export function sqlOf(parser: Parser, text: string, tree: unknown): Sql {
  const { key, columns } = canonical(tree);
  return { text: printable(parser, text), key, mentions: mentionsOf(tree, columns) };
}

/**
 * The text as statements print it: without the space around it, and without a line comment at its end, which would swallow
 * what a statement has behind it.
 * @param text without errors
 */
function printable(parser: Parser, text: string): string {
  const trimmed = text.replace(/^[ \t\r\n\f\v]+|[ \t\r\n\f\v]+$/g, '');
  if (!trimmed.includes('--')) return trimmed;
  const last = parser.tokens(trimmed).findLast((token) => !token.comment);
  return last !== undefined && trimmed.indexOf('--', last.end) >= 0 ? trimmed.slice(0, last.end) : trimmed;
}
