import { hasJournal } from '../database/journal/format.ts';
import { type AppliedRelease, emptyJournal, readJournal } from '../database/journal/journal.ts';
import { tableCount } from '../database/target/tables.ts';
import { withTarget } from '../database/target/with-target.ts';
import { prepareApply } from './apply.ts';
import { usualSettings } from './moving/settings.ts';
import { rootOf } from './root.ts';
import type { Moved, TargetRequest } from './target-request.ts';

/** The embedded database of a project, with every release applied. */
export type Started = {
  readonly moved: Moved;
  readonly applied: readonly AppliedRelease[];
  /** Tables in the database, without those of the journal. */
  readonly tables: number;
  /** Where it is whenever its server runs. */
  readonly url: string;
};

/**
 * Applies every release to the embedded database, and says what is in it.
 *
 * @throws DiagnosticError as `apply` does
 */
export async function start({
  project,
  onEvent,
}: Pick<TargetRequest, 'project' | 'onEvent'>): Promise<Started> {
  const run = await prepareApply({ project, onEvent }, { kind: 'default' }, usualSettings);
  return withTarget({ kind: 'embedded' }, rootOf(project), onEvent, async (session) => {
    const moved = await run(session);
    const { client, url } = session;
    const { releases } = (await hasJournal(client)) ? await readJournal(client) : emptyJournal;
    return { moved, applied: releases, tables: await tableCount(client), url: url.shown };
  });
}
