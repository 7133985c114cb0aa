import type { Lexed } from './tokens.ts';

/** In one line; the server breaks the lines of a CASE. */
export function joinedLines({ text, tokens }: Lexed): string {
  let result = '';
  let end = tokens[0]?.start ?? 0;
  for (const token of tokens) {
    const gap = text.slice(end, token.start);
    result += (gap.includes('\n') ? ' ' : gap) + token.text;
    end = token.end;
  }
  return result;
}

/**
 * A query without what it is indented by: the server begins every line of one with a space, which the first line of a trimmed text
 * has lost. What people have laid out stays.
 */
export function dedented({ text, tokens }: Lexed): string {
  // A line within a string is not ours to move.
  const multiline = tokens.some((token) => token.text.includes('\n'));
  if (multiline || !/^ {3}FROM /m.test(text)) return text.trim();
  const [head = '', ...rest] = text.trim().split('\n');
  return [head, ...rest.map((line) => line.replace(/^ /, ''))].map((line) => line.trimEnd()).join('\n');
}
