import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { completeCopy } from './complete-copy.ts';
import { copyDetail, type DestroyedColumn, described, live, shapeOf } from './copy-shape.ts';
import { copyUnderLock } from './copy-under-lock.ts';
import { type Names, namesNow } from './destroyed.ts';
import { drain } from './drain.ts';
import { addEntry, type Entry, entriesOf } from './entry.ts';
import { followStatements, isFollowed, unfollowStatements } from './follow.ts';
import type { KeptStep } from './keeper.ts';
import { keyOf, refuseMany, remaining } from './key.ts';
import { keptValue, liveColumns } from './live-columns.ts';
import { abandonCopy } from './purge.ts';
import { ensureSchema } from './schema.ts';
import { inTransaction, withPins } from './transaction.ts';
import { walk } from './walk.ts';
import type { PassageWork } from './work.ts';

/** So few changes are caught up with while the table is locked. */
const fewChanges = 1_000;

/**
 * Copies the values of a column with the keys of their rows while people work: what they change from the beginning on is written down by
 * a trigger, and copied again.
 *
 * @param names that the table and its columns have now, before the batch
 * @throws DiagnosticError `attic-no-key` where rows cannot be told apart and are too many to be copied under a lock
 */
export async function copyOnline(
  work: PassageWork,
  destroyed: DestroyedColumn,
  names: Names,
  step: KeptStep,
): Promise<void> {
  const { client, tryAgain, onEvent } = work;
  const { relation } = names;
  const found = await copyOf(work, destroyed);
  const followed = found !== undefined && (await isFollowed(client, found, relation));
  if (found !== undefined && !followed) await abandonCopy(work, found);
  const known = followed ? found : undefined;
  const entry =
    known ?? (await tryAgain(() => inTransaction(client, () => begin(work, destroyed, names, step))));
  const copy = entry?.detail.copy;
  if (entry === undefined || copy === undefined) return;
  const shape = await shapeOf(client, entry, names, destroyed.column);
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
  const { client } = work;
  const { relation, column } = destroyed;
  const entry = await copyOf(work, destroyed);
  await withPins(client, async () => {
    if (entry === undefined) {
      await copyUnderLock(work, destroyed, step);
      return;
    }
    const shape = await shapeOf(client, entry, namesNow(relation), column);
    await drain(client, shape);
    await client.query(`LOCK TABLE ${fullName(relation)} IN ACCESS EXCLUSIVE MODE`);
    await drain(client, shape);
    await client.query(unfollowStatements(entry, relation).join(';\n'));
    await completeCopy(work, entry, destroyed, step);
  });
}

/** The copy that has been begun; what earlier runs of the same passage have kept is none. */
async function copyOf(
  { client, passage }: PassageWork,
  { loss }: DestroyedColumn,
): Promise<Entry | undefined> {
  const entries = await entriesOf(client, passage);
  return entries.find(({ element, state }) => element === loss.id && state === 'copying');
}

async function begin(
  work: PassageWork,
  destroyed: DestroyedColumn,
  { relation, column: now }: Names,
  step: KeptStep,
): Promise<Entry | undefined> {
  const { client, passage, destruction } = work;
  await ensureSchema(client);
  await client.query(`LOCK TABLE ${fullName(relation)} IN SHARE ROW EXCLUSIVE MODE`);
  const columns = await liveColumns(client, relation);
  const value = live(columns, now(destroyed.column));
  const usable = [...remaining(passage, destruction, destroyed.relation)];
  const found = await keyOf(client, relation, new Set(usable.map(now)));
  if (found === undefined) {
    await refuseMany(client, destroyed.loss, relation);
    return undefined;
  }
  const keyColumns = found.map((name) => live(columns, name));
  const key = found.flatMap((name) => usable.find((column) => now(column) === name) ?? []);
  const detail = { copy: copyDetail(work, destroyed, key, []) };
  const entry = await addEntry(client, passage, { ...described(destroyed, step), state: 'copying', detail });
  const kept = fullName(entry.keptAs as QualifiedName);
  const keys = keyColumns.map((column, index) => `${keptValue(column)} AS key_${index + 1}`);
  const names = key.map((_, index) => `key_${index + 1}`).join(', ');
  await client.query(
    [
      `CREATE TABLE ${kept} AS SELECT ${[...keys, `${keptValue(value)} AS value`].join(', ')} FROM ${fullName(relation)} WITH NO DATA`,
      `ALTER TABLE ${kept} ADD UNIQUE (${names}), REPLICA IDENTITY FULL`,
      ...followStatements(entry, relation, keyColumns, value),
    ].join(';\n'),
  );
  return entry;
}
