import type pg from 'pg';
import type { Id } from '../../model/id.ts';
import type { Loss } from '../../plan/plan.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { Direction, Passage } from '../journal/passage.ts';
import { atticSchema } from './format.ts';

/**
 * - `table`: a whole table, moved.
 * - `column`: the values of a column with the keys of their rows.
 * - `digits`: the same for a column that stays and whose values were rounded.
 * - `sequence`: where one stood.
 */
export type EntryKind = 'table' | 'column' | 'digits' | 'sequence';

/** Where a sequence stands; integers as text, since they have 64 bits. */
export type Position = { readonly last: string; readonly called: boolean };

/** How the copy of a column is made. */
export type CopyDetail = {
  /** The key's columns, by their names in the table; in the copy they are `key_1` and so on. Empty: rows are told apart by all they hold. */
  readonly key: readonly string[];
  /** Without a key: the columns that tell rows apart. */
  readonly others: readonly string[];
  /** Whether NULLs are kept, too: a default would take their place. */
  readonly nulls: boolean;
  /** Whether all rows were walked. */
  readonly walked: boolean;
  /** The key of the last row that was copied, as text; absent before the first. */
  readonly last?: readonly string[];
  /** Of values that were rounded: the type that rounded them, and whether by way of text. */
  readonly rounded?: { readonly type: string; readonly byText: boolean };
};

export type Detail = {
  /** Where it was, and is again once it exists: the names of the model that has it. */
  readonly home: { readonly relation: QualifiedName; readonly column?: string };
  /** By column: where the sequences stood that belonged to the table or column. */
  readonly sequences?: Readonly<Record<string, Position>>;
  readonly copy?: CopyDetail;
  /** Of a sequence. */
  readonly position?: Position;
  /** What was left of it when the run began that last put back of it. */
  readonly before?: number;
};

export type EntryState = 'copying' | 'kept' | 'restored' | 'purged';

/** What the attic holds of one table, column or sequence. */
export type Entry = {
  readonly id: string;
  readonly release: number;
  readonly slug: string;
  readonly checksum: string;
  readonly direction: Direction;
  readonly step: number;
  readonly kind: EntryKind;
  readonly element: Id;
  /** For people: `public.users.email`. */
  readonly name: string;
  /** The table, or the sequence itself, as it was called when it was kept. */
  readonly relation: QualifiedName;
  readonly column?: string;
  /** In the schema of the attic; absent for a sequence. */
  readonly keptAs?: QualifiedName;
  readonly state: EntryState;
  /** Absent until they are counted. */
  readonly rows?: number;
  readonly left?: number;
  readonly reason?: string;
  readonly detail: Detail;
  readonly beganAt: Date;
  readonly keptAt?: Date;
};

type EntryRow = {
  readonly id: string;
  readonly release: number;
  readonly slug: string;
  readonly checksum: string;
  readonly direction: Direction;
  readonly step: number;
  readonly kind: EntryKind;
  readonly element: Id;
  readonly name: string;
  readonly table_schema: string;
  readonly table_name: string;
  readonly column_name: string | null;
  readonly kept_as: string | null;
  readonly state: EntryState;
  readonly rows_kept: string | null;
  readonly rows_left: string | null;
  readonly reason: string | null;
  readonly detail: Detail;
  readonly began_at: Date;
  readonly kept_at: Date | null;
};

function toEntry(row: EntryRow): Entry {
  const { id, release, slug, checksum, direction, step, kind, element, name, state, detail } = row;
  return {
    ...{ id, release, slug, checksum, direction, step, kind, element, name, state, detail },
    relation: { schema: row.table_schema, name: row.table_name },
    beganAt: row.began_at,
    ...(row.column_name === null ? {} : { column: row.column_name }),
    ...(row.kept_as === null ? {} : { keptAs: { schema: atticSchema, name: row.kept_as } }),
    ...(row.rows_kept === null ? {} : { rows: Number(row.rows_kept) }),
    ...(row.rows_left === null ? {} : { left: Number(row.rows_left) }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.kept_at === null ? {} : { keptAt: row.kept_at }),
  };
}

async function entriesWhere(client: pg.Client, condition: string, values: readonly unknown[]) {
  const { rows } = await client.query<EntryRow>(
    `SELECT * FROM learnr_schema.attic WHERE ${condition} ORDER BY id DESC`,
    [...values],
  );
  return rows.map(toEntry);
}

/** Whether anything was ever written down in the attic's table, which must be there. */
export async function hasEntries(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    'SELECT EXISTS (SELECT FROM learnr_schema.attic) AS any',
  );
  return rows[0]?.any === true;
}

/** What is in the attic now, the newest first. */
export function keptEntries(client: pg.Client): Promise<readonly Entry[]> {
  return entriesWhere(client, `state IN ('copying', 'kept')`, []);
}

/** Copies that are not complete. */
export function copyingEntries(client: pg.Client): Promise<readonly Entry[]> {
  return entriesWhere(client, `state = 'copying'`, []);
}

/** What this passage has kept so far, and is about to: the newest first. */
export function entriesOf(client: pg.Client, { release, direction }: Passage): Promise<readonly Entry[]> {
  return entriesWhere(
    client,
    `release = $1 AND checksum = $2 AND direction = $3 AND state IN ('copying', 'kept')`,
    [release.number, release.checksum, direction],
  );
}

