import { unreachable } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { stem } from '../../release/file-name.ts';
import type { Statement } from '../../sql/statement.ts';
import type { Passage } from '../journal/passage.ts';
import { copyOnline, keepCopy } from './copy.ts';
import { destructionOf, namesBefore } from './destroyed.ts';
import { copyingEntries, type Entry, entriesOf, entriesPutBack, setCount } from './entry.ts';
import { keepSequence } from './keep-sequence.ts';
import { freeOfTypes, keepTable } from './keep-table.ts';
import { leftBehind } from './left-behind.ts';
import { countOf } from './pieces.ts';
import { abandonCopy } from './purge.ts';
import { type Returning, returningTo } from './returning.ts';
import { inTransaction } from './transaction.ts';
import type { AtticWork, PassageWork } from './work.ts';

/** A step of a plan, as far as keeping what it destroys goes. */
export type KeptStep = {
  /** Of the plan, counted from 1. */
  readonly number: number;
  readonly statement: Statement;
  /** The change that made it necessary. */
  readonly cause: Change;
};

/**
 * Keeps what a plan destroys and puts back what an earlier one destroyed, on the session that runs the plan, with the lock of the
 * target. Each method can be called again after an interruption, with a keeper of the same passage.
 */
export type Keeper = {
  /** Whether this passage has nothing to keep and nothing to put back. */
  readonly idle: boolean;
  /** Before a batch, in no transaction: copies what can be copied while people work. */
  prepare(steps: readonly KeptStep[]): Promise<void>;
  /**
   * In the transaction of a step, right before it.
   *
   * @returns whether the step's work is done by that, so that its statement is not to run: a table has been moved
   */
  keep(step: KeptStep): Promise<boolean>;
  /** After a batch has been committed, in no transaction, also where an interrupted run did so: what needs no lock of users, and putting back. */
  settle(steps: readonly KeptStep[]): Promise<void>;
  /** After the last batch: tries once more what did not fit, and tells what was put back and what stays. */
  finish(): Promise<void>;
};

/** Lets go what a plan destroys, where nothing was begun to be kept. */
export const discarding: Keeper = {
  idle: true,
  prepare: async () => {},
  keep: async () => false,
  settle: async () => {},
  finish: async () => {},
};

/** Lets go what a plan destroys, also where an interrupted run has begun to keep it; what its opposite has kept is put back all the same. */
export async function discardingKeeper(given: AtticWork, passage: Passage): Promise<Keeper> {
  const work: PassageWork = { ...given, passage, destruction: destructionOf(passage) };
  for (const entry of await copyingEntries(work.client)) await abandonCopy(work, entry);
  const returning = await returningTo(work);
  return {
    ...discarding,
    idle: returning.idle,
    settle: returning.settle,
    finish: () => finishReturning(work, returning),
  };
}

/**
 * Keeps what the plan of a passage destroys, and puts back what its opposite kept. The attic's table says what was done; nothing of that
 * is remembered here, so a keeper goes on where another one was interrupted.
 */
export async function atticKeeper(given: AtticWork, passage: Passage): Promise<Keeper> {
  const destruction = destructionOf(passage);
  const work: PassageWork = { ...given, passage, destruction };
  const { client } = work;
  // There is one unfinished run at most: what another one was copying, it was given up with.
  const own = new Set((await entriesOf(client, passage)).map(({ id }) => id));
  for (const entry of await copyingEntries(client)) if (!own.has(entry.id)) await abandonCopy(work, entry);
  const returning = await returningTo(work);
  const open = passage.plan.losses.length > 0;
  return {
    idle: !open && returning.idle,
    prepare: async (steps) => {
      for (const [index, step] of steps.entries())
        for (const destroyed of destruction.of(step))
          if (destroyed.kind === 'column')
            await copyOnline(work, destroyed, namesBefore(destroyed.relation, steps.slice(0, index)), step);
    },
    keep: async (step) => {
      let done = false;
      for (const destroyed of destruction.of(step)) {
        switch (destroyed.kind) {
          case 'table':
            done = await keepTable(work, destroyed, step);
            break;
          case 'column':
            await keepCopy(work, destroyed, step);
            break;
          case 'sequence':
            await keepSequence(work, destroyed, step);
            break;
          default:
            unreachable(destroyed);
        }
      }
      return done;
    },
    settle: async (steps) => {
      if (steps.some((step) => destruction.of(step).length > 0)) await settleKept(work);
      await returning.settle(steps);
    },
    finish: () => finishReturning(work, returning),
  };
}

async function finishReturning(work: PassageWork, returning: Returning): Promise<void> {
  const { client, onEvent } = work;
  await returning.finish();
  for (const entry of await entriesPutBack(client)) tellPutBack(work, entry);
  for (const { id, name, release, slug } of await leftBehind(work))
    onEvent({
      kind: 'warning',
      message: `the attic has something of ${name}, which another release, ${stem({ number: release, slug })}, took away; to put back what fits: learnr-schema attic restore ${id}`,
    });
}

/** What needs no lock of users: tables that were moved stand on no type that the plan may drop next, and everything is counted. */
async function settleKept(work: PassageWork): Promise<void> {
  const { client, passage, onEvent } = work;
  for (const entry of await entriesOf(client, passage)) {
    if (entry.state !== 'kept' || entry.rows !== undefined || entry.keptAs === undefined) continue;
    work.checkpoint();
    const kept = entry.keptAs;
    const rows = await inTransaction(client, async () => {
      if (entry.kind === 'table') await freeOfTypes(client, entry);
      const count = await countOf(client, kept);
      await setCount(client, entry, count);
      return count;
    });
    onEvent({ kind: 'kept', what: entry.kind, name: entry.name, rows, as: `${kept.schema}.${kept.name}` });
  }
}

function tellPutBack({ onEvent }: PassageWork, { kind, name, detail, left = 0, reason }: Entry): void {
  onEvent({
    ...{ kind: 'put_back', what: kind, name, rows: (detail.before ?? 0) - left, left },
    ...(reason === undefined ? {} : { reason }),
  });
}
