import type { Edit } from './edit.ts';
import { groups } from './parentheses.ts';
import type { Lexed } from './tokens.ts';

/** `a >= 1 AND a <= 5` with a name and constants is `a BETWEEN 1 AND 5`, and `a < 1 OR a > 5` is NOT BETWEEN. */
export function betweens(source: Lexed): readonly Edit[] {
  const { tokens, word, partners } = source;
  const found: Edit[] = [];
  for (let position = 0; position < tokens.length; position += 1) {
    const match = matchAt(source, position);
    if (match === undefined) continue;
    const alone = boundary.test(word(position - 1)) && boundary.test(word(match.end));
    // What needed parentheses as two conditions needs none as one.
    const wrapped = partners.get(position - 1) === match.end && groups(source, position - 1, match.end);
    const first = tokens[wrapped ? position - 1 : position];
    const last = tokens[wrapped ? match.end : match.end - 1];
    if (first === undefined || last === undefined || !alone) continue;
    found.push([{ start: first.start, end: last.end, text: match.text }]);
    position = match.end - 1;
  }
  return found;
}

const boundary = /^(|\(|\)|and|or|where|when|then|else|end|having|on|,|group|order|limit)$/;

function matchAt(
  source: Lexed,
  position: number,
): { readonly end: number; readonly text: string } | undefined {
  const { text, tokens, word } = source;
  const nameEnd = endOfName(source, position);
  if (nameEnd === undefined) return undefined;
  const name = text.slice(tokens[position]?.start, tokens[nameEnd - 1]?.end);
  const negative = word(nameEnd) === '<';
  const [low, join, high] = negative ? ['<', 'or', '>'] : ['>=', 'and', '<='];
  const lowEnd = word(nameEnd) === low ? endOfConstant(source, nameEnd + 1) : undefined;
  if (lowEnd === undefined || word(lowEnd) !== join) return undefined;
  const otherEnd = endOfName(source, lowEnd + 1);
  if (otherEnd === undefined || word(otherEnd) !== high) return undefined;
  if (text.slice(tokens[lowEnd + 1]?.start, tokens[otherEnd - 1]?.end) !== name) return undefined;
  const end = endOfConstant(source, otherEnd + 1);
  if (end === undefined) return undefined;
  const from = text.slice(tokens[nameEnd + 1]?.start, tokens[lowEnd - 1]?.end);
  const to = text.slice(tokens[otherEnd + 1]?.start, tokens[end - 1]?.end);
  return { end, text: `${name} ${negative ? 'NOT ' : ''}BETWEEN ${from} AND ${to}` };
}

function endOfName({ word }: Lexed, position: number): number | undefined {
  if (!/^["a-z_]/.test(word(position))) return undefined;
  let end = position + 1;
  while (word(end) === '.') end += 2;
  return end;
}

function endOfConstant({ word }: Lexed, position: number): number | undefined {
  const start = word(position) === '-' ? position + 1 : position;
  return /^(?:\d|'|\.\d)/.test(word(start)) ? start + 1 : undefined;
}
