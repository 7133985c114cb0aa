import { readCatalog } from '../database/catalog/read.ts';
import { runPlainly, StatementRefused } from '../database/scratch/run-plainly.ts';
import type { ScratchDatabase, ScratchSpace } from '../database/scratch/space.ts';
import { isServerError } from '../database/target/server-error.ts';
import type { Session } from '../database/target/session.ts';
import { type Pair, pairOf } from '../diff/pair.ts';
import type { Grammar } from '../grammar/grammar.ts';
import { base, type Model } from '../model/model.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { differencesBetween, otherColumnOrder } from './equality.ts';
import { lockWindows } from './ledger/lock-windows.ts';
import { measure } from './ledger/measure.ts';
import { StepFailure } from './ledger/step-failure.ts';
import { observe } from './observe.ts';
import { type Direction, type Failure, isRefuted, type Pass, type Proof, type Unbuilt } from './proof.ts';
import {
  compareRows,
  insertRows,
  passageOf,
  type RowProblem,
  type RowsVerdict,
  roundTripOf,
  rowsForPair,
  type Snapshot,
  snapshot,
} from './rows/index.ts';
import { sequencesBehind } from './sequences.ts';

export type ProofRequest = {
  readonly pair: Pair;
  readonly forward: Plan;
  readonly backward: Plan;
  readonly space: ScratchSpace;
  readonly grammar: Grammar;
};

/** Rows that each table gets: enough for NULLs, ends of ranges, and each value of most lists. */
const rowsPerTable = 5;

/**
 * Runs a plan on a scratch server with rows in the tables: forward, backward and forward again. After each pass the catalog is compared
 * with the schema built afresh, by our reader and by observers that share nothing with it; every row is looked for; what each step
 * locked, rewrote and scanned is measured.
 */
export async function prove(request: ProofRequest): Promise<Proof> {
  const began = performance.now();
  const { space, pair } = request;
  const finish = (rest: Omit<Proof, 'server' | 'proven' | 'milliseconds'>): Proof => ({
    server: space.server.text,
    proven: rest.unbuilt === undefined && rest.passes.length === 3 && !rest.passes.some(isRefuted),
    ...rest,
    milliseconds: Math.round(performance.now() - began),
  });
  // The third is for the plan to run on: to build a schema once more is faster than to copy a database.
  const builds = [
    build(pair.previous, 'previous', request),
    build(pair.next, 'next', request),
    build(pair.previous, 'previous', request),
  ];
  // Whoever closes the space after an error must not race with those that still build.
  await Promise.allSettled(builds);
  const [previous, next, migrated] = await Promise.all(builds);
  for (const built of [previous, next, migrated])
    if (built !== undefined && 'unbuilt' in built) return finish({ ...built, passes: [], rowProblems: [] });
  return finish(
    await onDatabase({ ...request, previous: previous as Built, next: next as Built }, migrated as Built),
  );
}

async function onDatabase(
  request: ProofRequest & Pick<Run, 'previous' | 'next'>,
  { database }: Built,
): Promise<Outcome> {
  const outcome = await connected(request, database, run);
  const { failure } = outcome.passes[1] ?? {};
  if (failure === undefined || !isOfRows(failure)) return outcome;
  const again = await build(request.pair.previous, 'previous', request);
  if ('unbuilt' in again) return outcome;
  const [, ...rest] = await connected(request, again.database, runWithoutRows);
  return { ...outcome, passes: [...outcome.passes.slice(0, 1), ...rest], irreversible: failure };
}

type Outcome = Pick<Proof, 'passes' | 'rowProblems' | 'irreversible'>;

/** Integrity constraint violations and data exceptions: the same statement succeeds on other rows. */
function isOfRows({ sqlstate }: Failure): boolean {
  return sqlstate.startsWith('23') || sqlstate.startsWith('22');
}

async function connected<T>(
  request: ProofRequest & Pick<Run, 'previous' | 'next'>,
  database: ScratchDatabase,
  action: (state: Run) => Promise<T>,
): Promise<T> {
  const worker = await database.connect();
  try {
    const watcher = await database.connect();
    try {
      return await action({ ...request, database, worker, watcher });
    } finally {
      await watcher.close();
    }
  } finally {
    await worker.close();
  }
}

