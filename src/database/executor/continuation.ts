import { fail } from '../../diagnostic/diagnostic.ts';
import { stem } from '../../release/file-name.ts';
import type { Run } from '../journal/journal.ts';
import type { Passage } from '../journal/passage.ts';
import type { NumberedBatch, NumberedStep } from './steps.ts';

/** Whether an interrupted run has done this step. */
export function isSettled(run: Run | undefined, step: NumberedStep): boolean {
  const record = run?.steps.get(step.number);
  return record?.state === 'done' && record.hash === step.hash;
}

/**
 * What an interrupted run has begun must be what this plan would begin.
 *
 * @throws DiagnosticError `half-done-plan` where another version of this program made another plan
 */
export function checkContinues(run: Run, { release }: Passage, batches: readonly NumberedBatch[]): void {
  const hashes = new Map(batches.flatMap((batch) => batch.steps.map((step) => [step.number, step.hash])));
  const differing = [...run.steps.values()].find((step) => hashes.get(step.number) !== step.hash);
  if (differing !== undefined)
    fail(
      'half-done-plan',
      `release ${stem(release)} was begun with another plan: step ${differing.number}, ${differing.title}, is no part of this one`,
      `Continue with learnr-schema ${run.toolVersion}, which began it.`,
    );
}
