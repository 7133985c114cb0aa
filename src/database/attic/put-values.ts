import type pg from 'pg';
import type { Table } from '../../model/schema-object.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName, quoteText } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { isServerError } from '../target/server-error.ts';
import type { Entry } from './entry.ts';
import { asValueOf, type LiveColumn, liveColumns } from './live-columns.ts';
import { type Outcome, piecesOf, putInHalves, together } from './pieces.ts';
import { advance, ownedSequences } from './sequences.ts';
import { byKey, inTransaction } from './transaction.ts';
import { silenceOf } from './triggers.ts';
import { wholeRow } from './whole-row.ts';
import type { AtticWork } from './work.ts';

/** Where values go. */
export type Place = {
  readonly relation: QualifiedName;
  readonly column: string;
  /** The name that a column of the table has now, which had this one when the values were kept. */
  readonly now: (column: string) => string;
  /** The table as it is to be: what is still to be made of its constraints must hold for what is put back. */
  readonly next?: Table;
  /** Whether also values are replaced that the column has got since, which nobody gave it: it was generated. */
  readonly replaces: boolean;
  /** Other columns of the table whose values are about to be put back: constraints hold for all of them together. */
  readonly others: readonly OtherColumn[];
};

/** A column with what is kept of it, by the same key. */
export type OtherColumn = { readonly column: string; readonly entry: Entry };

/**
 * Puts values back into the rows that they were in, in transactions of some rows each. What does not fit, because its row is gone, has
 * got another value since, or would violate a constraint, stays.
 */
export async function putValues(work: AtticWork, entry: Entry, place: Place): Promise<Outcome> {
  const { client } = work;
  const kept = entry.keptAs;
  const copy = entry.detail.copy;
  if (kept === undefined || copy === undefined) return { moved: 0 };
  const { relation, column, now } = place;
  const columns = await liveColumns(client, relation);
  const held = await liveColumns(client, kept);
  const target = columns.find(({ name }) => name === column);
  const value = held.find(({ name }) => name === 'value');
  const keys = copy.key.map((name, index) => ({
    present: columns.find((candidate) => candidate.name === now(name)),
    kept: held.find((candidate) => candidate.name === `key_${index + 1}`),
  }));
  const table = fullName(relation);
  if (target === undefined || value === undefined)
    return { moved: 0, reason: `${table} has no column ${column}` };
  const position = entry.detail.sequences?.[entry.column ?? column];
  if (position !== undefined)
    for (const { name } of await ownedSequences(client, relation, column))
      await advance(client, name, position);

  const next = asValueOf('kept.value', value, target);
  const join: string[] = [];
  for (const key of keys) {
    if (key.present === undefined || key.kept === undefined)
      return { moved: 0, reason: `${table} has no longer the key by which its rows were known` };
    join.push(
      `present.${quoteName(key.present.name)} = ${asValueOf(`kept.${key.kept.name}`, key.kept, key.present)}`,
    );
  }
  if (keys.length === 0)
    join.push(
      sameRow(
        table,
        fullName(kept),
        copy.others.map((name) => [name, now(name)]),
      ),
    );
  if (target.generated) return putAway(work, [relation, kept], join, sameText(target, next));
  const guard = place.replaces ? [] : [await guardOf(client, entry, relation, target, next)];
  const others = await otherValues(client, place, entry, columns);
  const tests = await passing(client, table, fullName(kept), testsOf(place, columns, next, others));
  const bound = place.next === undefined ? new Set<string>() : boundTo(column, place.next, others);
  const joint = [...others.values()].filter(({ target: { name } }) => bound.has(name));
  for (const other of joint)
    if (!place.replaces) guard.push(await guardOf(client, other.entry, relation, other.target, other.value));
  const all = [...join, ...guard, ...tests];
  const assigned = [
    `${quoteName(column)} = ${next}`,
    ...joint.map((other) => `${quoteName(other.target.name)} = ${other.value}`),
  ];
  const keyed = copy.key.map((_, index) => `, kept.key_${index + 1}`).join('');
  // What goes back together leaves the attic together.
  const gone = joint.map(
    (other, index) =>
      `gone_${index} AS (DELETE FROM ${other.kept} AS other USING put WHERE ${sameKeys(copy.key, 'other', 'put')})`,
  );
  const around = await aroundUpdate(client, relation, target);
  const put = (piece: string) =>
    inTransaction(client, async () => {
      await client.query(byKey);
      if (around !== undefined) await client.query(around.before);
      const { rowCount } = await client.query(
        `WITH put AS (
  UPDATE ${table} AS present SET ${assigned.join(', ')} FROM ${fullName(kept)} AS kept
  WHERE ${[piece, ...all].join('\n    AND ')}
  RETURNING kept.ctid AS place${keyed}
)${gone.map((each) => `, ${each}`).join('')}
DELETE FROM ${fullName(kept)} AS kept USING put WHERE kept.ctid = put.place`,
      );
      if (around !== undefined) await client.query(around.after);
      return rowCount ?? 0;
    });
  const outcomes: Outcome[] = [];
  for (const piece of await piecesOf(client, kept)) outcomes.push(await putInHalves(work, kept, piece, put));
  return together(outcomes);
}

