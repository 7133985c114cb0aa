import { performance } from 'node:perf_hooks';
import { hasEntries } from '../../database/attic/entry.ts';
import { atticKeeper, discarding, discardingKeeper, type Keeper } from '../../database/attic/keeper.ts';
import type { AtticWork } from '../../database/attic/work.ts';
import { executeDeferred } from '../../database/executor/deferred.ts';
import type { Execution } from '../../database/executor/execution.ts';
import { execute } from '../../database/executor/executor.ts';
import { retrying } from '../../database/executor/retry.ts';
import { type Unmade, unmadeBy } from '../../database/executor/unmade.ts';
import { whileAwake } from '../../database/journal/awake.ts';
import { ensureJournal } from '../../database/journal/format.ts';
import { deferredOf, type Journal } from '../../database/journal/journal.ts';
import { lockTarget } from '../../database/journal/lock.ts';
import type { Passage, ReleaseIdentity } from '../../database/journal/passage.ts';
import { backUp } from '../../database/pg-dump/backup.ts';
import { interrupted, throwIfInterrupted } from '../../database/target/interruption.ts';
import { type Watch, watchOver } from '../../database/target/watch.ts';
import { checkWritable } from '../../database/target/writable.ts';
import { checkKeepable } from '../attic/keepable.ts';
import type { Moved, MovedRelease } from '../target-request.ts';
import { checkDrift } from './drift.ts';
import { type Journey, type Prepared, prepare } from './prepare.ts';
import { checkRows } from './rows.ts';
import type { MoveSettings } from './settings.ts';

export type Move = Journey & { readonly settings: MoveSettings; readonly toolVersion: string };

/**
 * Takes a target from the release that its journal states to another: waits until nobody else is at work, then checks everything
 * that can be checked, then runs.
 *
 * @throws DiagnosticError where something is wrong; before the first step nothing has run. `interrupted`, `terminated` where
 *   somebody asked to stop
 */
export async function move(request: Move): Promise<Moved> {
  const { session, settings } = request;
  const watch = watchOver(session, settings.signal, settings.watch);
  try {
    const prepared = await readyTo(request, watch);
    return await run(request, prepared, watch);
  } finally {
    await watch.close();
  }
}

/** Whatever a cancelled statement ends with before the first step, nothing has been run. */
async function readyTo(request: Move, watch: Watch): Promise<Prepared> {
  const { session, settings, onEvent } = request;
  try {
    await checkWritable(session);
    await lockTarget(session.client, onEvent, settings.signal);
    return await watch.during(
      () => {},
      () => readied(request),
    );
  } catch (error) {
    throw settings.signal.aborted ? interrupted(settings.signal, 'before anything was run') : error;
  }
}

async function readied(request: Move): Promise<Prepared> {
  const { settings, onEvent, direction } = request;
  const prepared = await prepare(request, settings.deferIndexes);
  await checkDrift(request, prepared, settings);
  await checkRows(request, prepared);
  await checkKeepable(request.session, prepared.passages, settings);
  for (const { release, plan } of prepared.passages)
    if (plan.losses.length > 0 && settings.discardData)
      onEvent({ kind: 'data_loss', release, direction, losses: plan.losses });
  const { backup, signal } = settings;
  if (backup !== undefined && prepared.passages.length + prepared.deferred.length > 0) {
    const { session } = request;
    const written = await whileAwake(session.client, () => backUp(session, backup, signal));
    onEvent({ kind: 'backup_written', ...written });
  }
  return prepared;
}

/** Runs what was prepared, on a session that has the lock of the target. */
export async function run(
  request: Pick<Move, 'session' | 'settings' | 'onEvent' | 'toolVersion'>,
  prepared: Prepared,
  watch: Watch,
): Promise<Moved> {
  const { session, settings, onEvent, toolVersion } = request;
  const { journal, format, late, deferred, passages, from, to } = prepared;
  const { lockWaitMs, deferIndexes } = settings;
  const base = { session, watch, lockWaitMs, toolVersion, onEvent };
  if (passages.length + deferred.length > 0) await ensureJournal(session.client, toolVersion, format);
  const began = performance.now();
  for (const passage of deferred) await executeDeferred({ ...base, passage }, journal.deferred);
  // What a run itself keeps is none that it puts back.
  const atticIsEmpty = format === undefined || (passages.length > 0 && !(await hasEntries(session.client)));
  const moved: MovedRelease[] = [];
  for (const [index, passage] of passages.entries()) {
    const unfinished = index === 0 ? journal.unfinished : undefined;
    const start = performance.now();
    const isIdle = atticIsEmpty && passage.plan.losses.length === 0;
    const keeper = isIdle ? discarding : await keeperFor(passage, settings, atticWork(base));
    const later = passages.slice(index + 1);
    const unmade = passage.direction === 'backward' ? unmadeOf(passage.release, late, journal) : new Map();
    await execute({
      ...base,
      passage,
      keeper,
      deferIndexes,
      later,
      unmade,
      ...(unfinished && { unfinished }),
    });
    moved.push(movedRelease(passage, settings.discardData, performance.now() - start));
  }
  const milliseconds = Math.round(performance.now() - began);
  const caughtUp = deferred.length === 0 ? 0 : journal.deferred.length;
  return { target: session.url.shown, from, to, releases: moved, late: caughtUp, milliseconds };
}

function unmadeOf(release: ReleaseIdentity, late: readonly Passage[], journal: Journal): Unmade {
  const there = late.find((passage) => passage.release.number === release.number);
  return there === undefined ? new Map() : unmadeBy(there.plan, deferredOf(journal, release));
}

function keeperFor(passage: Passage, { discardData }: MoveSettings, work: AtticWork): Promise<Keeper> {
  return discardData ? discardingKeeper(work, passage) : atticKeeper(work, passage);
}

function atticWork({
  session,
  watch,
  lockWaitMs,
  onEvent,
}: Omit<Execution, 'passage' | 'keeper' | 'deferIndexes'>) {
  const limits = { attempts: atticAttempts, waitMs: lockWaitMs, signal: watch.signal };
  return {
    client: session.client,
    onEvent,
    checkpoint: () => throwIfInterrupted(watch.signal),
    tryAgain: <T>(transaction: () => Promise<T>) =>
      retrying(
        limits,
        () => {},
        () => watch.during(() => {}, transaction),
      ),
  };
}

/** As often as plans try a batch that takes strong locks. */
const atticAttempts = 30;

function movedRelease({ release, plan }: Passage, discarded: boolean, milliseconds: number): MovedRelease {
  const { number, slug, title } = release;
  const steps = plan.batches.reduce((count, batch) => count + batch.steps.length, 0);
  const losses = discarded ? plan.losses.map(({ kind, name }) => ({ kind, name })) : [];
  return { number, slug, title, steps, losses, milliseconds: Math.round(milliseconds) };
}
