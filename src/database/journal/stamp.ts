import type pg from 'pg';
import type { ReleaseIdentity } from './passage.ts';

/**
 * Writes into the journal that the target has these releases and no others, without a run: who reads it later sees a release
 * that no run led to. What is recorded as it is stays; an interrupted run is given up.
 *
 * @param releases from 1 without a gap
 */
export async function stampReleases(
  client: pg.Client,
  releases: readonly ReleaseIdentity[],
  toolVersion: string,
): Promise<void> {
  const numbers = releases.map(({ number }) => number);
  await client.query('BEGIN');
  try {
    await client.query(
      'UPDATE learnr_schema.run SET finished_at = clock_timestamp() WHERE finished_at IS NULL',
    );
    await client.query(
      `DELETE FROM learnr_schema.release
WHERE (number, checksum) NOT IN (SELECT * FROM unnest($1::integer[], $2::text[]))`,
      [numbers, releases.map(({ checksum }) => checksum)],
    );
    await client.query(
      `INSERT INTO learnr_schema.release (number, slug, title, checksum, applied_at, applied_by, duration_ms, tool_version)
SELECT number, slug, title, checksum, clock_timestamp(), session_user, 0, $5
FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[]) AS stamped (number, slug, title, checksum)
ON CONFLICT (number) DO NOTHING`,
      [
        numbers,
        releases.map(({ slug }) => slug),
        releases.map(({ title }) => title),
        releases.map(({ checksum }) => checksum),
        toolVersion,
      ],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
