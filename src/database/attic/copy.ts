import type pg from 'pg';
import { fail } from '../../diagnostic/diagnostic.ts';
import { findTable } from '../../model/element.ts';
import type { Loss } from '../../plan/plan.ts';
import { baseType } from '../../plan/recipes/domains-of.ts';
import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { typeText } from '../../sql/type-text.ts';
import type { Passage } from '../journal/passage.ts';
import type { Destroyed, Destruction } from './destroyed.ts';
import { drain } from './drain.ts';
import {
  addEntry,
  type CopyDetail,
  type Entry,
  entriesOf,
  removeEntry,
  setDetail,
  setKept,
} from './entry.ts';
import { followStatements, unfollowStatements } from './follow.ts';
import { keepOwned } from './keep-sequence.ts';
import type { KeptStep } from './keeper.ts';
import { keptValue, type LiveColumn, liveColumns } from './live-columns.ts';
import { ensureSchema } from './schema.ts';
import { inTransaction, withPins } from './transaction.ts';
import type { PassageWork } from './work.ts';

type DestroyedColumn = Extract<Destroyed, { kind: 'column' }>;

/** Rows that one transaction copies. */
const rowsAtOnce = 5_000;

/** What is copied while a table is locked has to be little. */
export const rowsWithoutKey = 10_000;

/** So few changes are caught up with while the table is locked. */
const fewChanges = 1_000;

/**
 * Copies the values of a column with the keys of their rows while people work: what they change from the beginning on is written down by
 * a trigger, and copied again.
 *
 * @param relation the table's name now, before the batch
 * @throws DiagnosticError `attic-no-key` where rows cannot be told apart and are too many to be copied under a lock
 */
export async function copyOnline(
  work: PassageWork,
  destroyed: DestroyedColumn,
  relation: QualifiedName,
  step: KeptStep,
): Promise<void> {
  const { client, passage, tryAgain, onEvent } = work;
  const known = (await entriesOf(client, passage)).find(({ element }) => element === destroyed.loss.id);
  if (known?.state === 'kept') return;
  const entry =
    known ?? (await tryAgain(() => inTransaction(client, () => begin(work, destroyed, relation, step))));
  const copy = entry?.detail.copy;
  if (entry === undefined || copy === undefined) return;
  const shape = await shapeOf(client, entry, relation, destroyed.column);
  let [detail, rows] = [copy, 0];
  while (!detail.walked) {
    work.checkpoint();
    const from = detail;
    const walked = await tryAgain(() => inTransaction(client, () => walk(client, entry, shape, from)));
    [detail, rows] = [walked.detail, rows + walked.rows];
    onEvent({ kind: 'copying', what: entry.name, rows, done: detail.walked });
  }
  // What changed meanwhile, until little is left for the time under the lock.
  for (let round = 0; round < 20; round += 1) {
    work.checkpoint();
    if ((await tryAgain(() => inTransaction(client, () => drain(client, shape)))) < fewChanges) break;
  }
}

/** In the transaction of the step: locks the table, catches up, and lets go of the trigger. */
export async function keepCopy(work: PassageWork, destroyed: DestroyedColumn, step: KeptStep): Promise<void> {
  const { client, passage } = work;
  const { loss, relation, column } = destroyed;
  const entries = await entriesOf(client, passage);
  const entry = entries.find(({ element, state }) => element === loss.id && state === 'copying');
  await withPins(client, async () => {
    if (entry === undefined) {
      await copyUnderLock(work, destroyed, step);
      return;
    }
    const shape = await shapeOf(client, entry, relation, column);
    await drain(client, shape);
    await client.query(`LOCK TABLE ${fullName(relation)} IN ACCESS EXCLUSIVE MODE`);
    await drain(client, shape);
    await client.query(unfollowStatements(entry, relation).join(';\n'));
    await settleCopy(work, entry, destroyed, step);
  });
}

