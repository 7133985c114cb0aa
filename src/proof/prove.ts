import { readModel } from '../database/catalog/read.ts';
import { runPlainly, StatementRefused } from '../database/scratch/run-plainly.ts';
import type { ScratchDatabase, ScratchSpace } from '../database/scratch/space.ts';
import { isServerError } from '../database/target/server-error.ts';
import type { Session } from '../database/target/session.ts';
import { InternalError } from '../diagnostic/diagnostic.ts';
import { type Pair, pairOf } from '../diff/pair.ts';
import type { Grammar } from '../grammar/grammar.ts';
import type { ObjectId } from '../model/id.ts';
import { base, type Model } from '../model/model.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { differencesBetween, otherColumnOrder } from './equality.ts';
import { lockWindows } from './ledger/lock-windows.ts';
import { measure } from './ledger/measure.ts';
import { StepFailure } from './ledger/step-failure.ts';
import { observe } from './observe.ts';
import { prepareObservers } from './observers/index.ts';
import { type Direction, type Failure, isRefuted, type Pass, type Proof, type Unbuilt } from './proof.ts';
import {
  compareRows,
  type Doubt,
  doubtsBehind,
  insertRows,
  passageOf,
  type RowProblem,
  type Rows,
  type RowsVerdict,
  removeBereft,
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
  const empty = await allOf([emptyDatabase(request), emptyDatabase(request)]);
  const building = [
    build(pair.previous, 'previous', empty[0] as Connected, request),
    build(pair.next, 'next', empty[1] as Connected, request),
  ];
  // While the server builds. What goes wrong here counts only where there is something to prove.
  prepareObservers();
  const rows = attempted(() => rowsOf(request, new Set()));
  const [previous, next] = (await allOf(building)) as [Built | NotBuilt, Built | NotBuilt];
  for (const built of [previous, next])
    if ('unbuilt' in built) return finish({ ...built, passes: [], rowProblems: [] });
  return finish(
    await onDatabase({ ...request, previous: previous as Built, next: next as Built, rows: rows() }),
  );
}

type Prepared = ProofRequest & { readonly previous: Built; readonly next: Built; readonly rows: Rows };

async function onDatabase(request: Prepared): Promise<Outcome> {
  const outcome = await withCertainRows(request, await connected(request, await another(request), run));
  const { failure } = outcome.passes[1] ?? {};
  if (failure === undefined || !isOfRows(failure)) return outcome;
  const [, ...rest] = await connected(request, await another(request), runWithoutRows);
  return { ...outcome, passes: [...outcome.passes.slice(0, 1), ...rest], irreversible: failure };
}

/**
 * A plan that fails where it holds rows against something of which nobody but the server could say whether they satisfy it, runs once more
 * with none such in their tables: where it fails no more, they were to blame.
 */
async function withCertainRows(request: Prepared, outcome: Outcome): Promise<Outcome> {
  const { failure } = outcome.passes[0] ?? {};
  if (failure === undefined || !isOfRows(failure)) return outcome;
  const step = request.forward.batches.flatMap(({ steps }) => steps)[failure.step - 1];
  const doubts =
    step === undefined ? [] : doubtsBehind(step, failure.constraint, request.rows.doubts, request.pair);
  if (doubts.length === 0) return outcome;
  const rows = rowsOf(request, new Set(doubts.map(({ table }) => table)));
  const again = await connected({ ...request, rows }, await another(request), run);
  if (again.passes[0]?.failure !== undefined) return outcome;
  return { ...again, rowProblems: [...again.rowProblems, ...doubts.map((doubt) => leftOut(doubt, failure))] };
}

function leftOut({ table, constraint, column, rows }: Doubt, { step, words }: Failure): RowProblem {
  const those =
    rows === 1
      ? 'a row that only the server can judge was'
      : `${rows} rows that only the server can judge were`;
  return {
    table: table.slice('table '.length),
    ...(constraint === undefined ? {} : { constraint }),
    ...(column === undefined ? {} : { column }),
    reason: `${those} left out, because step ${step} failed: ${words}`,
  };
}

/** Another database with the previous schema, for a plan to run on. */
async function another(request: Prepared): Promise<ScratchDatabase> {
  const { space, previous, pair } = request;
  if (space.copy !== undefined) return space.copy(previous.database);
  const built = await build(pair.previous, 'previous', await emptyDatabase(request), request);
  if ('unbuilt' in built) throw new InternalError(`built once, and then not: ${built.unbuilt.words}`);
  return built.database;
}

type Outcome = Pick<Proof, 'passes' | 'rowProblems' | 'irreversible'>;

/** Integrity constraint violations and data exceptions: the same statement succeeds on other rows. */
function isOfRows({ sqlstate }: Failure): boolean {
  return sqlstate.startsWith('23') || sqlstate.startsWith('22');
}

async function connected<T>(
  request: Prepared,
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

type NotBuilt = { readonly unbuilt: Unbuilt };

type Connected = { readonly database: ScratchDatabase; readonly session: Session };

async function emptyDatabase({ space }: ProofRequest): Promise<Connected> {
  const database = await space.makeDatabase();
  return { database, session: await database.connect() };
}

async function build(
  model: Model,
  schema: Unbuilt['schema'],
  { database, session }: Connected,
  { forward, grammar }: ProofRequest,
): Promise<Built | NotBuilt> {
  try {
    await runPlainly(session.client, makePlan(pairOf(base, model), forward.postgresql));
    return { database, model: await readModel(session, { kind: 'all' }, grammar) };
  } catch (error) {
    if (!(error instanceof StatementRefused)) throw error;
    return { unbuilt: { schema, statement: error.statement, words: error.words } };
  } finally {
    await session.close();
  }
}

/** Whoever closes the space after an error must not race with those that still work on it. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** Does it now, and throws what it throws once somebody asks for the outcome. */
function attempted<T>(action: () => T): () => T {
  try {
    const result = action();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

type Run = Prepared & {
  readonly database: ScratchDatabase;
  readonly worker: Session;
  readonly watcher: Session;
};

/** @param certain tables that get only rows of which all is known */
function rowsOf({ pair, grammar }: ProofRequest, certain: ReadonlySet<ObjectId>): Rows {
  return rowsForPair(
    pair,
    {
      perTable: rowsPerTable,
      extremes: false,
      certain: false,
      parse: (text) => grammar.expressionTree(text),
    },
    certain,
  );
}

async function run(state: Run): Promise<Outcome> {
  const { pair, forward, backward, worker, rows } = state;
  const refused = await insertRows(worker.client, rows);
  const bereft = refused.length === 0 ? [] : await removeBereft(worker.client, pair);
  const rowProblems: readonly RowProblem[] = [...rows.problems, ...refused, ...bereft];
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
    const model = await readModel(worker, { kind: 'all' }, grammar);
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
      failure: {
        step: error.at.step,
        words: error.words,
        sqlstate: error.sqlstate,
        ...(error.constraint === undefined ? {} : { constraint: error.constraint }),
      },
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
