import type pg from 'pg';
import type { Batch, Plan } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import type { Statement } from '../../sql/statement.ts';
import { workElsewhere } from './elsewhere.ts';
import { type Held, heldBy, type Observed, relationEntries } from './entry.ts';
import { type Existing, type Files, type Oid, readExisting } from './existing.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { blocks, type LockMode, lockModesOf } from './lock-mode.ts';
import { readMessage, type WorkMessage } from './messages.ts';
import { documentedLock, type Sample, sampling, tableOf } from './outside.ts';
import { silentScan } from './silent-scan.ts';
import { takeSnapshot } from './snapshot.ts';
import { type FailedAt, stepFailure } from './step-failure.ts';

/** Two sessions of one database on a scratch server, connected and in no transaction. */
export type MeasuringClients = {
  /** Runs the plan. */
  readonly worker: pg.Client;
  /** Sees what the worker's statements lock that run in no transaction. */
  readonly watcher: pg.Client;
};

/**
 * Runs a plan as it runs on a target, without journal, timeouts and retries, and writes down what each step locks, rewrites, scans and
 * builds of what was there before. One query more a step.
 *
 * @throws StepFailure with the server's words; the batch in which it happened is rolled back
 */
export async function measure(clients: MeasuringClients, plan: Plan): Promise<Ledger> {
  const { worker } = clients;
  const began = performance.now();
  const session = await openSession(worker);
  const said: WorkMessage[] = [];
  const listen = ({ message = '' }: { readonly message?: string | undefined }) => {
    const work = readMessage(message);
    if (work !== undefined) said.push(work);
  };
  worker.on('notice', listen);
  try {
    const existing = await readExisting(worker);
    const measuring: Measuring = {
      ...clients,
      ...{ pid: session.pid, existing, said, began },
      files: new Map([...existing.relations].map(([oid, { files }]) => [oid, files])),
      made: new Set(),
      entries: [],
    };
    for (const [index, batch] of plan.batches.entries()) {
      await (batch.transaction ? runTransaction : runOutside)(measuring, batch, index + 1);
    }
    return ledgerOf(measuring);
  } finally {
    worker.off('notice', listen);
    await session.restore();
  }
}

type Measuring = MeasuringClients & {
  readonly pid: number;
  readonly existing: Existing;
  readonly began: number;
  /** What the server has said since the step began. */
  readonly said: WorkMessage[];
  /** As of the last step. */
  readonly files: Map<Oid, Files>;
  /** Materialized views. */
  readonly made: Set<string>;
  readonly entries: LedgerEntry[];
};

type Session = { readonly pid: number; restore(): Promise<void> };

async function openSession(client: pg.Client): Promise<Session> {
  const { rows } = await client.query<{ pid: number; messages: string; path: string }>(
    `SELECT pg_backend_pid() AS pid, current_setting('client_min_messages') AS messages, current_setting('search_path') AS path`,
  );
  const { pid, messages, path } = rows[0] as (typeof rows)[number];
  await client.query('SET search_path = public; SET client_min_messages = debug1');
  return {
    pid,
    restore: async () => {
      // After a lost connection there is nothing to restore, and the error that told of it is the one to be seen.
      await client
        .query(`SELECT set_config('client_min_messages', $1, false), set_config('search_path', $2, false)`, [
          messages,
          path,
        ])
        .catch(() => {});
    },
  };
}

async function runTransaction(measuring: Measuring, batch: Batch, number: number): Promise<void> {
  const { worker, existing } = measuring;
  let at: FailedAt | undefined;
  try {
    await worker.query('BEGIN');
    let before: Held = new Map();
    for (const { statement } of batch.steps) {
      at = placeOf(measuring, number, statement);
      const milliseconds = await run(measuring, statement);
      const snapshot = await takeSnapshot(worker, existing, undefined, foreignKeysOf(measuring.said));
      const held = heldBy(snapshot, existing);
      await record(measuring, at, { statement, before, held, snapshot }, 'exact', milliseconds);
      before = held;
    }
    if (at !== undefined) at = { ...at, during: 'commit' };
    await worker.query('COMMIT');
  } catch (error) {
    await worker.query('ROLLBACK').catch(() => {});
    throw at === undefined ? error : stepFailure(error, at, ledgerOf(measuring));
  }
}

async function runOutside(measuring: Measuring, batch: Batch, number: number): Promise<void> {
  const { worker, watcher, pid, existing } = measuring;
  for (const { statement } of batch.steps) {
    const at = placeOf(measuring, number, statement);
    const documented = documentedLock(statement);
    // Before it runs: an index that is dropped has no table afterwards.
    const table = documented && (await tableOf(worker, documented.on));
    let milliseconds = 0;
    let sample: Sample;
    try {
      sample = await sampling(watcher, pid, async () => {
        milliseconds = await run(measuring, statement);
      });
    } catch (error) {
      throw stepFailure(error, at, ledgerOf(measuring));
    }
    const snapshot = await takeSnapshot(worker, existing, table, foreignKeysOf(measuring.said));
    const held = sampledLocks(sample, table, documented?.lock, existing);
    await record(measuring, at, { statement, before: new Map(), held, snapshot }, 'sampled', milliseconds);
  }
}

/**
 * What was seen by chance counts where it blocks anybody; the rest is left out, so that one plan has one ledger. Locks on indexes do
 * not count: DROP INDEX CONCURRENTLY takes ACCESS EXCLUSIVE on one that no query can see any more.
 */
function sampledLocks(
  sample: Sample,
  table: Oid | undefined,
  documented: LockMode | undefined,
  { relations }: Existing,
): Held {
  const held = new Map<Oid, readonly LockMode[]>();
  if (table !== undefined && documented !== undefined) held.set(table, [documented]);
  for (const [oid, names] of sample) {
    const blocking = lockModesOf(names).filter((mode) => blocks[mode].writes);
    if (relations.has(oid) && blocking.length > 0) held.set(oid, [...(held.get(oid) ?? []), ...blocking]);
  }
  return held;
}

/** @returns milliseconds */
async function run({ worker, said }: Measuring, statement: Statement): Promise<number> {
  const sql = renderStatement(statement);
  said.length = 0;
  const began = performance.now();
  await worker.query(sql);
  return performance.now() - began;
}

async function record(
  measuring: Measuring,
  at: FailedAt,
  seen: Pick<Observed, 'statement' | 'before' | 'held' | 'snapshot'>,
  observed: LedgerEntry['observed'],
  milliseconds: number,
): Promise<void> {
  const { worker, existing, said, files, made, entries } = measuring;
  const { statement, snapshot } = seen;
  const messages = [...said];
  const silent = await silentScan(worker, statement);
  entries.push({
    ...{ batch: at.batch, step: at.step, statement: at.statement },
    relations: relationEntries({ ...seen, files, messages, silent }, existing),
    elsewhere: workElsewhere(statement, made),
    observed,
    messages: messages.map(({ text }) => text),
    milliseconds,
  });
  for (const [oid, { now }] of snapshot) {
    if (now !== undefined && files.has(oid)) files.set(oid, now.files);
  }
}

/** The step that comes next. */
function placeOf({ entries }: Measuring, batch: number, { kind }: Statement): FailedAt {
  return { batch, step: entries.length + 1, statement: kind, during: 'statement' };
}

function foreignKeysOf(messages: readonly WorkMessage[]): readonly string[] {
  return messages.flatMap((message) => (message.kind === 'foreign-key' ? [message.constraint] : []));
}

function ledgerOf({ entries, began }: Measuring): Ledger {
  return { steps: [...entries], milliseconds: performance.now() - began };
}
