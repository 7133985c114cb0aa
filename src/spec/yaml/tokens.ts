import { Lexer } from 'yaml';

export type PlacedToken = { readonly token: string; readonly at: number; readonly isScalar: boolean };

/** The lexical units of a YAML text, in order: all of it is in one of them. */
export function* tokens(text: string): Iterable<PlacedToken> {
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    // The lexer marks those that have no quotes.
    if (!marks.has(token)) yield { token, at, isScalar: isScalar || /^["']/.test(token) };
    isScalar = token === scalarMark;
    if (!marks.has(token)) at += token.length;
  }
}

/** Those that are punctuation: brackets, braces, indicators; never a part of a scalar. */
export function* punctuation(text: string): Iterable<PlacedToken> {
  for (const token of tokens(text)) if (!token.isScalar) yield token;
}

/** Tokens of the lexer that stand for nothing in the text. */
const scalarMark = '\u001f';
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', scalarMark]);
