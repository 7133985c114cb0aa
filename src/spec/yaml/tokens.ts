import { Lexer } from 'yaml';

export type PlacedToken = { readonly token: string; readonly at: number };

/** The lexical units of a YAML text that are punctuation: brackets, braces, indicators; never a part of a scalar. */
export function* punctuation(text: string): Iterable<PlacedToken> {
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (!isScalar && !marks.has(token)) yield { token, at };
    isScalar = token === scalarMark;
    if (!marks.has(token)) at += token.length;
  }
}

/** Tokens of the lexer that stand for nothing in the text. */
const scalarMark = '\u001f';
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', scalarMark]);
