import { align } from '../../compare/align.ts';
import { doubtsAmong } from '../../compare/doubts.ts';
import { readable } from '../../compare/readable.ts';
import { readBack } from '../../database/scratch/read-back.ts';
import { StatementRefused } from '../../database/scratch/run-plainly.ts';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { diff } from '../../diff/diff.ts';
import { type Pair, pairOf } from '../../diff/pair.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import type { Id } from '../../model/id.ts';
import type { Model } from '../../model/model.ts';

/** How a database differs from the model that it is to have. */
export type Comparison = {
  /** From the database, in the words of the wanted model, to that model. */
  readonly pair: Pair;
  /** What would have to change on the database. */
  readonly changes: readonly Change[];
  /** Changes of which nobody knows whether they are any: PostgreSQL could print the one SQL for the other. */
  readonly unsettled: Unsettled | undefined;
};

export type Unsettled = {
  readonly ids: ReadonlySet<Id>;
  /** Why no scratch server could settle it. */
  readonly reason: string;
};

/**
 * Compares a live model with a wanted one. What PostgreSQL prints in other words than people write is no difference: most of that is
 * told from the parse trees; where they leave a doubt, the wanted model is built on a scratch server of the database's version,
 * and read from there.
 */
export async function compare(live: Model, wanted: Model, grammar: Grammar): Promise<Comparison> {
  const { first, aligned, doubts } = compareByMeaning(live, wanted, grammar);
  if (doubts.length === 0) return first;
  const mirror = await tryReadBack(live, wanted, grammar);
  if (typeof mirror === 'string')
    return {
      ...first,
      unsettled: { ids: new Set(doubts.map(({ next }) => next.id)), reason: mirror },
    };
  return comparison(align(aligned, mirror, wanted, grammar.meaning), wanted, grammar);
}

/**
 * Compares as far as the parse trees tell, without any server: `doubts` are changes of which it is not known whether they are any.
 */
export function compareByMeaning(live: Model, wanted: Model, grammar: Grammar) {
  const aligned = align(live, wanted, wanted, grammar.meaning);
  const first = comparison(aligned, wanted, grammar);
  return { first, aligned, doubts: doubtsAmong(first.changes) };
}

function comparison(live: Model, wanted: Model, grammar: Grammar): Comparison {
  // What is left is for people to read, so it is in their words.
  const unequal = [...live.objects].filter(([id, object]) => wanted.objects.get(id) !== object);
  const same = new Set(live.objects.keys());
  for (const [id] of unequal) same.delete(id);
  const pair = pairOf(readable(live, grammar.readable, same), wanted);
  return { pair, changes: diff(pair), unsettled: undefined };
}

/** @returns the model, or why there is none */
async function tryReadBack(live: Model, wanted: Model, grammar: Grammar): Promise<Model | string> {
  try {
    return await readBack(wanted, live.postgresql, grammar);
  } catch (error) {
    if (error instanceof DiagnosticError)
      return error.diagnostics.map(({ message }: Diagnostic) => message).join('; ');
    if (error instanceof StatementRefused) return `the scratch server could not build it: ${error.words}`;
    throw error;
  }
}
