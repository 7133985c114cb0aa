import pg from 'pg';
import { discarding } from '../../../src/database/attic/keeper.ts';
import type { Execution } from '../../../src/database/executor/execution.ts';
import { execute } from '../../../src/database/executor/executor.ts';
import { ensureJournal, journalFormat } from '../../../src/database/journal/format.ts';
import { type Journal, readJournal } from '../../../src/database/journal/journal.ts';
import { lockTarget } from '../../../src/database/journal/lock.ts';
import type { Direction, Passage } from '../../../src/database/journal/passage.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { watchOver } from '../../../src/database/target/watch.ts';
import type { Change } from '../../../src/diff/change.ts';
import { pairOf } from '../../../src/diff/pair.ts';
import { base } from '../../../src/model/model.ts';
import type { Index } from '../../../src/model/schema-object.ts';
import { type MoveSettings, usualSettings } from '../../../src/operations/moving/settings.ts';
import type { Batch, Timeouts } from '../../../src/plan/plan.ts';
import type { Statement } from '../../../src/sql/statement.ts';

/** Steps that share a transaction. */
export function transaction(statements: readonly Statement[], timeouts: Partial<Timeouts> = {}): Batch {
  return batch(true, statements, timeouts);
}

/** A step that may not be in one. */
export function outside(statement: Statement, timeouts: Partial<Timeouts> = {}): Batch {
  return batch(false, [statement], timeouts);
}

function batch(inside: boolean, statements: readonly Statement[], timeouts: Partial<Timeouts>): Batch {
  return {
    transaction: inside,
    timeouts: { class: 'none', lockTimeout: 0, statementTimeout: 0, attempts: 1, ...timeouts },
    // What made a step necessary is nothing to the executor.
    steps: statements.map((statement) => ({ statement, cause: {} as Change, hazards: [], timeouts: 'none' })),
  };
}

export function passage(
  number: number,
  batches: readonly Batch[],
  direction: Direction = 'forward',
): Passage {
  return {
    release: {
      number,
      slug: `release_${number}`,
      title: `Release ${number}`,
      checksum: `checksum ${number}`,
    },
    direction,
    pair: pairOf(base, base),
    plan: { postgresql: 15, batches, losses: [], hints: [] },
  };
}

/** A table with columns `id` and `name`. */
export function createTable(name: string): Statement {
  const column = { notNull: false, value: { kind: 'none' }, hints: {} } as const;
  return {
    kind: 'create_table',
    table: {
      schema: 'public',
      name,
      unlogged: false,
      columns: [
        { ...column, name: 'id', type: { name: 'integer', modifiers: [], array: false } },
        { ...column, name: 'name', type: { name: 'text', modifiers: [], array: false } },
      ],
      storageParameters: [],
      constraints: [],
    },
  };
}

export function dropTable(name: string): Statement {
  return { kind: 'drop', target: { kind: 'table', name: { schema: 'public', name } } };
}

export function commentOnTable(name: string, comment: string): Statement {
  return { kind: 'comment', target: { kind: 'table', name: { schema: 'public', name } }, comment };
}

export function createIndexConcurrently(table: string, name: string, unique = false): Statement {
  const index: Index = {
    ...{ name, unique, nullsNotDistinct: false, method: 'btree' },
    elements: [{ key: { kind: 'column', name: 'id' }, order: 'asc', nulls: 'last' }],
    ...{ include: [], storageParameters: [], hints: {} },
  };
  return { kind: 'create_index', table: { schema: 'public', name: table }, index, concurrently: true };
}

export function dropIndexConcurrently(name: string): Statement {
  return { kind: 'drop_index', index: { schema: 'public', name }, concurrently: true, ifExists: false };
}

/** What a run of the executor did. */
export type Outcome = {
  readonly events: readonly TargetEvent[];
  readonly error?: unknown;
  readonly journal: Journal;
};

/** Runs passages as a command does: connected anew, with the lock, going on with what is half done. */
export async function run(
  url: string,
  passages: readonly Passage[],
  onEvent: (event: TargetEvent) => void = () => {},
  settings: Pick<Execution, 'deferIndexes'> & Partial<Pick<MoveSettings, 'signal'>> = { deferIndexes: false },
): Promise<Outcome> {
  const events: TargetEvent[] = [];
  const collect = (event: TargetEvent) => {
    events.push(event);
    onEvent(event);
  };
  const session = await connect(parseTargetUrl(url, '--database-url'), collect);
  const watch = watchOver(session, settings.signal ?? usualSettings.signal, { firstLookMs: 20, everyMs: 20 });
  let error: unknown;
  try {
    await lockTarget(session.client, collect);
    await ensureJournal(session.client, '1.0.0', await journalFormat(session.client));
    let { unfinished } = await readJournal(session.client);
    for (const each of passages) {
      await execute({
        ...{ session, watch, passage: each, keeper: discarding, toolVersion: '1.0.0', onEvent: collect },
        ...(unfinished === undefined ? {} : { unfinished }),
        lockWaitMs: usualSettings.lockWaitMs,
        ...settings,
      });
      unfinished = undefined;
    }
  } catch (caught) {
    error = caught;
  } finally {
    await watch.close();
    await session.close();
  }
  return { events, journal: await journalOf(url), ...(error === undefined ? {} : { error }) };
}

export async function journalOf(url: string): Promise<Journal> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await readJournal(client);
  } finally {
    await client.end();
  }
}

/** The steps that ran, as `1 ran`, `2 settled`. */
export function ran(events: readonly TargetEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind === 'step_finished') return [`${event.step} ran`];
    return event.kind === 'step_settled' ? [`${event.step} settled`] : [];
  });
}
