import type pg from 'pg';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Passage } from '../journal/passage.ts';
import { expectedBack } from './expected.ts';
import { atticSchema } from './format.ts';

/**
 * What keeps the role of a session from keeping what passages destroy and from putting back what they do: the attic was made by other roles.
 *
 * @param keeps whether what the passages destroy is to be kept
 * @returns diagnostics `target-rights`
 */
export async function missingRights(
  client: pg.Client,
  passages: readonly Passage[],
  keeps: boolean,
): Promise<readonly Diagnostic[]> {
  const { rows: found } = await client.query<{ schema: boolean; usable: boolean; owner: string; me: string }>(
    `SELECT to_regclass('learnr_schema.attic') IS NOT NULL AS schema, quote_ident(current_user) AS me,
  has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE') AS usable, quote_ident(pg_get_userbyid(nspowner)) AS owner
FROM pg_namespace WHERE nspname = $1`,
    [atticSchema],
  );
  const [attic] = found;
  if (attic === undefined || !attic.schema || passages.length === 0) return [];
  const { owner, me } = attic;
  // What has nothing to do with the attic needs no rights in it.
  const isConcerned =
    (keeps && passages.some(({ plan }) => plan.losses.length > 0)) ||
    (await expectedBack(client, passages)).size > 0;
  if (!attic.usable && isConcerned)
    return [
      {
        code: 'target-rights',
        message: `${me} may not use and create what is in schema ${atticSchema}, which belongs to ${owner}`,
        help: `As ${owner}: GRANT USAGE, CREATE ON SCHEMA ${atticSchema} TO ${me}; or let go what the plan destroys, with --discard-data.`,
      },
    ];
  const { rows } = await client.query<{ owner: string; tables: string }>(
    `SELECT quote_ident(pg_get_userbyid(relowner)) AS owner, string_agg(format('%I.%I', $1::text, relname), ', ' ORDER BY relname) AS tables
FROM learnr_schema.attic JOIN pg_class ON relname = kept_as AND relnamespace = to_regnamespace($1)
WHERE NOT pg_has_role(relowner, 'USAGE') AND (state = 'copying' OR state = 'kept' AND (release, checksum, direction) IN (
  SELECT number, checksum, direction FROM unnest($2::integer[], $3::text[], $4::text[]) AS kept (number, checksum, direction)))
GROUP BY relowner ORDER BY 1`,
    [
      atticSchema,
      passages.map(({ release }) => release.number),
      passages.map(({ release }) => release.checksum),
      passages.map(({ direction }) => (direction === 'forward' ? 'backward' : 'forward')),
    ],
  );
  return rows.map(({ owner: of, tables }) => ({
    code: 'target-rights',
    message: `${me} may not put back what is in ${tables}, which belongs to ${of}`,
    help: `Connect as ${of}, or GRANT ${of} TO ${me};`,
  }));
}
