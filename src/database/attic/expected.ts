import type pg from 'pg';
import type { Id } from '../../model/id.ts';
import type { Passage } from '../journal/passage.ts';

/**
 * The columns, tables and sequences which the attic has something of that these passages put back.
 *
 * @param client of a target with or without a journal
 */
export async function expectedBack(
  client: pg.Client,
  passages: readonly Passage[],
): Promise<ReadonlySet<Id>> {
  const { rows: found } = await client.query<{ attic: boolean }>(
    `SELECT to_regclass('learnr_schema.attic') IS NOT NULL AS attic`,
  );
  if (found[0]?.attic !== true) return new Set();
  const { rows } = await client.query<{ element: Id }>(
    `SELECT DISTINCT element FROM learnr_schema.attic
JOIN unnest($1::integer[], $2::text[], $3::text[]) AS passage (number, checksum, direction)
  ON attic.release = number AND attic.checksum = passage.checksum AND attic.direction <> passage.direction
WHERE state = 'kept'`,
    [
      passages.map(({ release }) => release.number),
      passages.map(({ release }) => release.checksum),
      passages.map(({ direction }) => direction),
    ],
  );
  return new Set(rows.map(({ element }) => element));
}
