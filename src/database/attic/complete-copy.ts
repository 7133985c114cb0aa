import { fullName } from '../../sql/name.ts';
import type { QualifiedName } from '../../sql/statement.ts';
import type { DestroyedColumn } from './copy-shape.ts';
import { type Entry, removeEntry, setKept } from './entry.ts';
import { keepOwned } from './keep-sequence.ts';
import type { KeptStep } from './keeper.ts';
import { giveToOwner } from './schema.ts';
import type { PassageWork } from './work.ts';

/** In the transaction of the step, with its table locked: the copy is all that there was. Of nothing nothing is kept. */
export async function completeCopy(
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
    await giveToOwner(client, entry.keptAs as QualifiedName, relation);
    await setKept(client, entry, { ...entry.detail, sequences });
  } else {
    await client.query(`DROP TABLE ${kept}`);
    await removeEntry(client, entry);
  }
}
