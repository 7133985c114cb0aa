import { quoteName, quoteText } from '../../sql/quote.ts';

/** What a row holds, as jsonb. @param columns by the name that they are kept under, the one that they have now */
export function wholeRow(columns: readonly (readonly [kept: string, now: string])[]): string {
  const parts = columns.map(
    ([kept, now]) => `jsonb_build_object(${quoteText(kept)}, present.${quoteName(now)})`,
  );
  return parts.length === 0 ? `'{}'::jsonb` : parts.join(' || ');
}
