import type { Finding } from '../../output/doctor/finding.ts';
import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';
import { list } from './words.ts';

type Row = { readonly pid: number; readonly what: string };

const query = `
SELECT pid, query AS what FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'autovacuum worker' AND query LIKE '%(to prevent wraparound)'
ORDER BY pid`;

/** Any other autovacuum gives way to ALTER TABLE. */
export const checkWraparound: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  return wraparoundFindings(rows);
};

export function wraparoundFindings(rows: readonly Row[]): readonly Finding[] {
  if (rows.length === 0) return [];
  const tables = rows.map(({ what }) =>
    visible(
      what.replace(/^autovacuum: (VACUUM )?(ANALYZE )?/, '').replace(/ \(to prevent wraparound\)$/, ''),
    ),
  );
  return [
    {
      status: 'warning',
      title: `autovacuum works against wraparound on ${list(tables)}, and does not give way to ALTER TABLE`,
      help: 'Let it finish before a release changes these tables.',
    },
  ];
}
