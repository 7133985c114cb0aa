import type { Grammar } from '../../grammar/grammar.ts';
import type { Model } from '../../model/model.ts';
import { buildablePart } from './buildable.ts';
import { type Comparison, compare } from './compare.ts';
import { type Inexpressible, saidBy } from './expressible.ts';

/**
 * Compares a live model with a wanted one. Objects that only the database has may be such as no spec can say, because of what they stand
 * on: they are no drift, and nothing that would mend it may drop them.
 */
export async function compareCovered(
  live: Model,
  wanted: Model,
  grammar: Grammar,
): Promise<{ readonly comparison: Comparison; readonly left: readonly Inexpressible[] }> {
  const comparison = await compare(live, wanted, grammar);
  const hasExtras = comparison.changes.some(
    (change) => change.type === 'drop' && !('owner' in change.previous),
  );
  if (!hasExtras) return { comparison, left: [] };
  const said = saidBy(live, grammar);
  const built = await buildablePart(said.model);
  const left = [...said.left, ...built.left];
  if (left.length === 0) return { comparison, left };
  return { comparison: await compare(built.model, wanted, grammar), left };
}
