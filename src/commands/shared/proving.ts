import * as Flags from '@oclif/core/flags';
import { majors } from '../../model/model.ts';
import type { ProofFlags } from '../../operations/proving/choice.ts';

/** Flags that say where plans are proven. */
export const scratchFlags = {
  'scratch-url': Flags.string({
    helpValue: 'URL',
    summary:
      'Prove on this server, in databases made for it and dropped after; such as one of the version in production.',
  }),
  postgres: Flags.option({ options: majors.map(String) })({
    summary: 'Prove on this version of the servers that npm installs; 18 comes with this program.',
  }),
};

/** The same for commands that prove by default. */
export const provingFlags = {
  prove: Flags.boolean({
    allowNo: true,
    default: true,
    summary: 'Run the plan on a scratch server first: forward, backward and forward again.',
  }),
  ...scratchFlags,
};

export function proofFlagsOf(flags: {
  readonly prove?: boolean;
  readonly 'scratch-url'?: string | undefined;
  readonly postgres?: string | undefined;
}): ProofFlags {
  return { prove: flags.prove ?? true, scratchUrl: flags['scratch-url'], postgres: flags.postgres };
}
