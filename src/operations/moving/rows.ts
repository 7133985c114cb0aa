import { expectedBack } from '../../database/attic/expected.ts';
import { isSettled } from '../../database/executor/continuation.ts';
import { type NumberedStep, numbered } from '../../database/executor/steps.ts';
import type { Run } from '../../database/journal/journal.ts';
import { preflight, usualPreflightLimits } from '../../database/preflight/preflight.ts';
import type { Session } from '../../database/target/session.ts';
import { DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Id } from '../../model/id.ts';
import { preflightDiagnostics } from '../../output/preflight/diagnostics.ts';
import type { Preflight } from '../../output/preflight/finding.ts';
import type { Journey, Prepared } from './prepare.ts';

/** Asks the rows of a target, its rights and its sessions about what is to run on it. */
export async function preflightFor(
  session: Session,
  { journal, format, passages }: Pick<Prepared, 'journal' | 'format' | 'passages'>,
): Promise<Preflight> {
  const returning = format === undefined ? new Set<Id>() : await expectedBack(session.client, passages);
  const way = { passages, done: doneSteps({ journal, passages }), returning };
  return preflight(session, way, usualPreflightLimits);
}

/**
 * Keeps plans from running that would fail half way. What they can run with is told as events.
 *
 * @throws DiagnosticError with one of the codes `preflight-…` for everything found
 */
export async function checkRows({ session, onEvent }: Journey, prepared: Prepared): Promise<void> {
  const { findings, unchecked } = await preflightFor(session, prepared);
  const problems = preflightDiagnostics(findings);
  if (problems.length > 0) throw new DiagnosticError(problems);
  for (const { message } of findings) onEvent({ kind: 'warning', message });
  for (const { what, reason } of unchecked)
    onEvent({ kind: 'warning', message: `not checked: ${what}: ${reason}` });
}

/** How many steps of the first way an interrupted run has done. */
function doneSteps({ journal, passages }: Pick<Prepared, 'journal' | 'passages'>): number {
  const [first] = passages;
  const { unfinished } = journal;
  if (unfinished === undefined || first === undefined) return 0;
  const steps = numbered(first.plan).flatMap((batch) => batch.steps);
  const open = steps.findIndex((step) => !isSettled(unfinished, step) && !isBegunIndex(unfinished, step));
  return open === -1 ? steps.length : open;
}

/** What there is of an index that was begun, the executor takes for done or drops, so it is in nobody's way. */
function isBegunIndex(unfinished: Run, { number, statement }: NumberedStep): boolean {
  return statement.kind === 'create_index' && unfinished.steps.has(number);
}
