import type { ListedEntry } from '../../database/attic/listing.ts';
import type { AtticWork } from '../../database/attic/work.ts';
import { retrying } from '../../database/executor/retry.ts';
import { ensureJournal, journalFormat } from '../../database/journal/format.ts';
import { lockTarget } from '../../database/journal/lock.ts';
import type { OnEvent } from '../../database/target/events.ts';
import { throwIfInterrupted } from '../../database/target/interruption.ts';
import type { Session } from '../../database/target/session.ts';
import { checkWritable } from '../../database/target/writable.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { version } from '../../version.ts';

const attempts = 30;
const waitMs = 60_000;

/** Waits until no deployer is at work, and keeps others out. */
export async function workOn(session: Session, onEvent: OnEvent, signal: AbortSignal): Promise<AtticWork> {
  const { client } = session;
  await checkWritable(session);
  await lockTarget(client, onEvent, signal);
  await ensureJournal(client, version, await journalFormat(client));
  return {
    ...{ client, onEvent },
    tryAgain: (transaction) => retrying({ attempts, waitMs, signal }, () => {}, transaction),
    checkpoint: () => throwIfInterrupted(signal),
  };
}

/** @throws DiagnosticError `attic-unknown` */
export function entryOf(entries: readonly ListedEntry[], id: string): ListedEntry {
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  return fail(
    'attic-unknown',
    `the attic has no number ${id}`,
    entries.length === 0
      ? 'It is empty.'
      : `It has ${entries.map((entry) => entry.id).join(', ')}; learnr-schema attic list says what they are.`,
  );
}
