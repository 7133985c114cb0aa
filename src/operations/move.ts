import { performance } from 'node:perf_hooks';
import { execute } from '../database/executor/executor.ts';
import { ensureJournal, hasJournal } from '../database/journal/format.ts';
import { emptyJournal, type Journal, readJournal } from '../database/journal/journal.ts';
import { lockTarget } from '../database/journal/lock.ts';
import type { Direction, Passage } from '../database/journal/passage.ts';
import { checkHalfDone, checkJournal, position } from '../database/journal/position.ts';
import { checkPlanVersion } from '../database/target/server-version.ts';
import type { Session } from '../database/target/session.ts';
import { checkWritable } from '../database/target/writable.ts';
import { stem } from '../release/file-name.ts';
import type { Chain } from '../release/load-chain.ts';
import { reviewedPassages } from './reviewed.ts';
import type { Moved, MovedRelease, TargetRequest } from './target-request.ts';

export type Move = Pick<TargetRequest, 'project' | 'onEvent'> & {
  readonly session: Session;
  readonly chain: Chain;
  readonly direction: Direction;
  /** Where to go from where the target is; both are numbers of releases, or 0. */
  readonly goal: (at: number) => number;
  /** Has the last word once everything is known and before anything runs; throws to keep it from running. */
  readonly approve: (passages: readonly Passage[]) => Promise<void> | undefined;
  readonly toolVersion: string;
};

/**
 * Takes a target from the release that its journal states to another: waits until nobody else is at work, then checks everything
 * that can be checked, then runs.
 *
 * @throws DiagnosticError where something is wrong; before the first step nothing has run
 */
export async function move(request: Move): Promise<Moved> {
  const { session, chain, direction, onEvent, toolVersion } = request;
  const { client } = session;
  await checkWritable(session);
  await lockTarget(client, onEvent);
  const journal = (await hasJournal(client)) ? await readJournal(client) : emptyJournal;
  checkJournal(journal, chain.releases);
  const from = position(journal);
  const to = request.goal(from);
  const numbers = direction === 'forward' ? numbersFrom(from + 1, to) : numbersFrom(to + 1, from).reverse();
  const passages = await reviewed(request, journal, numbers);
  for (const { plan, release } of passages)
    checkPlanVersion(session.server, plan.postgresql, `release ${stem(release)}`);
  await request.approve(passages);
  for (const { release, plan } of passages)
    if (plan.losses.length > 0) onEvent({ kind: 'data_loss', release, direction, losses: plan.losses });

  if (passages.length > 0) await ensureJournal(client, toolVersion);
  const began = performance.now();
  const moved: MovedRelease[] = [];
  for (const [index, passage] of passages.entries()) {
    const unfinished = index === 0 ? journal.unfinished : undefined;
    const start = performance.now();
    await execute({ client, passage, ...(unfinished && { unfinished }), toolVersion, onEvent });
    moved.push(movedRelease(passage, performance.now() - start));
  }
  const milliseconds = Math.round(performance.now() - began);
  return { target: session.url.shown, from, to, releases: moved, milliseconds };
}

/** What is half done is looked at first: files of releases far away are of no interest then. */
function reviewed({ project, chain, direction }: Move, journal: Journal, numbers: readonly number[]) {
  const first = chain.releases[(numbers[0] ?? 0) - 1];
  checkHalfDone(journal, first && { release: first, direction });
  return reviewedPassages(project, chain, numbers, direction);
}

function numbersFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function movedRelease({ release, plan }: Passage, milliseconds: number): MovedRelease {
  const { number, slug, title } = release;
  const steps = plan.batches.reduce((count, batch) => count + batch.steps.length, 0);
  const losses = plan.losses.map(({ kind, name }) => ({ kind, name }));
  return { number, slug, title, steps, losses, milliseconds: Math.round(milliseconds) };
}
