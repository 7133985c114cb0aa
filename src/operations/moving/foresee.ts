import { expectedBack } from '../../database/attic/expected.ts';
import { isSettled } from '../../database/executor/continuation.ts';
import { numbered } from '../../database/executor/steps.ts';
import { lockHolder } from '../../database/journal/lock.ts';
import type { Direction, Passage } from '../../database/journal/passage.ts';
import type { LockHolder, TargetEvent } from '../../database/target/events.ts';
import { interrupted } from '../../database/target/interruption.ts';
import type { Session } from '../../database/target/session.ts';
import { watchOver } from '../../database/target/watch.ts';
import { withTarget } from '../../database/target/with-target.ts';
import { checkWritable } from '../../database/target/writable.ts';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { diff } from '../../diff/diff.ts';
import type { Id } from '../../model/id.ts';
import { loadChain } from '../../release/load-chain.ts';
import { checkKeepable } from '../attic/keepable.ts';
import { goalBackward, goalForward } from '../goal.ts';
import { rootOf } from '../root.ts';
import type { Distance, TargetRequest } from '../target-request.ts';
import { checkDrift } from './drift.ts';
import { type Journey, type Prepared, prepare } from './prepare.ts';
import { checkRows } from './rows.ts';
import type { MoveSettings } from './settings.ts';

/** What would run on a target, and what would keep it from running. */
export type Foreseen = {
  /** Without its password. */
  readonly target: string;
  readonly server: string;
  /** Numbers of releases; 0 is base. */
  readonly from: number;
  readonly to: number;
  /** Who is at work on it now. */
  readonly holder?: LockHolder;
  readonly passages: readonly ForeseenPassage[];
  /** Steps of earlier releases that would be run first. */
  readonly deferred: readonly string[];
  readonly drift: readonly Extract<TargetEvent, { kind: 'drift' }>[];
  /** Whether what the plans destroy would be let go; otherwise the attic keeps it. */
  readonly discarded: boolean;
  /** What the attic has something of that would be put back. */
  readonly returning: readonly Id[];
  readonly problems: readonly Diagnostic[];
};

export type ForeseenPassage = Passage & {
  readonly changes: readonly Change[];
  /** Steps that an interrupted run has done. */
  readonly done: number;
};

/**
 * Finds out what a run would do to a target, and runs nothing.
 *
 * @throws DiagnosticError where no run is possible at all: the releases are wrong, or the target is another's
 */
export async function foresee(
  { project, target, onEvent }: TargetRequest,
  direction: Direction,
  distance: Distance,
  settings: MoveSettings,
): Promise<Foreseen> {
  const chain = await loadChain(project);
  const goal = (direction === 'forward' ? goalForward : goalBackward)(distance, chain.releases);
  return withTarget(target, rootOf(project), onEvent, async (session) => {
    const watch = watchOver(session, settings.signal, settings.watch);
    const look = () =>
      watch.during(
        () => {},
        () => foreseeOn(session),
      );
    try {
      return await look();
    } catch (error) {
      throw settings.signal.aborted ? interrupted(settings.signal, 'looking; nothing was run') : error;
    } finally {
      await watch.close();
    }
  });

  async function foreseeOn(session: Session): Promise<Foreseen> {
    const drift: Extract<TargetEvent, { kind: 'drift' }>[] = [];
    const journey: Journey = {
      ...{ project, session, chain, direction, goal },
      onEvent: (event) => {
        if (event.kind === 'drift') drift.push(event);
        else onEvent(event);
      },
    };
    const prepared = await prepare(journey, settings.deferIndexes);
    const problems = [
      ...(await problemsOf(() => checkWritable(session))),
      ...(await problemsOf(() => checkDrift(journey, prepared, settings))),
      ...(await problemsOf(() => checkRows(journey, prepared))),
      ...(await problemsOf(() => checkKeepable(session, prepared.passages, settings))),
    ];
    const holder = await lockHolder(session.client);
    return {
      target: session.url.shown,
      server: session.server.text,
      from: prepared.from,
      to: prepared.to,
      ...(holder === undefined ? {} : { holder }),
      passages: prepared.passages.map((passage, index) => foreseen(passage, prepared, index)),
      deferred: prepared.deferred.length === 0 ? [] : prepared.journal.deferred.map(({ title }) => title),
      drift,
      discarded: settings.discardData,
      returning: await returningOn(session, prepared),
      problems,
    };
  }
}

async function returningOn(
  { client }: Session,
  { format, passages }: Pick<Prepared, 'format' | 'passages'>,
): Promise<readonly Id[]> {
  return format === undefined ? [] : [...(await expectedBack(client, passages))].sort();
}

function foreseen(passage: Passage, { journal }: Prepared, index: number): ForeseenPassage {
  const steps = numbered(passage.plan).flatMap((batch) => batch.steps);
  const unfinished = index === 0 ? journal.unfinished : undefined;
  const done = steps.filter((step) => isSettled(unfinished, step)).length;
  return { ...passage, changes: diff(passage.pair), done };
}

async function problemsOf(check: () => Promise<void>): Promise<readonly Diagnostic[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}
