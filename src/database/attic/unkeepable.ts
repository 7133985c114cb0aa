import type pg from 'pg';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import { translator } from '../../diff/translate.ts';
import type { Passage } from '../journal/passage.ts';
import { destructionOf } from './destroyed.ts';
import { keyOf, refuseMany, remaining } from './key.ts';
import { liveColumns } from './live-columns.ts';

/**
 * What a passage that is to run on the target as it is now would destroy and could not keep. Of passages after the first only tables are
 * looked at that have their names already.
 *
 * @returns diagnostics `attic-no-key`
 */
export async function unkeepable(client: pg.Client, passage: Passage): Promise<readonly Diagnostic[]> {
  const { plan, pair } = passage;
  const to = translator(pair.renames, pair.next, pair.previous);
  const destruction = destructionOf(passage);
  const found: Diagnostic[] = [];
  for (const loss of plan.losses) {
    const { relation, column } = loss;
    if (column === undefined) continue;
    const columns = await liveColumns(client, relation);
    if (!columns.some(({ name }) => name === column)) continue;
    const stay = remaining(passage, destruction, to.relation(relation));
    const usable = columns.map(({ name }) => name).filter((name) => stay.has(to.column(relation, name)));
    if ((await keyOf(client, relation, new Set(usable))) !== undefined) continue;
    try {
      await refuseMany(client, loss, relation);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      found.push(...error.diagnostics);
    }
  }
  return found;
}
