import type { Sql } from '../model/sql.ts';
import { canonical } from './canonical.ts';
import { withoutComments } from './comments.ts';
import { mentionsOf } from './mentions.ts';
import type { Parser } from './parser.ts';

/** A piece of SQL from its text and the tree that it was parsed to. */
export function sqlOf(parser: Parser, text: string, tree: unknown): Sql {
  const { key, columns } = canonical(tree);
  return { text: printable(parser, text), key, mentions: mentionsOf(tree, columns) };
}

/**
 * The text as statements print it: without the space around it, and without comments at its end, where a line comment would
 * swallow what a statement has behind the text.
 */
function printable(parser: Parser, text: string): string {
  return text.slice(0, withoutComments(parser, text).trimEnd().length).trimStart();
}