/**
 * What is generated is computed from the rest of its row, and nobody can write it: values that the column has again leave the attic, others
 * stay there.
 */
async function putAway(
  work: AtticWork,
  [relation, kept]: readonly [relation: QualifiedName, kept: QualifiedName],
  join: readonly string[],
  isThere: string,
): Promise<Outcome> {
  const { client } = work;
  const put = (piece: string) =>
    inTransaction(client, async () => {
      await client.query(byKey);
      const { rowCount } = await client.query(
        `DELETE FROM ${fullName(kept)} AS kept USING ${fullName(relation)} AS present
  WHERE ${[piece, ...join, isThere].join('\n    AND ')}`,
      );
      return rowCount ?? 0;
    });
  const outcomes: Outcome[] = [];
  for (const piece of await piecesOf(client, kept)) outcomes.push(await putInHalves(work, kept, piece, put));
  const { moved, reason = 'the column is generated now, and has other values' } = together(outcomes);
  return { moved, reason };
}

function sameText({ name }: LiveColumn, value: string): string {
  return `present.${quoteName(name)}::text IS NOT DISTINCT FROM (${value})::text`;
}

/** Without a key: the one row that holds the same, where there is one, and one value for it. */
function sameRow(table: string, kept: string, columns: readonly (readonly [string, string])[]): string {
  const whole = wholeRow(columns);
  return `(present.ctid, kept.ctid) IN (
      SELECT there.place, here.place
      FROM (SELECT ${whole} AS whole, min(ctid) AS place FROM ${table} AS present GROUP BY 1 HAVING count(*) = 1) AS there
      JOIN (SELECT key_1 AS whole, min(ctid) AS place FROM ${kept} GROUP BY 1 HAVING count(*) = 1) AS here USING (whole))`;
}

/** What a row of today has to hold so that no value is lost by putting back another one. */
async function guardOf(
  client: pg.Client,
  { kind, detail }: Entry,
  relation: QualifiedName,
  target: LiveColumn,
  value: string,
): Promise<string> {
  const present = `present.${quoteName(target.name)}`;
  const rounded = detail.copy?.rounded;
  if (kind === 'digits' && rounded !== undefined) {
    const narrow = `(${value})${rounded.byText ? '::text' : ''}::${rounded.type}${rounded.byText ? '::text' : ''}::${target.type}`;
    return `${present} IS NOT DISTINCT FROM ${narrow}`;
  }
  const { rows } = await client.query<{ counts: boolean }>(
    `SELECT attidentity <> '' OR pg_get_serial_sequence($1, attname) IS NOT NULL AS counts
FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = $2`,
    [fullName(relation), target.name],
  );
  if (rows[0]?.counts === true) return 'true';
  // Rows that were there before the column have what is written here, without having been written anew.
  return `(${present} IS NULL OR ${present}::text = (SELECT CASE WHEN atthasmissing THEN (attmissingval::text::text[])[1] END
      FROM pg_attribute WHERE attrelid = ${quoteText(fullName(relation))}::regclass AND attname = ${quoteText(target.name)}))`;
}

/** Another column, and the value that a row is about to have in it, or has. */
type OtherValue = {
  readonly target: LiveColumn;
  readonly entry: Entry;
  readonly kept: string;
  readonly value: string;
};

