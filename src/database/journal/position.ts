import { type Diagnostic, DiagnosticError, fail } from '../../diagnostic/diagnostic.ts';
import { padded, stem } from '../../release/file-name.ts';
import type { AppliedRelease, Journal, Run } from './journal.ts';
import type { Passage, ReleaseIdentity } from './passage.ts';

/** Where a target stands, as far as the journal says. */
export type Standing = Pick<Journal, 'releases' | 'unfinished'>;

/** The number of the release that the target is at; 0 is base. */
export function position({ releases }: Pick<Journal, 'releases'>): number {
  return releases[releases.length - 1]?.number ?? 0;
}

/**
 * The journal of the target must speak of the releases at hand.
 *
 * @param chain the releases at hand, from 1 without a gap
 * @throws DiagnosticError `journal-gap`, `journal-differs`, `target-ahead`, for every release concerned
 */
export function checkJournal(journal: Standing, chain: readonly ReleaseIdentity[]): void {
  const problems = journalProblems(journal, chain);
  if (problems.length > 0) throw new DiagnosticError(problems);
}

export function journalProblems(journal: Standing, chain: readonly ReleaseIdentity[]): readonly Diagnostic[] {
  return [
    ...gaps(journal.releases),
    ...journal.releases.flatMap((release) => releaseProblem(release, chain)),
    ...unfinishedProblem(journal, chain),
  ];
}

function gaps(releases: readonly AppliedRelease[]): readonly Diagnostic[] {
  const numbers = new Set(releases.map(({ number }) => number));
  const missing = Array.from({ length: position({ releases }) }, (_, index) => index + 1).filter(
    (number) => !numbers.has(number),
  );
  return missing.map((number) => ({
    code: 'journal-gap',
    message: `the target has releases after ${padded(number)}, and not ${padded(number)} itself`,
    help: 'Somebody changed learnr_schema.release by hand. Put back what was there.',
  }));
}

function releaseProblem(applied: ReleaseIdentity, chain: readonly ReleaseIdentity[]): readonly Diagnostic[] {
  const known = chain[applied.number - 1];
  if (known === undefined)
    return [
      {
        code: 'target-ahead',
        message: `the target has release ${stem(applied)} (${applied.title}), which is not among the releases at hand`,
        help: 'Use the checkout that this release comes from, or a newer one.',
      },
    ];
  if (known.checksum !== applied.checksum)
    return [
      {
        code: 'journal-differs',
        message:
          known.slug === applied.slug
            ? `release ${stem(applied)} was another when it was applied to the target: its file has changed since`
            : `the target has release ${stem(applied)}, and the one at hand is ${stem(known)}`,
        help: 'Name the database of this project, or put the file of the release back as it was.',
      },
    ];
  return [];
}

function unfinishedProblem(
  { unfinished }: Pick<Journal, 'unfinished'>,
  chain: readonly ReleaseIdentity[],
): readonly Diagnostic[] {
  if (unfinished === undefined || unfinished.direction === 'backward') return [];
  const { release } = unfinished;
  const known = chain[release.number - 1];
  if (known?.checksum === release.checksum) return [];
  return [
    {
      code: known === undefined ? 'target-ahead' : 'journal-differs',
      message: `release ${stem(release)} is half done on the target, and it is not the one at hand`,
      help: 'Use the checkout that this release comes from.',
    },
  ];
}

/**
 * A run that was interrupted comes first, and in its direction.
 *
 * @param first what is to run next; absent where nothing is
 * @throws DiagnosticError `half-done` where that is something else
 */
export function checkHalfDone(
  { unfinished }: Pick<Journal, 'unfinished'>,
  first: Pick<Passage, 'release' | 'direction'> | undefined,
): void {
  if (unfinished === undefined) return;
  const { release, direction } = unfinished;
  if (first?.release.number === release.number && first.direction === direction) return;
  const command = direction === 'forward' ? 'apply' : 'rollback';
  refuseHalfDone(unfinished, `Finish that first: learnr-schema ${command} --steps 1`);
}

/** @throws DiagnosticError `half-done` */
export function refuseHalfDone(
  { release, direction }: Pick<Run, 'release' | 'direction'>,
  help: string,
): never {
  fail(
    'half-done',
    `the target is half way ${direction === 'forward' ? 'to' : 'back from'} release ${stem(release)}`,
    help,
  );
}
