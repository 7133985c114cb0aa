import { pairOf } from '../../diff/pair.ts';
import type { Grammar } from '../../grammar/grammar.ts';
import { base, type Major, type Model } from '../../model/model.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { readCatalog } from '../catalog/read.ts';
import { runPlainly } from './run-plainly.ts';
import { openScratch } from './space.ts';

/**
 * What a model looks like when it is read from a database: built on a scratch server, and read.
 *
 * @throws DiagnosticError where there is no server of that version; StatementRefused where it cannot build the model, such as for an
 *   extension that it does not have
 */
export async function readBack(model: Model, major: Major, grammar: Grammar): Promise<Model> {
  const space = await openScratch({ kind: 'embedded', major });
  try {
    const session = await (await space.makeDatabase()).connect();
    try {
      await runPlainly(session.client, makePlan(pairOf(base, model), major));
      return (await readCatalog(session, { kind: 'all' }, grammar)).model;
    } finally {
      await session.close();
    }
  } finally {
    await space.close();
  }
}
