import type pg from 'pg';
import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Position } from './entry.ts';

export type OwnedSequence = {
  readonly name: QualifiedName;
  readonly column: string;
  readonly position: Position;
};

/** The sequences that belong to columns of a table, serial, identity or by OWNED BY, and where they stand. */
export async function ownedSequences(
  client: pg.Client,
  relation: QualifiedName,
  column?: string,
): Promise<readonly OwnedSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string; column: string }>(
    `SELECT nspname AS schema, relname AS name, attname AS column
FROM pg_depend
JOIN pg_class ON pg_class.oid = objid AND relkind = 'S'
JOIN pg_namespace ON pg_namespace.oid = relnamespace
JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = to_regclass($1)
  AND deptype IN ('a', 'i') AND attname = coalesce($2, attname) ORDER BY relname`,
    [fullName(relation), column ?? null],
  );
  const owned: OwnedSequence[] = [];
  for (const { schema, name, column: owner } of rows)
    owned.push({
      name: { schema, name },
      column: owner,
      position: await positionOf(client, { schema, name }),
    });
  return owned;
}

export async function positionOf(client: pg.Client, sequence: QualifiedName): Promise<Position> {
  const { rows } = await client.query<Position>(
    `SELECT last_value::text AS last, is_called AS called FROM ${fullName(sequence)}`,
  );
  return rows[0] as Position;
}

/** Keeps others from drawing from a sequence until the transaction ends: there is no LOCK for sequences, and this changes nothing. */
export async function lockSequence(client: pg.Client, sequence: QualifiedName): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT quote_ident(pg_get_userbyid(relowner)) AS owner FROM pg_class WHERE oid = to_regclass($1)`,
    [fullName(sequence)],
  );
  await client.query(`ALTER SEQUENCE ${fullName(sequence)} OWNER TO ${rows[0]?.owner}`);
}

/** Lets a sequence go on where it stood, unless it is past that. */
export async function advance(
  client: pg.Client,
  sequence: QualifiedName,
  { last, called }: Position,
): Promise<void> {
  await client.query(
    `SELECT setval($1::regclass, $2::bigint, $3)
FROM ${fullName(sequence)}, pg_sequence
WHERE seqrelid = $1::regclass AND $2::bigint BETWEEN seqmin AND seqmax
  AND CASE WHEN seqincrement > 0 THEN last_value <= $2::bigint ELSE last_value >= $2::bigint END
  AND NOT (last_value = $2::bigint AND is_called)`,
    [fullName(sequence), last, called],
  );
}
