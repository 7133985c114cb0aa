import { journalFormat } from '../../database/journal/format.ts';
import { emptyJournal, type Journal, readJournal } from '../../database/journal/journal.ts';
import type { Direction, Passage } from '../../database/journal/passage.ts';
import { checkHalfDone, checkJournal, position } from '../../database/journal/position.ts';
import type { OnEvent } from '../../database/target/events.ts';
import { checkPlanVersion } from '../../database/target/server-version.ts';
import type { Session } from '../../database/target/session.ts';
import { stem } from '../../release/file-name.ts';
import type { Chain } from '../../release/load-chain.ts';
import type { Project } from '../../release/project.ts';
import { reviewedPassages } from './reviewed.ts';

export type Journey = {
  readonly project: Project;
  readonly session: Session;
  readonly chain: Chain;
  readonly direction: Direction;
  /** Where to go from where the target is; both are numbers of releases, or 0. */
  readonly goal: (at: number) => number;
  readonly onEvent: OnEvent;
};

/** A way from where a target is, found to be what was reviewed. Nothing has been run. */
export type Prepared = {
  readonly journal: Journal;
  /** Of the journal; absent where there is none yet. */
  readonly format: number | undefined;
  /** Numbers of releases; 0 is base. */
  readonly from: number;
  readonly to: number;
  /** The ways to the releases that steps were put off of. */
  readonly late: readonly Passage[];
  /** Those of them whose steps are to be run first. On the way back they never are. */
  readonly deferred: readonly Passage[];
  /** In the order in which they run. The first may be half done. */
  readonly passages: readonly Passage[];
};

/**
 * Finds out where a target is and what leads it to its goal, and checks that it was reviewed and fits.
 *
 * @throws DiagnosticError where the journal speaks of other releases, where `generated/` is not what the releases render to, where
 *   something else is half done, or where the server is too old
 */
export async function prepare(journey: Journey, keepDeferred: boolean): Promise<Prepared> {
  const { session, chain, direction, project } = journey;
  const format = await journalFormat(session.client);
  const journal = format === undefined ? emptyJournal : await readJournal(session.client);
  checkJournal(journal, chain.releases);
  const from = position(journal);
  const to = journey.goal(from);
  const numbers = direction === 'forward' ? numbersFrom(from + 1, to) : numbersFrom(to + 1, from).reverse();
  // What is half done is looked at first: files of releases far away are of no interest then.
  const first = chain.releases[(numbers[0] ?? 0) - 1];
  checkHalfDone(journal, first && { release: first, direction });
  const passages = await reviewedPassages(project, chain, numbers, direction);
  const late = await reviewedPassages(project, chain, deferredReleases(journal), 'forward');
  const isLeft = direction === 'backward' || (keepDeferred && numbers.length === 0);
  const deferred = isLeft ? [] : late;
  for (const { plan, release } of [...late, ...passages])
    checkPlanVersion(session.server, plan.postgresql, `release ${stem(release)}`);
  return { journal, format, from, to, late, deferred, passages };
}

function deferredReleases({ deferred }: Journal): readonly number[] {
  return [...new Set(deferred.map(({ release }) => release))];
}

function numbersFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
