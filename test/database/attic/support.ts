import pg from 'pg';
import { atticKeeper, discardingKeeper } from '../../../src/database/attic/keeper.ts';
import type { AtticWork } from '../../../src/database/attic/work.ts';
import { execute } from '../../../src/database/executor/executor.ts';
import { retrying } from '../../../src/database/executor/retry.ts';
import { ensureJournal, journalFormat } from '../../../src/database/journal/format.ts';
import { readJournal } from '../../../src/database/journal/journal.ts';
import { lockTarget } from '../../../src/database/journal/lock.ts';
import type { Direction, Passage } from '../../../src/database/journal/passage.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { TargetEvent } from '../../../src/database/target/events.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { watchOver } from '../../../src/database/target/watch.ts';
import { pairOf, swap } from '../../../src/diff/pair.ts';
import { base, type Model } from '../../../src/model/model.ts';
import { planFor } from '../../../src/release/generated.ts';
import { modelOf } from '../../support/model.ts';

/** The releases whose specs these are; `forward(2)` is the way from the first to the second, `backward(2)` the way back. */
export function releasesOf(...specs: readonly string[]) {
  return releasesOfModels(specs.map(modelOf));
}

export function releasesOfModels(given: readonly Model[]) {
  const models = [base, ...given];
  const passage = (number: number, direction: Direction): Passage => {
    const there = pairOf(models[number - 1] ?? base, models[number] ?? base);
    const pair = direction === 'forward' ? there : swap(there);
    const release = {
      number,
      slug: `r${number}`,
      title: `Release ${number}`,
      checksum: `checksum ${number}`,
    };
    return { release, direction, pair, plan: planFor(pair) };
  };
  return {
    forward: (number: number) => passage(number, 'forward'),
    backward: (number: number) => passage(number, 'backward'),
  };
}

export { thorough } from '../../support/thorough.ts';

export type Told = {
  readonly events: readonly TargetEvent[];
  readonly error?: unknown;
  readonly queries: number;
};

export type RunSettings = {
  /** Called before each query of the session that does the work, with its number from 1 and its text; `query` asks on that session. */
  readonly beforeQuery?: (
    number: number,
    text: string,
    client: pg.Client,
    query: (text: string) => Promise<pg.QueryResult>,
  ) => Promise<void> | void;
  /** Whether what is destroyed is let go. */
  readonly discard?: boolean;
};

/** Runs passages as a command does, with the attic. */
export async function runKeeping(
  url: string,
  passages: readonly Passage[],
  { beforeQuery, discard }: RunSettings = {},
): Promise<Told> {
  const events: TargetEvent[] = [];
  const onEvent = (event: TargetEvent) => {
    events.push(event);
  };
  const session = await connect(parseTargetUrl(url, '--database-url'), onEvent);
  const { signal } = new AbortController();
  const watch = watchOver(session, signal, { firstLookMs: 60_000, everyMs: 60_000 });
  const { client } = session;
  let queries = 0;
  let error: unknown;
  try {
    await lockTarget(client, onEvent);
    await ensureJournal(client, '1.0.0', await journalFormat(client));
    if (beforeQuery !== undefined) {
      const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>;
      Object.assign(client, {
        query: async (...given: unknown[]) => {
          queries += 1;
          await beforeQuery(queries, String(given[0]), client, query);
          return query(...given);
        },
      });
    }
    let { unfinished } = await readJournal(client);
    const work: AtticWork = {
      ...{ client, onEvent, checkpoint: () => {} },
      tryAgain: (action) => retrying({ attempts: 30, waitMs: 20_000, signal }, () => {}, action),
    };
    for (const passage of passages) {
      const keeper = await (discard === true ? discardingKeeper(work, passage) : atticKeeper(work, passage));
      await execute({
        ...{ session, watch, passage, keeper, toolVersion: '1.0.0', onEvent },
        ...(unfinished === undefined ? {} : { unfinished }),
        ...{ lockWaitMs: 20_000, deferIndexes: false },
      });
      unfinished = undefined;
    }
  } catch (caught) {
    error = caught;
  } finally {
    await watch.close();
    await session.close();
  }
  return { events, queries, ...(error === undefined ? {} : { error }) };
}

/** Runs passages and expects that all goes well. */
export async function runWell(url: string, ...passages: readonly Passage[]): Promise<readonly TargetEvent[]> {
  const { events, error } = await runKeeping(url, passages);
  if (error !== undefined) throw error;
  return events;
}

/** What was told of the attic, as `kept 3 table public.t`. */
export function told(events: readonly TargetEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'kept') return [`kept ${event.rows} ${event.what} ${event.name}`];
    if (event.kind === 'put_back')
      return [
        `put back ${event.rows} ${event.what} ${event.name}${event.left > 0 ? `, ${event.left} left` : ''}`,
      ];
    return [];
  });
}

/** All rows of some queries. */
export async function rowsOf(url: string, ...queries: readonly string[]): Promise<readonly unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const found: unknown[] = [];
    for (const query of queries) found.push((await client.query({ text: query, rowMode: 'array' })).rows);
    return found;
  } finally {
    await client.end();
  }
}

/** Names of what is in the attic's schema. */
export const inAttic = `SELECT regexp_replace(relname, '^k\\d+_', '') AS name FROM pg_class
WHERE relnamespace = to_regnamespace('learnr_schema_attic') AND relkind = 'r' ORDER BY 1`;
