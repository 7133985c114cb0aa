import { readCatalog } from '../../database/catalog/read.ts';
import type { Session } from '../../database/target/session.ts';
import type { Alter, Change } from '../../diff/change.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';
import { compareByMeaning } from './compare.ts';

/** How a target differs from a model, as far as that can be told without a scratch server. */
export type QuickDrift = {
  readonly live: Model;
  /** What would have to change on the target. */
  readonly sure: readonly Change[];
  /** Changes of which it is not known whether they are any. */
  readonly doubts: readonly Alter[];
};

/**
 * @param late what steps that were put off are to make: it is neither missing nor in the way
 * @throws DiagnosticError where the catalog cannot be read
 */
export async function quickDrift(
  session: Session,
  wanted: Model,
  late: ReadonlySet<Id>,
  grammar: Grammar,
): Promise<QuickDrift> {
  const { model: live } = await readCatalog(session, { kind: 'all' }, grammar);
  const { first, doubts } = compareByMeaning(live, wanted, grammar);
  const doubtful: ReadonlySet<Change> = new Set(doubts);
  const sure = first.changes.filter((change) => !doubtful.has(change) && !isLate(change, late));
  return { live, sure, doubts };
}

/** An index that is still to be built is missing, or is there INVALID, where building it has failed. */
function isLate(change: Change, late: ReadonlySet<Id>): boolean {
  switch (change.type) {
    case 'add':
      return late.has(change.next.id);
    case 'drop':
      return change.previous.kind === 'index' && late.has(change.previous.id);
    default:
      return false;
  }
}
