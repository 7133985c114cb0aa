import { fullName } from '../../sql/name.ts';
import { quoteName } from '../../sql/quote.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import { completeCopy } from './complete-copy.ts';
import { copyDetail, type DestroyedColumn, described, live } from './copy-shape.ts';
import { addEntry } from './entry.ts';
import type { KeptStep } from './keeper.ts';
import { refuseMany, remaining } from './key.ts';
import { keptValue, liveColumns } from './live-columns.ts';
import { ensureSchema } from './schema.ts';
import { wholeRow } from './whole-row.ts';
import type { PassageWork } from './work.ts';

/** A table without a key, which is small: its rows are told apart by all that stays of them. */
export async function copyUnderLock(
  work: PassageWork,
  destroyed: DestroyedColumn,
  step: KeptStep,
): Promise<void> {
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
  await completeCopy(work, entry, destroyed, step);
}
