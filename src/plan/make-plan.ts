import type { Pair } from '../diff/pair.ts';
import type { Major } from '../model/model.ts';
import { afterExtensions } from './after-extensions.ts';
import { toBatches } from './batches.ts';
import { contextOf } from './context.ts';
import { expand } from './expand.ts';
import { hintsOf } from './hints.ts';
import { lossesOf } from './losses.ts';
import { mergeRewrites } from './merge.ts';
import { withNameAside } from './names-aside.ts';
import { inOrder } from './order.ts';
import type { Plan } from './plan.ts';
import { draftsOf } from './recipes/recipes.ts';

/**
 * The plan from the previous to the next model of a pair.
 * @param major the oldest major version of PostgreSQL that the plan must run on
 */
export function makePlan(pair: Pair, major: Major): Plan {
  const differing = contextOf(pair, major);
  const context = { ...differing, ...expand(differing) };
  const drafts = afterExtensions(context.changes.flatMap((change) => draftsOf(change, context)));
  const ordered = inOrder(drafts, (circle, all) => withNameAside(circle, all, context));
  return {
    postgresql: major,
    batches: toBatches(mergeRewrites(ordered)),
    losses: lossesOf(context),
    hints: hintsOf(context),
  };
}