async function settleCopy(
  work: PassageWork,
  entry: Entry,
  { relation, column, rounded }: DestroyedColumn,
  step: KeptStep,
): Promise<void> {
  const { client } = work;
  const sequences = rounded === undefined ? await keepOwned(work, relation, column, step) : {};
  const kept = fullName(entry.keptAs as QualifiedName);
  const { rows } = await client.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${kept}) AS any`);
  if (rows[0]?.any === true) {
    await setKept(client, entry, { ...entry.detail, sequences });
  } else {
    await client.query(`DROP TABLE ${kept}`);
    await removeEntry(client, entry);
  }
}

/** How a copy and its table look. */
export type Shape = {
  readonly table: string;
  readonly kept: string;
  readonly log: string;
  /** The columns of the key as the table has them. */
  readonly key: readonly LiveColumn[];
  readonly value: LiveColumn;
  readonly nulls: boolean;
};

async function shapeOf(
  client: pg.Client,
  entry: Entry,
  relation: QualifiedName,
  column: string,
): Promise<Shape> {
  const columns = await liveColumns(client, relation);
  const kept = entry.keptAs as QualifiedName;
  return {
    table: fullName(relation),
    kept: fullName(kept),
    log: fullName({ ...kept, name: `${kept.name}_log` }),
    key: (entry.detail.copy?.key ?? []).map((name) => live(columns, name)),
    value: live(columns, column),
    nulls: entry.detail.copy?.nulls === true,
  };
}

function live(columns: readonly LiveColumn[], name: string): LiveColumn {
  const found = columns.find((column) => column.name === name);
  if (found === undefined)
    fail(
      'step-failed',
      `column ${name}, which is to be kept, is not there`,
      'Look at what differs: learnr-schema verify',
    );
  return found;
}

async function begin(
  work: PassageWork,
  destroyed: DestroyedColumn,
  relation: QualifiedName,
  step: KeptStep,
): Promise<Entry | undefined> {
  const { client, passage, destruction } = work;
  await ensureSchema(client);
  await client.query(`LOCK TABLE ${fullName(relation)} IN SHARE ROW EXCLUSIVE MODE`);
  const columns = await liveColumns(client, relation);
  const value = live(columns, destroyed.column);
  const key = await keyOf(client, relation, remaining(passage, destruction, destroyed.relation));
  if (key === undefined) {
    await refuseMany(client, destroyed.loss, relation);
    return undefined;
  }
  const detail = { copy: copyDetail(work, destroyed, key, []) };
  const entry = await addEntry(client, passage, { ...described(destroyed, step), state: 'copying', detail });
  const kept = fullName(entry.keptAs as QualifiedName);
  const keys = key.map((name, index) => `${keptValue(live(columns, name))} AS key_${index + 1}`);
  const names = key.map((_, index) => `key_${index + 1}`).join(', ');
  await client.query(
    [
      `CREATE TABLE ${kept} AS SELECT ${[...keys, `${keptValue(value)} AS value`].join(', ')} FROM ${fullName(relation)} WITH NO DATA`,
      `ALTER TABLE ${kept} ADD UNIQUE (${names}), REPLICA IDENTITY FULL`,
      ...followStatements(
        entry,
        relation,
        key.map((name) => live(columns, name)),
        value,
      ),
    ].join(';\n'),
  );
  return entry;
}

function described({ loss, relation, column, rounded }: DestroyedColumn, { number }: KeptStep) {
  const kind = rounded === undefined ? ('column' as const) : ('digits' as const);
  return { kind, loss, relation, column, step: number, hasTable: true };
}

function copyDetail(
  { passage }: PassageWork,
  { value, rounded }: DestroyedColumn,
  key: readonly string[],
  others: readonly string[],
): CopyDetail {
  const type = rounded && typeText(baseType(rounded.type, passage.pair.next));
  const byText = rounded?.using?.kind === 'cast' && rounded.using.byText;
  return {
    ...{ key, others, walked: key.length === 0 },
    nulls: !value.notNull && value.value.kind === 'default',
    ...(type === undefined ? {} : { rounded: { type, byText } }),
  };
}

/** The columns of a table, by its name in the next model, that stay as they are and can say later which row it was. */
export function remaining(
  { pair }: Pick<Passage, 'pair'>,
  destruction: Destruction,
  relation: QualifiedName,
): ReadonlySet<string> {
  const next = findTable(pair.next, relation.schema, relation.name);
  const names = (next?.columns ?? [])
    .filter(({ value }) => value.kind !== 'generated')
    .map(({ name }) => name)
    .filter((name) => destruction.column(relation, name) === undefined);
  return new Set(names);
}

/** The columns of the primary key, or of another key without NULLs that is checked at once, or undefined. */
export async function keyOf(
  client: pg.Client,
  relation: QualifiedName,
  usable: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
  const { rows } = await client.query<{ names: readonly string[] }>(
    `SELECT json_agg(attname ORDER BY place) AS names
FROM pg_index, unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
JOIN pg_attribute ON attnum = number
WHERE indrelid = to_regclass($1) AND attrelid = indrelid AND place <= indnkeyatts
  AND indisunique AND indisvalid AND indimmediate AND indpred IS NULL AND indexprs IS NULL
