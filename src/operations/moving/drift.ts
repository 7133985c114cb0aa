import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { unmadeBy } from '../../database/executor/unmade.ts';
import { deferredOf } from '../../database/journal/journal.ts';
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
import { compare } from '../live/compare.ts';
import { type QuickDrift, quickDrift } from '../live/quick-drift.ts';
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
  { journal, from, passages, late, deferred }: Prepared,
  settings: Pick<MoveSettings, 'ignoreDrift' | 'lockWaitMs' | 'signal'>,
): Promise<void> {
  const [first] = passages;
  if (first === undefined || from === 0 || journal.unfinished !== undefined) return;
  const grammar = await loadGrammar();
  const wanted = first.pair.previous;
  const unmade = new Set(
    late.flatMap(({ plan, release }) => [...unmadeBy(plan, deferredOf(journal, release)).keys()]),
  );
  const quick = await patiently(settings, onEvent, () => quickDrift(session, wanted, unmade, grammar));
  const touched = new Set([...passages, ...deferred].flatMap(objectsTouched));
  const changed = new Set<Id>(passages.flatMap(elementsChanged));
  const isTouched = (change: Change) => touched.has(objectOf(elementOf(change)));
  const changes = await settled(quick, wanted, grammar, isTouched);
  tell(changes.filter(isTouched), true);
  tell(
    changes.filter((change) => !isTouched(change)),
    false,
  );

  function tell(found: readonly Change[], inTheWay: boolean): void {
    if (found.length === 0) return;
    // From the database to the release: what has a plus there is missing here.
    const lines = found.map(describeChange);
    const needed = found.filter((change) => change.type === 'add' && changed.has(change.next.id));
    if (needed.length > 0 && settings.ignoreDrift)
      fail(
        'drift',
        `the plan drops or changes what ${session.url.shown} does not have:\n${needed.map((change) => `  ${describeChange(change)}`).join('\n')}`,
        'Nothing was run, since it would stop there. Make it again first: `learnr-schema verify` shows the SQL.',
      );
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

/** Without what nobody can tell whether it differs: a scratch server is asked only about what the plans change. */
async function settled(
  { live, sure, doubts }: QuickDrift,
  wanted: Model,
  grammar: Grammar,
  isTouched: (change: Change) => boolean,
): Promise<readonly Change[]> {
  if (sure.some(isTouched) || !doubts.some(isTouched)) return sure;
  const { changes, unsettled } = await compare(live, wanted, grammar);
  const known = new Set(sure.map((change) => elementOf(change).id));
  const doubtful = new Set(doubts.map(({ next }) => next.id));
  return changes.filter((change) => {
    const { id } = elementOf(change);
    return known.has(id) || (doubtful.has(id) && unsettled?.ids.has(id) !== true);
  });
}

/** What steps drop, rename or change. */
function elementsChanged({ plan }: Passage): readonly Id[] {
  return plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ cause }) => ('previous' in cause ? [cause.previous.id] : [])),
  );
}

function objectsTouched({ plan }: Passage): readonly Id[] {
  return plan.batches.flatMap(({ steps }) =>
    steps.flatMap(({ cause }) => [
      ...('previous' in cause ? [objectOf(cause.previous)] : []),
      ...('next' in cause ? [objectOf(cause.next)] : []),
    ]),
  );
}

function elementOf(change: Change): Element {
  return change.type === 'drop' ? change.previous : change.next;
}

/** The object that an element is or is a part of. */
function objectOf(element: Element): Id {
  return 'owner' in element ? objectId(element.owner) : element.id;
}
