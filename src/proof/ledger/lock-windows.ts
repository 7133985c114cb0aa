import type { Hazard, HazardKind, Plan, Step } from '../../plan/plan.ts';
import { type Ledger, type LedgerEntry, type RelationEntry, type Work, workOf } from './ledger.ts';
import { type Blocks, blocks, type LockMode } from './lock-mode.ts';

export type WindowCode = 'lock-window-rewrite' | 'lock-window-scan' | 'lock-window-index-build';

/** People wait for a lock for as long as work takes that grows with the rows of a table. */
export type WindowFinding = {
  readonly code: WindowCode;
  readonly batch: number;
  /** The relation that is locked: `public.users`. */
  readonly relation: string;
  readonly lock: LockMode;
  /** What others cannot do with the relation meanwhile. */
  readonly blocks: Blocks;
  /** The step that took the lock; the same as `during` where it is the one that works, too. */
  readonly since: number;
  readonly during: number;
  /** The relations that are worked on. */
  readonly on: readonly string[];
  /** Whether the plan says so, as a hazard. One that it does not say refutes it. */
  readonly declared: boolean;
};

/** A hazard that a plan declares and that did not come. */
export type UnseenHazard = { readonly step: number; readonly hazard: Hazard };

/** In one transaction, each lock that blocks writers or readers of what existed before, held across a rewrite, a scan or an index build. */
export function lockWindows(ledger: Ledger, plan: Plan): readonly WindowFinding[] {
  const steps = stepsOf(plan);
  return ledger.steps.flatMap((entry, position) =>
    worksByKind(entry).flatMap(([work, on]) =>
      entry.relations
        .filter(({ lock }) => blocks[lock].writes)
        .map((locked) => {
          const since = takenBy(locked, ledger.steps.slice(0, position + 1));
          return {
            code: codes[work],
            batch: entry.batch,
            relation: locked.relation,
            lock: locked.lock,
            blocks: blocks[locked.lock],
            since: since.step,
            during: entry.step,
            on,
            declared: isDeclared(work, entry, since, steps),
          };
        }),
    ),
  );
}

/**
 * What the plan announces and the ledger does not show. A backfill of a table without a key locks its rows and not the table, which no
 * ledger of tables can show.
 */
export function unseenHazards(ledger: Ledger, plan: Plan): readonly UnseenHazard[] {
  const steps = stepsOf(plan);
  const windows = lockWindows(ledger, plan);
  return ledger.steps.flatMap((entry) => {
    const step = steps.get(entry.step);
    if (step === undefined || step.statement.kind === 'backfill') return [];
    return step.hazards
      .filter(({ kind }) => !isSeen(kind, entry, windows))
      .map((hazard) => ({ step: entry.step, hazard }));
  });
}

const codes: Readonly<Record<Work, WindowCode>> = {
  rewrite: 'lock-window-rewrite',
  scan: 'lock-window-scan',
  'index-build': 'lock-window-index-build',
};

/** The hazards that announce work; a table that is said to be written anew is read and indexed by the way. */
const announcedBy: Readonly<Record<Work, readonly HazardKind[]>> = {
  rewrite: ['rewrite'],
  scan: ['rewrite', 'blocking'],
  'index-build': ['rewrite', 'blocking'],
};

function isSeen(kind: HazardKind, entry: LedgerEntry, windows: readonly WindowFinding[]): boolean {
  switch (kind) {
    case 'rewrite':
      return entry.relations.some(({ rewrite }) => rewrite);
    case 'blocking':
      // Of a step without work of its own it is said of what comes later under its locks.
      return windows.some(
        ({ batch, during }) =>
          during === entry.step ||
          (batch === entry.batch && during > entry.step && workOf(entry).length === 0),
      );
    // These say what becomes of rows and programs, of which locks know nothing.
    case 'data-loss':
    case 'backward-incompatible':
      return true;
  }
}

function worksByKind(entry: LedgerEntry): readonly (readonly [Work, readonly string[]])[] {
  const works = new Map<Work, string[]>();
  for (const { work, relation } of workOf(entry)) works.set(work, [...(works.get(work) ?? []), relation]);
  return [...works];
}

/** The first step of the transaction since which the relation is locked in this mode. */
function takenBy({ relation, lock }: RelationEntry, steps: readonly LedgerEntry[]): LedgerEntry {
  const last = steps[steps.length - 1] as LedgerEntry;
  const holds = (entry: LedgerEntry) =>
    entry.batch === last.batch &&
    entry.relations.some((candidate) => candidate.relation === relation && candidate.held.includes(lock));
  return steps.find(holds) ?? last;
}

/**
 * By the step that works; or by the one that took the lock, where that does no work of its own which the hazard could mean (the drop of
 * a materialized view that is computed again under the lock).
 */
function isDeclared(
  work: Work,
  during: LedgerEntry,
  since: LedgerEntry,
  steps: ReadonlyMap<number, Step>,
): boolean {
  const declares = ({ step }: LedgerEntry, kinds: readonly HazardKind[]) =>
    steps.get(step)?.hazards.some(({ kind }) => kinds.includes(kind)) === true;
  if (declares(during, announcedBy[work])) return true;
  return work !== 'rewrite' && workOf(since).length === 0 && declares(since, ['blocking']);
}

function stepsOf(plan: Plan): ReadonlyMap<number, Step> {
  const steps = plan.batches.flatMap((batch) => batch.steps);
  return new Map(steps.map((step, index) => [index + 1, step]));
}
