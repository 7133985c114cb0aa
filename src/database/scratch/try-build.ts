import { type Pair, pairOf } from '../../diff/pair.ts';
import { base, type Major, type Model } from '../../model/model.ts';
import { makePlan } from '../../plan/make-plan.ts';
import type { Step } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import { explain, isServerError } from '../target/server-error.ts';
import { openScratch } from './space.ts';

/** A step of building a model that a server refused. */
export type Refusal = {
  readonly step: Step;
  /** What the server said. */
  readonly words: string;
  readonly sqlstate: string;
};

/**
 * Builds a model on a scratch server as far as that goes: what is refused is left out, and so is what stands on it.
 *
 * @returns what was refused, in the order in which it was tried
 * @throws DiagnosticError where there is no server of that version
 */
export async function tryBuild(model: Model, major: Major): Promise<readonly Refusal[]> {
  const pair: Pair = pairOf(base, model);
  const steps = makePlan(pair, major).batches.flatMap((batch) => batch.steps);
  const space = await openScratch({ kind: 'embedded', major });
  try {
    const session = await (await space.makeDatabase()).connect();
    try {
      const refusals: Refusal[] = [];
      for (const step of steps) {
        try {
          await session.client.query(renderStatement(step.statement));
        } catch (error) {
          if (!isServerError(error)) throw error;
          refusals.push({ step, words: explain(error), sqlstate: error.code });
        }
      }
      return refusals;
    } finally {
      await session.close();
    }
  } finally {
    await space.close();
  }
}
