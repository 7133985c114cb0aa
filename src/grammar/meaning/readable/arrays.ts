import type { Edit } from './edit.ts';
import type { Lexed } from './tokens.ts';

const lists: Readonly<Record<string, string>> = { '= any': 'IN', '<> all': 'NOT IN' };

/** `= ANY (ARRAY[…])` is IN, and `<> ALL (ARRAY[…])` is NOT IN. */
export function arrays({ tokens, partners, word }: Lexed): readonly Edit[] {
  return tokens.flatMap((token, position): readonly Edit[] => {
    const list = lists[`${token.text} ${word(position + 1)}`];
    if (list === undefined || word(position + 2) !== '(' || word(position + 3) !== 'array') return [];
    const [open, bracket] = [tokens[position + 2], tokens[position + 4]];
    const last = partners.get(position + 4) ?? -1;
    const [closing, closed] = [tokens[last], tokens[last + 1]];
    if (open === undefined || bracket === undefined || closing === undefined || closed?.text !== ')')
      return [];
    return [
      [
        { start: token.start, end: bracket.end, text: `${list} (` },
        { start: closing.start, end: closed.end, text: ')' },
      ],
    ];
  });
}
