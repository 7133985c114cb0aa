import type { Token } from '../../parser.ts';
import type { Edit } from './edit.ts';
import { levelOf, levels } from './levels.ts';
import { type Lexed, outermost } from './tokens.ts';

/** Words that people use in place of what the server prints. */
export function words(source: Lexed): readonly Edit[] {
  return source.tokens.flatMap((token, position) =>
    rules.flatMap((rule) => {
      const edit = rule(source, position, token);
      return edit === undefined ? [] : [edit];
    }),
  );
}

type Rule = (source: Lexed, position: number, token: Token) => Edit | undefined;

const likes: Readonly<Record<string, string>> = {
  '~~': 'LIKE',
  '!~~': 'NOT LIKE',
  '~~*': 'ILIKE',
  '!~~*': 'NOT ILIKE',
};

const rules: readonly Rule[] = [
  /** The operators that LIKE and its like are. */
  (_, __, token) => {
    const word = Object.hasOwn(likes, token.text) ? likes[token.text] : undefined;
    return word === undefined ? undefined : [{ start: token.start, end: token.end, text: word }];
  },
  /** `"left"(a, 1)`: names of functions that are keywords elsewhere. */
  ({ word }, position, { text, start, end }) =>
    /^"[a-z_]+"$/.test(text) && word(position + 1) === '('
      ? [{ start, end, text: text.slice(1, -1) }]
      : undefined,
  /** `TRIM(BOTH FROM a)` is `trim(a)`. */
  ({ tokens, word }, position, { start }) => {
    const from = tokens[position + 3];
    return word(position) === 'trim' && word(position + 2) === 'both' && word(position + 3) === 'from' && from
      ? [{ start, end: from.end + 1, text: 'trim(' }]
      : undefined;
  },
  /** A CASE without ELSE gives NULL. */
  ({ tokens, word }, position, { start }) => {
    const end = tokens[position + 2];
    return word(position) === 'else' && word(position + 1) === 'null' && word(position + 2) === 'end' && end
      ? [{ start, end: end.start, text: '' }]
      : undefined;
  },
  /** `NOT (a IS DISTINCT FROM b)` is `a IS NOT DISTINCT FROM b`. */
  (source, position, { start }) => {
    const { tokens, word, partners } = source;
    if (levelOf(source, position) !== levels.not) return undefined;
    const close = word(position + 1) === '(' ? partners.get(position + 1) : undefined;
    const from = close === undefined ? position + 1 : position + 2;
    const inside = outermost(source, from, close ?? tokens.length);
    const end = inside.find(
      (other) => levelOf(source, other) === levels.and || levelOf(source, other) === levels.or,
    );
    const is = inside.find((other) => word(other) === 'is' && word(other + 1) === 'distinct');
    const [first, distinct] = [tokens[from], tokens[(is ?? 0) + 1]];
    if (is === undefined || (end !== undefined && end < is) || first === undefined || distinct === undefined)
      return undefined;
    const last = close === undefined ? undefined : tokens[close];
    return [
      { start, end: first.start, text: '' },
      { start: distinct.start, end: distinct.start, text: 'NOT ' },
      ...(last === undefined ? [] : [{ start: last.start, end: last.end, text: '' }]),
    ];
  },
  /** `a LIKE like_escape(b, '!')` is `a LIKE b ESCAPE '!'`. */
  (source, position, { start }) => {
    const { tokens, word, partners } = source;
    const close = partners.get(position + 1) ?? -1;
    const comma = outermost(source, position + 2, close).find((other) => word(other) === ',');
    const [open, middle, last] = [tokens[position + 1], tokens[comma ?? -1], tokens[close]];
    if (word(position) !== 'like_escape' || !/^i?like$/.test(word(position - 1)) || !open || !middle || !last)
      return undefined;
    return [
      { start, end: open.end, text: '' },
      { start: middle.start, end: middle.end, text: ' ESCAPE' },
      { start: last.start, end: last.end, text: '' },
    ];
  },
  /** `a ~ similar_to_escape(b)` is `a SIMILAR TO b`. */
  ({ tokens, word, partners }, position, { start }) => {
    const [open, last] = [tokens[position + 2], tokens[partners.get(position + 2) ?? -1]];
    if (word(position) !== '~' || word(position + 1) !== 'similar_to_escape' || !open || !last)
      return undefined;
    return [
      { start, end: open.end, text: 'SIMILAR TO ' },
      { start: last.start, end: last.end, text: '' },
    ];
  },
  /** `- a` with nothing before it to be subtracted from. */
  ({ tokens, word }, position, { text, end }) => {
    const next = tokens[position + 1];
    const sign =
      text === '-' && /^(|\(|,|\[|and|or|not|=|<|>|<=|>=|<>|then|when|else)$/.test(word(position - 1));
    return sign && next !== undefined && next.start > end
      ? [{ start: end, end: next.start, text: '' }]
      : undefined;
  },
];
