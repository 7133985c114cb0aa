import type { Finding } from '../../output/doctor/finding.ts';
import { plural } from '../../output/words.ts';
import { quoteText } from '../../sql/quote.ts';
import { visible } from '../target/visible.ts';
import type { Check } from './facts.ts';
import { firstLines, size } from './words.ts';

type Row = {
  readonly name: string;
  readonly kind: string;
  /** Bytes of the log that it keeps; null where it keeps none. */
  readonly kept: number | null;
  /** Whether dead rows stay because of it. */
  readonly rows: boolean;
};

const query = `
SELECT slot_name AS name, slot_type AS kind, xmin IS NOT NULL OR catalog_xmin IS NOT NULL AS rows,
  pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END,
    restart_lsn)::float8 AS kept
FROM pg_replication_slots
WHERE NOT active AND NOT temporary AND (restart_lsn IS NOT NULL OR xmin IS NOT NULL OR catalog_xmin IS NOT NULL)
ORDER BY restart_lsn`;

/** A run that rewrites or fills tables writes much of what a forgotten slot keeps. */
export const checkSlots: Check = async ({ client }) => {
  const { rows } = await client.query<Row>(query);
  return slotFindings(rows);
};

export function slotFindings(rows: readonly Row[]): readonly Finding[] {
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      status: 'warning',
      title: `${plural(rows.length, 'replication slot')} that nobody reads`,
      detail: firstLines(
        rows.map((row) => {
          const keeps = [
            ...(row.kept === null ? [] : [`${size(row.kept)} of the write-ahead log`]),
            ...(row.rows ? ['dead rows'] : []),
          ];
          return `${visible(row.name)} (${row.kind}) keeps ${keeps.join(' and ')}`;
        }),
      ),
      help: `Releases that rewrite or fill tables let it grow, until the disk is full. Where its reader is gone for good: SELECT pg_drop_replication_slot(${visible(quoteText(first.name))});`,
    },
  ];
}
