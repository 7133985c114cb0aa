/**
 * A dump in pieces that split it nowhere else than where SQL does: strings, quoted names and dollar quotes whole, comments, words, white
 * space, psql's own lines (`\restrict`), single characters. The server doubles every quote, so no backslash hides one.
 */
export type Token = { readonly kind: TokenKind; readonly text: string };

type TokenKind = 'quoted' | 'comment' | 'psql' | 'word' | 'space' | 'other';

const pattern =
  /(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$.*?\$\k<tag>\$)|(?<comment>--[^\n]*)|(?<psql>^\\[^\n]*)|(?<word>[\w\u0080-\uffff][\w$\u0080-\uffff]*)|(?<space>\s+)|./gms;

const kinds = ['quoted', 'comment', 'psql', 'word', 'space'] as const;

export function tokensOf(sql: string): readonly Token[] {
  return [...sql.matchAll(pattern)].map(({ 0: text, groups }) => ({
    kind: kinds.find((kind) => groups?.[kind] !== undefined) ?? 'other',
    text,
  }));
}

/** How many levels of parentheses deeper it is after this token. */
export function nesting({ text }: Token): -1 | 0 | 1 {
  return text === '(' ? 1 : text === ')' ? -1 : 0;
}

export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .join('')
    .trim();
}
