import { type AtticSize, atticSize } from '../database/attic/size.ts';
import { isSettled } from '../database/executor/continuation.ts';
import { numbered } from '../database/executor/steps.ts';
import { unmadeBy } from '../database/executor/unmade.ts';
import { hasJournal } from '../database/journal/format.ts';
import {
  type AppliedRelease,
  type DeferredStep,
  emptyJournal,
  type Journal,
  type Run,
  readJournal,
} from '../database/journal/journal.ts';
import { lockHolder } from '../database/journal/lock.ts';
import { journalProblems, position } from '../database/journal/position.ts';
import type { LockHolder } from '../database/target/events.ts';
import type { Session } from '../database/target/session.ts';
import { withTarget } from '../database/target/with-target.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import type { Change } from '../diff/change.ts';
import { pairOf, swap } from '../diff/pair.ts';
import { loadGrammar } from '../grammar/grammar.ts';
import type { Id } from '../model/id.ts';
import type { Release } from '../release/chain.ts';
import { planFor } from '../release/generated.ts';
import { loadChain } from '../release/load-chain.ts';
import { ReleasedModels } from '../release/models.ts';
import { quickDrift } from './live/quick-drift.ts';
import { rootOf } from './root.ts';
import type { TargetRequest } from './target-request.ts';

/** Where a target is, and what is to come. */
export type Status = {
  /** Without its password. */
  readonly target: string;
  readonly server: string;
  /** The last is the one that the target is at; none: it is at base. */
  readonly applied: readonly AppliedRelease[];
  readonly pending: readonly PendingRelease[];
  readonly halfDone?: HalfDone;
  /** Steps that were put off, which the next `apply` runs. */
  readonly deferred: readonly DeferredStep[];
  /** What plans would have destroyed. */
  readonly kept: AtticSize;
  /** How it differs from its release; absent at base and half way between releases. */
  readonly drift?: StatusDrift;
  /** Who is at work on it now. */
  readonly holder?: LockHolder;
  /** Why the releases at hand cannot be applied to it. */
  readonly problems: readonly Diagnostic[];
};

export type StatusDrift =
  | { readonly kind: 'known'; readonly changes: readonly Change[]; readonly unclear: number }
  /** Why the catalog could not be compared. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type PendingRelease = Pick<Release, 'number' | 'slug' | 'title'>;

export type HalfDone = Pick<
  Run,
  'release' | 'direction' | 'of' | 'startedAt' | 'startedBy' | 'toolVersion'
> & {
  /** The first step that is not done; absent where all are and only the end was not recorded. */
  readonly step?: { readonly number: number; readonly title?: string };
};

/**
 * Looks at a target, and changes nothing on it.
 *
 * @throws DiagnosticError with what is wrong with the releases, or where the target cannot be read
 */
export async function status({ project, target, onEvent }: TargetRequest): Promise<Status> {
  const { releases } = await loadChain(project);
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const { client, url, server } = session;
    const journal = (await hasJournal(client)) ? await readJournal(client) : emptyJournal;
    const kept = await atticSize(client);
    const holder = await lockHolder(client);
    const halfDone = await halfDoneOf(journal, releases);
    const drift = await driftOf(session, journal, releases);
    return {
      target: url.shown,
      server: server.text,
      applied: journal.releases,
      pending: releases.slice(position(journal)).map(({ number, slug, title }) => ({ number, slug, title })),
      ...(halfDone === undefined ? {} : { halfDone }),
      deferred: journal.deferred,
      kept,
      ...(drift === undefined ? {} : { drift }),
      ...(holder === undefined ? {} : { holder }),
      problems: journalProblems(journal, releases),
    };
  });
}

async function driftOf(
  session: Session,
  journal: Journal,
  releases: readonly Release[],
): Promise<StatusDrift | undefined> {
  const at = position(journal);
  if (at === 0 || journal.unfinished !== undefined || journalProblems(journal, releases).length > 0)
    return undefined;
  const [models, grammar] = [new ReleasedModels(releases), await loadGrammar()];
  const late = new Set<Id>();
  for (const step of journal.deferred) {
    const pair = pairOf(await models.at(step.release - 1), await models.at(step.release));
    for (const id of unmadeBy(planFor(pair), [step]).keys()) late.add(id);
  }
  try {
    const { sure, doubts } = await quickDrift(session, await models.at(at), late, grammar);
    return { kind: 'known', changes: sure, unclear: doubts.length };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { kind: 'unknown', reason: error.diagnostics.map(({ message }) => message).join('; ') };
  }
}

async function halfDoneOf(
  { unfinished }: Journal,
  releases: readonly Release[],
): Promise<HalfDone | undefined> {
  if (unfinished === undefined) return undefined;
  const { release, direction, of, startedAt, startedBy, toolVersion } = unfinished;
  const step = await nextStep(unfinished, releases);
  return {
    release,
    direction,
    of,
    startedAt,
    startedBy,
    toolVersion,
    ...(step === undefined ? {} : { step }),
  };
}

/** What the step is called is known to the plan, if the release is at hand. */
async function nextStep(run: Run, releases: readonly Release[]): Promise<HalfDone['step']> {
  const release = releases[run.release.number - 1];
  if (release?.checksum !== run.release.checksum) {
    const open = [...run.steps.values()].find(({ state }) => state !== 'done');
    return open ?? { number: run.steps.size + 1 };
  }
  const models = new ReleasedModels(releases);
  const pair = pairOf(await models.at(release.number - 1), await models.at(release.number));
  const plan = planFor(run.direction === 'forward' ? pair : swap(pair));
  const steps = numbered(plan).flatMap((batch) => batch.steps);
  const next = steps.find((step) => !isSettled(run, step));
  return next && { number: next.number, title: next.title };
}
