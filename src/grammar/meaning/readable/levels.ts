import type { Lexed } from './tokens.ts';

/** How tightly operators bind, from the loosest: gram.y of PostgreSQL. */
export const levels = {
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  like: 6,
  other: 7,
  sum: 8,
  product: 9,
  power: 10,
  at: 11,
  collate: 12,
  sign: 13,
  cast: 14,
  atom: 20,
} as const;

const byWord: Readonly<Record<string, number>> = {
  or: levels.or,
  and: levels.and,
  not: levels.not,
  is: levels.is,
  isnull: levels.is,
  notnull: levels.is,
  in: levels.like,
  like: levels.like,
  ilike: levels.like,
  similar: levels.like,
  between: levels.like,
  at: levels.at,
  collate: levels.collate,
  '=': levels.comparison,
  '<': levels.comparison,
  '>': levels.comparison,
  '<=': levels.comparison,
  '>=': levels.comparison,
  '<>': levels.comparison,
  '!=': levels.comparison,
  '+': levels.sum,
  '-': levels.sum,
  '*': levels.product,
  '/': levels.product,
  '%': levels.product,
  '^': levels.power,
  '::': levels.cast,
  '[': levels.cast,
};

/** What an operator between operands may follow; a sign and NOT follow anything else. */
const operand = /^(?:['"\w\])].*|\$\d.*)$/s;
const noOperand =
  /^(?:and|or|not|when|then|else|case|where|on|having|by|select|like|ilike|between|is|in|any|all|return)$/;

/** The level of the operator at a position; 0 for what is none. */
export function levelOf({ word }: Lexed, position: number): number {
  const text = word(position);
  const before = word(position - 1);
  const follows = before !== '' && operand.test(before) && !noOperand.test(before);
  // ARRAY[…] is no subscript.
  if (text === '[' && before === 'array') return 0;
  if (text === 'not') return follows || before === 'is' ? 0 : levels.not;
  if ((text === '-' || text === '+') && !follows) return levels.sign;
  if (Object.hasOwn(byWord, text)) return byWord[text] ?? 0;
  return /^[-+*/<>=~!@#%^&|`?]+$/.test(text) ? levels.other : 0;
}
