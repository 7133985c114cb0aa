import type { QualifiedName } from '../../sql/statement.ts';
import type { Destroyed } from './destroyed.ts';
import { addEntry, type Position } from './entry.ts';
import type { KeptStep } from './keeper.ts';
import { lockSequence, ownedSequences, positionOf } from './sequences.ts';
import type { PassageWork } from './work.ts';

/** In the transaction of a step that drops a sequence: writes down where it stands. */
export async function keepSequence(
  { client, passage }: PassageWork,
  { loss, relation }: Extract<Destroyed, { kind: 'sequence' }>,
  step: KeptStep,
): Promise<void> {
  await lockSequence(client, relation);
  const detail = { position: await positionOf(client, relation) };
  await addEntry(client, passage, {
    ...{ kind: 'sequence', loss, relation, step: step.number, state: 'kept', hasTable: false, detail },
  });
}

/**
 * The same for the sequences that go with a table or a column: those that the model knows on their own have entries of their own.
 *
 * @returns where the others stand, by column
 */
export async function keepOwned(
  { client, passage, destruction }: PassageWork,
  relation: QualifiedName,
  column: string | undefined,
  step: KeptStep,
): Promise<Readonly<Record<string, Position>>> {
  const others: Record<string, Position> = {};
  for (const { name, column: owner, position } of await ownedSequences(client, relation, column)) {
    const loss = destruction.sequence(name);
    if (loss === undefined) others[owner] = position;
    else
      await addEntry(client, passage, {
        ...{ kind: 'sequence', loss, relation: name, step: step.number, state: 'kept', hasTable: false },
        detail: { position },
      });
  }
  return others;
}
