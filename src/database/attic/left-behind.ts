import type { Passage } from '../journal/passage.ts';
import { type Entry, keptEntries } from './entry.ts';
import { madeBy } from './made.ts';
import type { PassageWork } from './work.ts';

/**
 * What is in the attic of tables, columns and sequences that a passage has made, and that it does not put back, because other releases took
 * it away: also one of the same number and another checksum. The newest first.
 */
export async function leftBehind({ client, passage }: PassageWork): Promise<readonly Entry[]> {
  const made = passage.plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ statement }) => madeBy(statement)),
  );
  const entries = await keptEntries(client);
  return entries.filter(
    (entry) =>
      entry.state === 'kept' &&
      !isOf(entry, passage) &&
      made.some(({ element, kinds }) => element === entry.element && kinds.includes(entry.kind)),
  );
}

/** Whether this release, in either direction, has to do with it. */
function isOf({ release, checksum }: Entry, passage: Passage): boolean {
  return release === passage.release.number && checksum === passage.release.checksum;
}
