import * as Flags from '@oclif/core/flags';
import type { Reading } from '../../operations/live/verification.ts';
import type { TargetRequest } from '../../operations/target-request.ts';

/** What results say of the target themselves needs no line of progress. */
export function quietly(request: TargetRequest): TargetRequest {
  return { ...request, onEvent: (event) => event.kind !== 'connected' && request.onEvent(event) };
}

/** Flags of the commands that read the schema of a database. */
export const readingFlags = {
  schema: Flags.string({
    multiple: true,
    helpValue: 'S',
    summary: 'Only what is in this schema; can be given several times.',
  }),
  strict: Flags.boolean({
    summary: 'End with an error where the database has what the model does not cover.',
  }),
};

/** What those flags ask for. */
export function readingOf(flags: {
  readonly schema: readonly string[] | undefined;
  readonly strict: boolean;
}): Reading {
  return { schemas: flags.schema ?? [], strict: flags.strict };
}
