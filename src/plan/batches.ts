import type { Id } from '../model/id.ts';
import type { Draft } from './draft.ts';
import type { Batch, Step, TimeoutClass, Timeouts } from './plan.ts';
import { hazardsIn, keepsWaiting } from './waiting.ts';

/**
 * Ordered drafts as batches. A transaction ends before a step that must be alone, and before one that would add locks on existing
 * relations to those that it holds already, so that no batch makes the users of several tables wait together.
 */
export function toBatches(drafts: readonly Draft[]): readonly Batch[] {
  const batches: Draft[][] = [];
  let current: Draft[] = [];
  let locks = new Set<Id>();
  const open = new Set<string>();
  for (const draft of drafts) {
    if (mustCommit(current, draft, locks, open.size > 0)) {
      batches.push(current);
      current = [];
      locks = new Set();
    }
    current.push(draft);
    for (const lock of draft.locks) locks.add(lock);
    if (draft.opens !== undefined) open.add(draft.opens);
    if (draft.closes !== undefined) open.delete(draft.closes);
  }
  if (current.length > 0) batches.push(current);
  return batches.map(toBatch);
}

/**
 * @param current the transaction
 * @param locks those that it holds
 * @param held whether something is to be made again before it may end
 */
function mustCommit(current: readonly Draft[], next: Draft, locks: ReadonlySet<Id>, held: boolean): boolean {
  const last = current.at(-1);
  if (last === undefined) return false;
  if (keyOf(last) !== keyOf(next) || next.boundary.kind === 'outside') return true;
  if (held) return false;
  if (isLong(last) || isLong(next)) return true;
  // A sequence that went with its column was nobody's any more, and yet stays locked.
  if (next.work !== undefined && next.group !== last.group && current.some(isBrief)) return true;
  if (locks.size === 0) return false;
  // What has kept people waiting lets them through before anything else keeps them.
  if (last.work !== undefined) return true;
  if (next.locks.some((lock) => !locks.has(lock))) return true;
  // New tables that refer to the same existing ones may be made together; other work on an existing table starts afresh.
  return next.group !== last.group && next.statement.kind !== 'create_table';
}

function isBrief({ timeouts }: Draft): boolean {
  return timeouts === 'brief';
}

function keyOf(draft: Draft): string {
  return draft.boundary.kind === 'own' ? `own ${draft.boundary.key}` : draft.boundary.kind;
}

/** Holds its locks for as long as a table is written or scanned: then it holds no others. */
function isLong(draft: Draft): boolean {
  return draft.hazards.some(keepsWaiting);
}

function toBatch(drafts: readonly Draft[]): Batch {
  const classes = new Set(drafts.map((draft) => draft.timeouts));
  const strictest = classes.has('patient') ? 'patient' : classes.has('brief') ? 'brief' : 'none';
  return {
    transaction: drafts.every((draft) => draft.boundary.kind !== 'outside'),
    timeouts: timeouts[strictest],
    steps: toSteps(drafts),
  };
}

/** @param drafts those of one transaction */
function toSteps(drafts: readonly Draft[]): readonly Step[] {
  const held = new Set<Id>();
  return drafts.map((draft) => {
    for (const lock of draft.locks) held.add(lock);
    const { statement, cause, timeouts: timeoutClass } = draft;
    return { statement, cause, hazards: hazardsIn(draft, held), timeouts: timeoutClass };
  });
}

/** Milliseconds. Two seconds are about as long as people wait for a page before they load it again. */
const timeouts: { readonly [C in TimeoutClass]: Timeouts & { readonly class: C } } = {
  none: { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1 },
  brief: { class: 'brief', lockTimeout: 2_000, statementTimeout: 0, attempts: 30 },
  patient: { class: 'patient', lockTimeout: 0, statementTimeout: 0, attempts: 3 },
};
