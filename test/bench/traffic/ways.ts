import pg from 'pg';
import { journalFormat } from '../../../src/database/journal/format.ts';
import { emptyJournal, readJournal } from '../../../src/database/journal/journal.ts';
import { lockTarget } from '../../../src/database/journal/lock.ts';
import type { Passage } from '../../../src/database/journal/passage.ts';
import { position } from '../../../src/database/journal/position.ts';
import { connect } from '../../../src/database/target/connect.ts';
import type { OnEvent } from '../../../src/database/target/events.ts';
import { parseTargetUrl } from '../../../src/database/target/url.ts';
import { watchOver } from '../../../src/database/target/watch.ts';
import { type Pair, pairOf } from '../../../src/diff/pair.ts';
import { loadGrammar } from '../../../src/grammar/grammar.ts';
import { base, type Model } from '../../../src/model/model.ts';
import { checkDrift } from '../../../src/operations/moving/drift.ts';
import { run } from '../../../src/operations/moving/move.ts';
import type { Prepared } from '../../../src/operations/moving/prepare.ts';
import { preflightFor } from '../../../src/operations/moving/rows.ts';
import { usualSettings } from '../../../src/operations/moving/settings.ts';
import { planFor } from '../../../src/release/generated.ts';
import { readSpec } from '../../../src/spec/spec.ts';
import type { Recipe } from './recipe.ts';

/** The ways to the two releases of a recipe. */
export type Passages = { readonly first: Passage; readonly change: Passage };

export async function passagesOf({ previous, next }: Recipe): Promise<Passages> {
  const grammar = await loadGrammar();
  const modelOf = (spec: string): Model =>
    readSpec([{ path: 'spec.yaml', bytes: new TextEncoder().encode(`${spec}\n`) }], grammar);
  const [from, to] = [modelOf(previous), modelOf(next)];
  return { first: forward(1, pairOf(base, from)), change: forward(2, pairOf(from, to)) };
}

function forward(number: number, pair: Pair): Passage {
  const release = { number, slug: `r${number}`, title: `Release ${number}`, checksum: `checksum ${number}` };
  return { release, direction: 'forward', pair, plan: planFor(pair) };
}

/** As `apply` does, from the lock of the target on: what comes before it, reading releases, meets no other session. */
export async function ours(url: string, passage: Passage, onEvent: OnEvent): Promise<void> {
  const session = await connect(parseTargetUrl(url, '--database-url'), onEvent);
  const { client } = session;
  const watch = watchOver(session, usualSettings.signal, usualSettings.watch);
  try {
    await lockTarget(client, onEvent);
    const format = await journalFormat(client);
    const journal = format === undefined ? emptyJournal : await readJournal(client);
    const from = position(journal);
    const to = passage.release.number;
    const prepared: Prepared = { journal, format, from, to, late: [], deferred: [], passages: [passage] };
    await checkDrift({ session, onEvent }, prepared, usualSettings);
    await preflightFor(session, prepared);
    await run({ session, settings: usualSettings, onEvent, toolVersion: '1.0.0' }, prepared, watch);
  } finally {
    await watch.close();
    await session.close();
  }
}

/** As Alembic does on PostgreSQL: all in one transaction, without timeouts. */
export async function plain(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'plain' });
  await client.connect();
  try {
    for (const statement of ['BEGIN', ...statements, 'COMMIT']) await client.query(statement);
  } finally {
    await client.end();
  }
}
