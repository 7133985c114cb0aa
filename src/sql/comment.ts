import { quoteText } from './quote.ts';
import type { Target } from './statement.ts';
import { described } from './target.ts';

export function commentOn(target: Target, comment: string | undefined): string {
  return `COMMENT ON ${described(target)} IS ${comment === undefined ? 'NULL' : quoteText(comment)}`;
}