/** What the opposite of this passage has kept, which can be put back: the newest first. */
export function entriesFor(client: pg.Client, { release, direction }: Passage): Promise<readonly Entry[]> {
  return entriesWhere(client, `release = $1 AND checksum = $2 AND direction = $3 AND state = 'kept'`, [
    release.number,
    release.checksum,
    direction === 'forward' ? 'backward' : 'forward',
  ]);
}

/** What the run under way has put back of, in whole or in part. */
export function entriesPutBack(client: pg.Client): Promise<readonly Entry[]> {
  return entriesWhere(
    client,
    `put_back_by = (SELECT id FROM learnr_schema.run WHERE finished_at IS NULL)`,
    [],
  );
}

/** What an entry begins with. */
export type NewEntry = Pick<Entry, 'kind' | 'relation' | 'column' | 'step'> & {
  readonly loss: Loss;
  readonly detail: Omit<Detail, 'home'>;
  readonly state: 'copying' | 'kept';
  /** Whether it gets a table in the attic. */
  readonly hasTable: boolean;
};

/** Names in the attic begin with the entry's number, so that no two meet, and end as the thing was called, for people. */
export async function addEntry(
  client: pg.Client,
  { release, direction }: Passage,
  { loss, ...entry }: NewEntry,
): Promise<Entry> {
  const label = [entry.relation.name, ...(entry.column === undefined ? [] : [entry.column])].join('_');
  const home = {
    relation: loss.relation,
    ...(loss.column === undefined ? {} : { column: loss.column }),
  };
  const detail: Detail = { ...entry.detail, home };
  const { rows } = await client.query<EntryRow>(
    `WITH next AS (SELECT nextval(pg_get_serial_sequence('learnr_schema.attic', 'id')) AS id)
INSERT INTO learnr_schema.attic (id, release, slug, checksum, direction, step, kind, element, name, table_schema, table_name, column_name,
  kept_as, state, detail, kept_at)
OVERRIDING SYSTEM VALUE
SELECT id, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $12::boolean THEN 'k' || id || '_' || $13::text END, $14, $15,
  CASE WHEN $14 = 'kept' THEN clock_timestamp() END
FROM next RETURNING *`,
    [
      ...[release.number, release.slug, release.checksum, direction, entry.step, entry.kind, loss.id],
      ...[loss.name, entry.relation.schema, entry.relation.name, entry.column ?? null],
      ...[entry.hasTable, shortened(label), entry.state, JSON.stringify(detail)],
    ],
  );
  return toEntry(rows[0] as EntryRow);
}

/** Names have 63 bytes, of which the number and the names of what belongs to a copy take some. */
const longestLabel = 36;

function shortened(label: string): string {
  let kept = label;
  while (Buffer.byteLength(kept) > longestLabel) kept = [...kept].slice(0, -1).join('');
  return kept;
}

export async function setDetail(client: pg.Client, { id }: Pick<Entry, 'id'>, detail: Detail): Promise<void> {
  await client.query('UPDATE learnr_schema.attic SET detail = $2 WHERE id = $1', [
    id,
    JSON.stringify(detail),
  ]);
}

/** From now on what it holds is all there was. */
export async function setKept(client: pg.Client, { id }: Pick<Entry, 'id'>, detail: Detail): Promise<void> {
  await client.query(
    `UPDATE learnr_schema.attic SET state = 'kept', kept_at = clock_timestamp(), detail = $2 WHERE id = $1`,
    [id, JSON.stringify(detail)],
  );
}

export async function removeEntry(client: pg.Client, { id }: Pick<Entry, 'id'>): Promise<void> {
  await client.query('DELETE FROM learnr_schema.attic WHERE id = $1', [id]);
}

/** @param rows that were kept in all */
export async function setCount(client: pg.Client, { id }: Pick<Entry, 'id'>, rows: number): Promise<void> {
  await client.query('UPDATE learnr_schema.attic SET rows_kept = $2, rows_left = $2 WHERE id = $1', [
    id,
    rows,
  ]);
}

/** @param left rows that did not fit, of which the first for this reason */
export async function setLeft(
  client: pg.Client,
  { id }: Pick<Entry, 'id'>,
  left: number,
  reason: string | undefined,
): Promise<void> {
  await client.query(
    `WITH run AS (SELECT max(id) AS id FROM learnr_schema.run WHERE finished_at IS NULL)
UPDATE learnr_schema.attic SET rows_left = $2::bigint, reason = $3,
  detail = CASE WHEN run.id IS NULL OR run.id = put_back_by THEN detail
    ELSE jsonb_set(detail, '{before}', to_jsonb(coalesce(rows_left, 1))) END,
  state = CASE WHEN $2::bigint = 0 THEN 'restored' ELSE state END,
  ended_at = CASE WHEN $2::bigint = 0 THEN clock_timestamp() END,
  put_back_by = coalesce(run.id, put_back_by)
FROM run WHERE attic.id = $1`,
    [id, left, left === 0 ? null : (reason ?? null)],
  );
}

export async function setPurged(client: pg.Client, { id }: Pick<Entry, 'id'>): Promise<void> {
  await client.query(
    `UPDATE learnr_schema.attic SET state = 'purged', ended_at = clock_timestamp() WHERE id = $1`,
    [id],
  );
}
