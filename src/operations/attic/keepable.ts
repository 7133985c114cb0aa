import { missingRights } from '../../database/attic/rights.ts';
import { unkeepable } from '../../database/attic/unkeepable.ts';
import type { Passage } from '../../database/journal/passage.ts';
import type { Session } from '../../database/target/session.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { MoveSettings } from '../moving/settings.ts';

/**
 * Before anything runs: whether what the passages destroy can be kept, and what they put back is at hand.
 *
 * @throws DiagnosticError `attic-no-key`, for every column concerned; `target-rights`
 */
export async function checkKeepable(
  { client }: Session,
  passages: readonly Passage[],
  { discardData }: Pick<MoveSettings, 'discardData'>,
): Promise<void> {
  const problems = [...(await missingRights(client, passages, !discardData))];
  for (const passage of discardData ? [] : passages) problems.push(...(await unkeepable(client, passage)));
  if (problems.length > 0) throw new DiagnosticError(problems);
}
