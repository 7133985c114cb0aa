import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { readCatalog } from '../../database/catalog/read.ts';
import type { Passage } from '../../database/journal/passage.ts';
import type { OnEvent } from '../../database/target/events.ts';
import { DiagnosticError, fail } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { type Grammar, loadGrammar } from '../../grammar/grammar.ts';
import { type Element, objectId } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import { describeChange } from '../../output/describe/change.ts';
import { padded } from '../../release/file-name.ts';
import { compare, compareByMeaning } from '../live/compare.ts';
import type { Journey, Prepared } from './prepare.ts';
import type { MoveSettings } from './settings.ts';

/**
 * Compares the target with the release that it is at. What differs in objects that the plans change keeps them from running, unless it
 * is to be ignored; what differs elsewhere is told as an event. At base and half way between releases there is nothing to
 * compare with.
 *
 * @throws DiagnosticError `drift`
 */
export async function checkDrift(
  { session, onEvent }: Pick<Journey, 'session' | 'onEvent'>,
  { journal, from, passages, deferred }: Prepared,
  settings: Pick<MoveSettings, 'ignoreDrift' | 'lockWaitMs' | 'signal'>,
): Promise<void> {
  const [first] = passages;
  if (first === undefined || from === 0 || journal.unfinished !== undefined) return;
  const grammar = await loadGrammar();
  const { model } = await patiently(settings, onEvent, () => readCatalog(session, { kind: 'all' }, grammar));
  const late = new Set(deferred.flatMap(elementsMade));
  const touched = new Set([...passages, ...deferred].flatMap(objectsTouched));
  const isTouched = (change: Change) => touched.has(objectOf(elementOf(change)));
  const changes = (await differences(model, first.pair.previous, grammar, isTouched)).filter(
    (change) => change.type !== 'add' || !late.has(change.next.id),
  );
  tell(changes.filter(isTouched), true);
  tell(
    changes.filter((change) => !isTouched(change)),
    false,
  );

  function tell(found: readonly Change[], inTheWay: boolean): void {
    if (found.length === 0) return;
    // From the database to the release: what has a plus there is missing here.
    const lines = found.map(describeChange);
    if (inTheWay && !settings.ignoreDrift)
      fail(
        'drift',
        `${session.url.shown} is not as release ${padded(from)} says, in what is about to change:\n${lines.map((line) => `  ${line}`).join('\n')}`,
        'Nothing was run. `learnr-schema verify` shows it, with the SQL that mends it; to go on all the same, add --ignore-drift.',
      );
    onEvent({ kind: 'drift', touched: inTheWay, differences: lines });
  }
}

const pauseMs = 1000;

/** Reads again for as long as others keep a table from being read. */
async function patiently<T>(
  { lockWaitMs, signal }: Pick<MoveSettings, 'lockWaitMs' | 'signal'>,
  onEvent: OnEvent,
  read: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const isLocked =
        error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === 'target-locked');
      if (!isLocked || performance.now() - began + pauseMs > lockWaitMs) throw error;
      for (const { message } of error.diagnostics) onEvent({ kind: 'warning', message });
      await pause(pauseMs, undefined, { signal });
    }
  }
}

/** From the live model to the wanted one, without what nobody can tell whether it differs. */
async function differences(
  live: Model,
  wanted: Model,
  grammar: Grammar,
  isTouched: (change: Change) => boolean,
): Promise<readonly Change[]> {
  const { first, doubts } = compareByMeaning(live, wanted, grammar);
  const doubtful: ReadonlySet<Change> = new Set(doubts);
  const sure = first.changes.filter((change) => !doubtful.has(change));
  if (sure.some(isTouched) || !doubts.some(isTouched)) return sure;
  // A scratch server tells; what even it cannot tell is no drift.
  const { changes, unsettled } = await compare(live, wanted, grammar);
  return changes.filter((change) => unsettled === undefined || !unsettled.ids.has(elementOf(change).id));
}

function objectsTouched({ plan }: Passage): readonly Id[] {
  return plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ cause }) => [
      ...('previous' in cause ? [objectOf(cause.previous)] : []),
      ...('next' in cause ? [objectOf(cause.next)] : []),
    ]),
  );
}

function elementsMade({ plan }: Passage): readonly Id[] {
  return plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ cause }) => ('next' in cause ? [cause.next.id] : [])),
  );
}

function elementOf(change: Change): Element {
  return change.type === 'drop' ? change.previous : change.next;
}

/** The object that an element is or is a part of. */
function objectOf(element: Element): Id {
  return 'owner' in element ? objectId(element.owner) : element.id;
}
