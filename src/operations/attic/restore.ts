import type { Entry } from '../../database/attic/entry.ts';
import { listAttic } from '../../database/attic/listing.ts';
import { hasHome, restoreEntry } from '../../database/attic/restore.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { stem } from '../../release/file-name.ts';
import { rootOf } from '../root.ts';
import type { TargetRequest } from '../target-request.ts';
import { entryOf, workOn } from './work.ts';

/** What came of putting something back. */
export type Restored = {
  readonly target: string;
  readonly entry: Entry;
  /** Rows or values that are back now. */
  readonly moved: number;
  readonly left: number;
  /** Why the first of what is left did not fit. */
  readonly reason?: string;
};

/**
 * Puts back what fits of something in the attic.
 *
 * @throws DiagnosticError `attic-unknown`, `attic-no-place` where what it belongs into is not there
 */
export async function restoreFromAttic(
  { project, target, onEvent }: TargetRequest,
  id: string,
  signal: AbortSignal,
): Promise<Restored> {
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const work = await workOn(session, onEvent, signal);
    const entry = entryOf(await listAttic(work.client), id);
    if (entry.state === 'copying' || !(await hasHome(work.client, entry))) refuse(entry);
    const { moved, left, reason } = await restoreEntry(work, entry);
    return { target: session.url.shown, entry, moved, left, ...(reason === undefined ? {} : { reason }) };
  });
}

function refuse({ name, state, kind, direction, ...entry }: Entry): never {
  const release = stem({ number: entry.release, slug: entry.slug });
  if (state === 'copying')
    fail(
      'attic-no-place',
      `${name} is still there: release ${release}, which would take it away, is half done`,
      `Finish that first: learnr-schema ${direction === 'forward' ? 'apply' : 'rollback'} --steps 1`,
    );
  fail(
    'attic-no-place',
    `there is no ${kind === 'digits' ? 'column' : kind} ${name} to put it back into`,
    direction === 'backward'
      ? `Release ${release} makes it, and then puts it back by itself: learnr-schema apply`
      : `Release ${release} took it away; going back from there puts it back: learnr-schema rollback`,
  );
}
