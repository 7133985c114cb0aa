import { ensureJournal, formatVersion, journalFormat } from '../../src/database/journal/format.ts';
import { readJournal } from '../../src/database/journal/journal.ts';
import { lockTarget } from '../../src/database/journal/lock.ts';
import type { Direction, Passage } from '../../src/database/journal/passage.ts';
import { position } from '../../src/database/journal/position.ts';
import { connect } from '../../src/database/target/connect.ts';
import type { TargetEvent } from '../../src/database/target/events.ts';
import { parseTargetUrl } from '../../src/database/target/url.ts';
import { watchOver } from '../../src/database/target/watch.ts';
import { pairOf, swap } from '../../src/diff/pair.ts';
import { apply } from '../../src/operations/apply.ts';
import { run } from '../../src/operations/moving/move.ts';
import { type MoveSettings, usualSettings } from '../../src/operations/moving/settings.ts';
import { rollback } from '../../src/operations/rollback.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planFor } from '../../src/release/generated.ts';
import { loadChain } from '../../src/release/load-chain.ts';
import { ReleasedModels } from '../../src/release/models.ts';
import type { Project } from '../../src/release/project.ts';
import type { Statement } from '../../src/sql/statement.ts';
import { version } from '../../src/version.ts';
import type { Databases } from './databases.ts';

/** The way to a release of a project, or back from it, that is run, interrupted, and run again. */
export type Subject = {
  readonly name: string;
  readonly databases: Databases;
  /** The database that each run gets a copy of. */
  readonly template: string;
  /** Whether a run may be interrupted before it begins with the release, too. */
  readonly fromStart: boolean;
  /** Of its plan. */
  readonly statements: readonly Statement[];
  /** Runs it to its end, or goes on with it, as the command does. */
  run(url: string, onEvent: (event: TargetEvent) => void): Promise<void>;
};

/**
 * The command itself.
 *
 * @param release its number
 * @param template a database where the way starts
 */
export async function subjectOf(
  name: string,
  project: Project,
  release: number,
  direction: Direction,
  databases: Databases,
  template: string,
): Promise<Subject> {
  const models = new ReleasedModels((await loadChain(project)).releases);
  const there = pairOf(await models.at(release - 1), await models.at(release));
  const plan = planFor(direction === 'forward' ? there : swap(there));
  return {
    ...{ name: `${name} ${direction}`, databases, template, fromStart: true },
    statements: statementsOf(plan),
    run: (url, onEvent) => goTo(project, url, direction, release, onEvent),
  };
}

/** A passage without a project: what the command does once it has found out what to run, and no more. */
export function subjectOfPassage(
  name: string,
  passage: Passage,
  databases: Databases,
  template: string,
): Subject {
  return {
    ...{ name: `${name} ${passage.direction}`, databases, template, fromStart: false },
    statements: statementsOf(passage.plan),
    run: (url, onEvent) => runPassage(url, passage, onEvent),
  };
}

/** Both ways; the second starts where the first ends. */
export async function bothWays(
  subject: (direction: Direction, template: string) => Promise<Subject>,
  databases: Databases,
  template: string,
): Promise<readonly [Subject, Subject]> {
  const forward = await subject('forward', template);
  const there = `${template}_there`;
  await databases.copy(template, there);
  await forward.run(databases.urlOf(there), () => {});
  return [forward, await subject('backward', there)];
}

async function runPassage(
  url: string,
  passage: Passage,
  onEvent: (event: TargetEvent) => void,
): Promise<void> {
  const session = await connect(parseTargetUrl(url, '--database-url'), onEvent);
  const settings = newSettings();
  const watch = watchOver(session, settings.signal, settings.watch);
  try {
    await lockTarget(session.client, onEvent);
    const format = await journalFormat(session.client);
    await ensureJournal(session.client, version, format);
    const journal = await readJournal(session.client);
    const { release, direction } = passage;
    const to = direction === 'forward' ? release.number : release.number - 1;
    const from = position(journal);
    const passages = from === to ? [] : [passage];
    const prepared = { journal, format: formatVersion, from, to, late: [], deferred: [], passages };
    await run({ session, settings, onEvent, toolVersion: version }, prepared, watch);
  } finally {
    await watch.close();
    await session.close();
  }
}

function statementsOf({ batches }: Plan): readonly Statement[] {
  return batches.flatMap(({ steps }) => steps.map(({ statement }) => statement));
}

/** Takes a database forward to a release of a project, or back to the one before it. */
export async function goTo(
  project: Project,
  url: string,
  direction: Direction,
  release: number,
  onEvent: (event: TargetEvent) => void,
): Promise<void> {
  const target = { kind: 'url', url: parseTargetUrl(url, '--database-url') } as const;
  const request = { project, target, onEvent };
  if (direction === 'forward')
    await apply(request, { kind: 'release', name: numbered(release) }, newSettings());
  else await rollback(request, { kind: 'release', name: numbered(release - 1) }, newSettings());
}

/** Each with a signal of its own: many listen to it where many run at once. */
function newSettings(): MoveSettings {
  return { ...usualSettings, signal: new AbortController().signal };
}

function numbered(release: number): string {
  return release === 0 ? 'base' : String(release).padStart(3, '0');
}