const noRows: RowsVerdict = { checked: 0, tables: 0, lost: [], unrestorable: [], unchecked: [] };

async function runWithoutRows(state: Run): Promise<readonly Pass[]> {
  const passes: Pass[] = [];
  for (const direction of ['forward', 'backward', 'forward again'] as const) {
    const done = await pass(state, direction, () => noRows);
    passes.push(done);
    if (done.failure !== undefined) break;
  }
  return passes;
}

/** A schema built afresh, and what it looks like when it is read. */
type Built = { readonly database: ScratchDatabase; readonly model: Model };

async function build(
  model: Model,
  schema: Unbuilt['schema'],
  { space, forward, grammar }: ProofRequest,
): Promise<Built | { readonly unbuilt: Unbuilt }> {
  const database = await space.makeDatabase();
  const session = await database.connect();
  try {
    await runPlainly(session.client, makePlan(pairOf(base, model), forward.postgresql));
    return { database, model: (await readCatalog(session, { kind: 'all' }, grammar)).model };
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error;
    return { unbuilt: { schema, statement: error.statement, words: error.words } };
  } finally {
    await session.close();
  }
}

type Run = ProofRequest & {
  readonly previous: Built;
  readonly next: Built;
  readonly database: ScratchDatabase;
  readonly worker: Session;
  readonly watcher: Session;
};

async function run(state: Run): Promise<Outcome> {
  const { pair, forward, backward, grammar, worker } = state;
  const rows = rowsForPair(pair, {
    perTable: rowsPerTable,
    extremes: false,
    parse: (text) => grammar.expressionTree(text),
  });
  const rowProblems: readonly RowProblem[] = [...rows.problems, ...(await insertRows(worker.client, rows))];
  const there = passageOf(pair, forward.losses);
  const thereAndBack = roundTripOf(pair, forward.losses, backward.losses);
  const before = await snapshot(worker.client, pair.previous, there);

  const first = await pass(state, 'forward', (after) => compareRows(before, after, there));
  // Either it failed, or it left tables in which nobody finds the rows.
  if (first.rows === undefined) return { passes: [first], rowProblems };
  const second = await pass(state, 'backward', (after) => compareRows(before, after, thereAndBack));
  if (second.rows === undefined) return { passes: [first, second], rowProblems };
  const between = await snapshot(worker.client, pair.previous, there);
  const third = await pass(state, 'forward again', (after) => compareRows(between, after, there));
  return { passes: [first, second, third], rowProblems };
}

async function pass(
  state: Run,
  direction: Direction,
  verdict: (after: Snapshot) => RowsVerdict,
): Promise<Pass> {
  const isBack = direction === 'backward';
  const plan = isBack ? state.backward : state.forward;
  const { worker, watcher, database, grammar } = state;
  try {
    const ledger = await measure({ worker: worker.client, watcher: watcher.client }, plan);
    const aim = isBack ? state.previous : state.next;
    const wanted = isBack ? state.pair.previous : state.pair.next;
    const { model } = await readCatalog(worker, { kind: 'all' }, grammar);
    const differences = differencesBetween(model, aim.model, grammar.meaning);
    const after = await rowsAfter(worker, wanted, differences);
    const behind = differences.length > 0 ? [] : await sequencesBehind(worker.client, wanted);
    return {
      direction,
      ledger,
      windows: lockWindows(ledger, plan),
      differences: [...differences, ...behind],
      columnOrder: otherColumnOrder(model, aim.model),
      // What they would see the second time, they have seen the first time.
      observations:
        direction === 'forward again' ? [] : await observe(database.url, aim.database.url, wanted),
      ...(after === undefined ? {} : { rows: verdict(after) }),
    };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    return {
      direction,
      failure: { step: error.at.step, words: error.words, sqlstate: error.sqlstate },
      ledger: error.ledger,
      windows: lockWindows(error.ledger, plan),
      differences: [],
      columnOrder: [],
      observations: [],
    };
  }
}

/** Undefined where tables or columns that they should be in are not there, which the differences say. */
async function rowsAfter(
  { client }: Session,
  wanted: Model,
  differences: readonly string[],
): Promise<Snapshot | undefined> {
  try {
    return await snapshot(client, wanted);
  } catch (error) {
    if (differences.length > 0 && isServerError(error)) return undefined;
    throw error;
  }
}
