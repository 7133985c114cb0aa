import type { Edit } from './edit.ts';
import { levelOf, levels } from './levels.ts';
import { type Lexed, outermost } from './tokens.ts';

/** Pairs of parentheses without which the text can still be read well. Whether they change anything is for others to test. */
export function parentheses(source: Lexed): readonly Edit[] {
  const { tokens, partners } = source;
  return tokens.flatMap((token, open): readonly Edit[] => {
    const close = partners.get(open);
    const last = close === undefined ? undefined : tokens[close];
    if (token.text !== '(' || close === undefined || last === undefined) return [];
    if (!groups(source, open, close) || !readsWellWithout(source, open, close)) return [];
    return [
      [
        { start: token.start, end: tokens[open + 1]?.start ?? token.end, text: '' },
        { start: tokens[close - 1]?.end ?? last.start, end: last.end, text: '' },
      ],
    ];
  });
}

/** Words before parentheses that only group. Behind any other, they are part of what it says. */
const beforeGroups =
  /^(|and|or|not|when|then|else|case|where|on|having|by|select|from|join|return|like|ilike|distinct|between|is|,|\(|\[|[^\w"')\]]+)$/;

/** Whether parentheses are around an expression and nothing else. */
export function groups(source: Lexed, open: number, close: number): boolean {
  const { word } = source;
  if (!beforeGroups.test(word(open - 1))) return false;
  if (close === open + 1 || /^(select|values|with|table)$/.test(word(open + 1))) return false;
  return !outermost(source, open + 1, close).some((position) => word(position) === ',');
}

function readsWellWithout(source: Lexed, open: number, close: number): boolean {
  const inner = loosest(source, open + 1, close);
  const left = levelOf(source, open - 1);
  const right = levelOf(source, close + 1);
  const outer = Math.max(left, right);
  // As a sum of truth values, which nobody reads without them.
  if (isTest(inner) && isTest(outer)) return false;
  if (outer === levels.not && inner !== levels.atom && inner !== levels.not) return false;
  if (inner === levels.and && outer === levels.or) return false;
  // What binds tighter among the many other operators is known to few.
  if (outer === levels.other && inner > levels.other && inner < levels.cast) return false;
  if (inner === levels.other && outer > levels.other) return false;
  if (inner > outer) return true;
  if (inner !== outer) return false;
  return inner === levels.and || inner === levels.or || (left < inner && associative.has(inner));
}

const associative: ReadonlySet<number> = new Set([levels.other, levels.sum, levels.product, levels.cast]);

function isTest(level: number): boolean {
  return level >= levels.is && level <= levels.like;
}

function loosest(source: Lexed, from: number, to: number): number {
  const found = outermost(source, from, to).map((position) => levelOf(source, position));
  return Math.min(levels.atom, ...found.filter((level) => level > 0));
}
