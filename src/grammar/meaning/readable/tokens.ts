import type { Parser, Token } from '../../parser.ts';

/** A text with its tokens, and of each bracket the other one of its pair. */
export type Lexed = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** By position in `tokens`; CASE and END are a pair, too. */
  readonly partners: ReadonlyMap<number, number>;
  /** The token in lower case; empty beyond the ends. */
  word(position: number): string;
};

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', end: 'case' };
const opening: ReadonlySet<string> = new Set(['(', '[', 'case']);

/** Undefined for what cannot be edited: text with comments, or with brackets that do not match. */
export function lexed(parser: Parser, text: string): Lexed | undefined {
  const tokens = parser.tokens(text);
  if (tokens === undefined || tokens.some(({ comment }) => comment)) return undefined;
  const all = tokens.filter((token) => token.text !== '');
  const word = (position: number) => all[position]?.text.toLowerCase() ?? '';
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const position of all.keys()) {
    const name = word(position);
    if (opening.has(name)) open.push(position);
    const expected = Object.hasOwn(closing, name) ? closing[name] : undefined;
    if (expected === undefined) continue;
    const start = open.pop();
    if (start === undefined || word(start) !== expected) return undefined;
    partners.set(start, position).set(position, start);
  }
  return open.length > 0 ? undefined : { text, tokens: all, partners, word };
}

/** Positions from one to another, without what is in brackets in between; the brackets themselves stand for it. */
export function outermost({ partners }: Lexed, from: number, to: number): readonly number[] {
  const positions: number[] = [];
  for (let position = from; position < to; position += 1) {
    positions.push(position);
    const partner = partners.get(position);
    if (partner !== undefined && partner > position) position = partner - 1;
  }
  return positions;
}

export function isString(token: Token | undefined): boolean {
  return token?.text.startsWith("'") === true;
}