GROUP BY indexrelid, indisprimary HAVING bool_and(attnotnull)
ORDER BY indisprimary DESC, count(*), indexrelid`,
    [fullName(relation)],
  );
  return rows.map(({ names }) => names).find((names) => names.every((name) => usable.has(name)));
}

/** @throws DiagnosticError `attic-no-key` where a table has too many rows for its column to be copied under a lock */
export async function refuseMany(
  client: pg.Client,
  loss: Pick<Loss, 'name'>,
  relation: QualifiedName,
): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM ${fullName(relation)} LIMIT ${rowsWithoutKey + 1}) AS counted`,
  );
  if ((rows[0]?.count ?? 0) > rowsWithoutKey)
    fail(
      'attic-no-key',
      `the values of ${loss.name} cannot be kept: its table has no key of columns that stay, and more than ${rowsWithoutKey} rows`,
      'Give the table a primary key in a release of its own, or let the values go with --discard-data.',
    );
}

/** A table without a key, which is small: its rows are told apart by all that stays of them. */
async function copyUnderLock(work: PassageWork, destroyed: DestroyedColumn, step: KeptStep): Promise<void> {
  const { client, passage, destruction } = work;
  const { relation, column } = destroyed;
  await ensureSchema(client);
  await client.query(`LOCK TABLE ${fullName(relation)} IN ACCESS EXCLUSIVE MODE`);
  await refuseMany(client, destroyed.loss, relation);
  const columns = await liveColumns(client, relation);
  const usable = remaining(passage, destruction, destroyed.relation);
  const others = columns.map(({ name }) => name).filter((name) => usable.has(name));
  const copy = copyDetail(work, destroyed, [], others);
  const entry = await addEntry(client, passage, {
    ...described(destroyed, step),
    state: 'copying',
    detail: { copy },
  });
  const kept = fullName(entry.keptAs as QualifiedName);
  const where = copy.nulls ? '' : ` WHERE ${quoteName(column)} IS NOT NULL`;
  await client.query(
    `CREATE TABLE ${kept} AS SELECT ${wholeRow(others.map((name) => [name, name]))} AS key_1, ${keptValue(live(columns, column))} AS value
FROM ${fullName(relation)} AS present${where};
ALTER TABLE ${kept} REPLICA IDENTITY FULL`,
  );
  await settleCopy(work, entry, destroyed, step);
}

/** What a row holds, as jsonb. @param columns by the name that they are kept under, the one that they have now */
export function wholeRow(columns: readonly (readonly [kept: string, now: string])[]): string {
  const parts = columns.map(
    ([kept, now]) => `jsonb_build_object(${literal(kept)}, present.${quoteName(now)})`,
  );
  return parts.length === 0 ? `'{}'::jsonb` : parts.join(' || ');
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Copies the next rows along the key. */
async function walk(
  client: pg.Client,
  entry: Entry,
  { table, kept, key, value, nulls }: Shape,
  detail: CopyDetail,
): Promise<{ readonly detail: CopyDetail; readonly rows: number }> {
  const names = key.map(({ name }) => quoteName(name));
  const after =
    detail.last === undefined
      ? ''
      : `WHERE (${names.join(', ')}) > (${key.map(({ type }, index) => `$${index + 1}::text::${type}`).join(', ')})`;
  const keyed = key.map((_, index) => `key_${index + 1}`).join(', ');
  const { rows } = await client.query<{ count: string; last: readonly string[] | null }>(
    `WITH part AS (
  SELECT ${key.map((column, index) => `${keptValue(column)} AS key_${index + 1}`).join(', ')}, ${keptValue(value)} AS value,
    ARRAY[${names.map((name) => `${name}::text`).join(', ')}] AS place, row_number() OVER (ORDER BY ${names.join(', ')}) AS number
  FROM ${table} ${after} ORDER BY ${names.join(', ')} LIMIT ${rowsAtOnce}
), copied AS (
  INSERT INTO ${kept} (${keyed}, value) SELECT ${keyed}, value FROM part ${nulls ? '' : 'WHERE value IS NOT NULL'} ON CONFLICT DO NOTHING
)
SELECT count(*) AS count, (array_agg(to_json(place) ORDER BY number DESC))[1] AS last FROM part`,
    [...(detail.last ?? [])],
  );
  const count = Number(rows[0]?.count ?? 0);
  const last = rows[0]?.last ?? detail.last;
  const next = { ...detail, walked: count < rowsAtOnce, ...(last === undefined ? {} : { last }) };
  await setDetail(client, entry, { ...entry.detail, copy: next });
  return { detail: next, rows: count };
}