/** By column. */
async function otherValues(
  client: pg.Client,
  { others }: Place,
  { detail }: Entry,
  columns: readonly LiveColumn[],
): Promise<ReadonlyMap<string, OtherValue>> {
  const values = new Map<string, OtherValue>();
  const key = detail.copy?.key ?? [];
  for (const { column, entry } of others) {
    const target = columns.find(({ name }) => name === column);
    const sameKey = key.length > 0 && key.join('\0') === entry.detail.copy?.key.join('\0');
    if (entry.keptAs === undefined || entry.kind !== 'column' || !sameKey) continue;
    if (target === undefined || target.generated) continue;
    const value = (await liveColumns(client, entry.keptAs)).find(({ name }) => name === 'value');
    if (value === undefined) continue;
    const kept = fullName(entry.keptAs);
    const inAttic = `(SELECT ${asValueOf('other.value', value, target)} FROM ${kept} AS other WHERE ${sameKeys(key, 'other', 'kept')})`;
    values.set(column, {
      ...{ target, entry, kept },
      value: `coalesce(${inAttic}, present.${quoteName(column)})`,
    });
  }
  return values;
}

function sameKeys(key: readonly string[], a: string, b: string): string {
  return key.map((_, index) => `${a}.key_${index + 1} = ${b}.key_${index + 1}`).join(' AND ');
}

/** The columns which constraints bind to this one, with it: in a row the values of all of them go back, or those of none. */
function boundTo(
  column: string,
  { checks, foreignKeys }: Table,
  others: ReadonlyMap<string, OtherValue>,
): ReadonlySet<string> {
  const groups = [
    ...checks.map(({ expression }) => expression.mentions.columns),
    ...foreignKeys.map(({ columns }) => columns),
  ];
  const bound = new Set([column]);
  for (let size = 0; size !== bound.size; ) {
    size = bound.size;
    for (const group of groups)
      if (group.some((name) => bound.has(name)))
        for (const name of group) if (others.has(name)) bound.add(name);
  }
  return bound;
}

/** What constraints of the next model, which the plan may have yet to make, demand of a row with its value. */
function testsOf(
  { next, column, relation }: Place,
  columns: readonly LiveColumn[],
  value: string,
  others: ReadonlyMap<string, OtherValue>,
): readonly string[] {
  if (next === undefined) return [];
  const heldBy = (name: string) =>
    name === column ? `(${value})` : (others.get(name)?.value ?? `present.${quoteName(name)}`);
  const bound = boundTo(column, next, others);
  const row = columns.map(({ name }) => `${heldBy(name)} AS ${quoteName(name)}`).join(', ');
  const checks = next.checks
    .filter(({ expression }) => expression.mentions.columns.some((name) => bound.has(name)))
    .map(
      ({ expression }) =>
        `(SELECT (${expression.text}\n) FROM (SELECT ${row}) AS ${quoteName(relation.name)}) IS NOT FALSE`,
    );
  const foreignKeys = next.foreignKeys
    .filter((key) => key.columns.some((name) => bound.has(name)))
    .map(({ columns: from, references }) => {
      const free = from.map((name) => `${heldBy(name)} IS NULL`);
      const matches = references.columns.map(
        (name, index) => `there.${quoteName(name)} = ${heldBy(from[index] as string)}`,
      );
      const there = fullName({ schema: references.schema, name: references.table });
      return `(${[...free, `EXISTS (SELECT FROM ${there} AS there WHERE ${matches.join(' AND ')})`].join(' OR ')})`;
    });
  return [...checks, ...foreignKeys];
}

/** The tests that can be made now: others are of what the plan has yet to make. */
async function passing(
  client: pg.Client,
  table: string,
  kept: string,
  tests: readonly string[],
): Promise<readonly string[]> {
  const possible: string[] = [];
  for (const test of tests) {
    try {
      await client.query(`SELECT FROM ${table} AS present, ${kept} AS kept WHERE ${test} LIMIT 0`);
      possible.push(test);
    } catch (error) {
      if (!isServerError(error) || !error.code.startsWith('42')) throw error;
    }
  }
  return possible;
}

/** No trigger of users sees the change, and an identity column that takes no values takes them. */
async function aroundUpdate(client: pg.Client, relation: QualifiedName, { name }: LiveColumn) {
  const silence = await silenceOf(client, relation, 'update');
  const { rows } = await client.query(
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = $2 AND attidentity = 'a'`,
    [fullName(relation), name],
  );
  if (rows.length === 0) return silence;
  const set = (how: string) =>
    `ALTER TABLE ${fullName(relation)} ALTER COLUMN ${quoteName(name)} SET GENERATED ${how}`;
  return {
    before: [set('BY DEFAULT'), ...(silence ? [silence.before] : [])].join('; '),
    after: [set('ALWAYS'), ...(silence ? [silence.after] : [])].join('; '),
  };
}
