import type { Code } from '../../diagnostic/codes.ts';

/** One thing that was looked at on a target, and how it stands. */
export type Finding = {
  /** `problem`: a release cannot be applied. `warning`: it can, with what is said. */
  readonly status: 'ok' | 'warning' | 'problem';
  /** One line. */
  readonly title: string;
  /** What belongs to it, a line each, such as the transactions in question. */
  readonly detail?: readonly string[];
  /** What to do, as a sentence. */
  readonly help?: string;
  /** Where commands that fail of this say so with that code. */
  readonly code?: Code;
};

export type FindingGroup =
  | 'Connection'
  | 'Server'
  | 'Rights'
  | 'Extensions'
  | 'Activity'
  | 'Schema'
  | 'Project';

/** A finding with the check that found it. */
export type Examined = Finding & { readonly group: FindingGroup; readonly check: string };
