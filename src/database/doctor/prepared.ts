import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { quoteText } from '../../sql/quote.ts';
import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';
import { age, firstLines } from './words.ts';

export type PreparedRow = { readonly gid: string; readonly owner: string; readonly seconds: number };

export const preparedQuery = `
SELECT gid, owner, extract(epoch FROM clock_timestamp() - prepared)::float8 AS seconds
FROM pg_prepared_xacts WHERE database = current_database() ORDER BY prepared`;

/** They have no session that could end: their locks stay until somebody says how they end. */
export const checkPrepared: Check = async ({ client }) => {
  const { rows } = await client.query<PreparedRow>(preparedQuery);
  return preparedFindings(rows);
};

export function preparedFindings(rows: readonly PreparedRow[]): readonly Finding[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      status: 'warning',
      title: `${plural(rows.length, 'prepared transaction')} hold${rows.length === 1 ? 's' : ''} locks until somebody ends ${rows.length === 1 ? 'it' : 'them'}`,
      detail: firstLines(
        rows.map(
          ({ gid, owner, seconds }) => `${visible(gid)} of ${visible(owner)}, prepared ${age(seconds)} ago`,
        ),
      ),
      help: `Where its coordinator is gone: ROLLBACK PREPARED ${visible(quoteText(first.gid))};`,
    },
  ];
}
