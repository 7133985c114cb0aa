import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { verdictLines } from '../../output/proof/verdict.ts';
import type { Proof } from '../../proof/proof.ts';

/** What speaks against a plan that was run, each as a diagnostic; nothing where it is proven. */
export function refuseRefuted(proof: Proof): readonly Diagnostic[] {
  return verdictLines(proof)
    .filter(({ sign }) => sign === 'fails')
    .map(({ about, text }) => ({
      code: 'proof-failed',
      message: `${about}: ${text}`,
      help: 'Nothing was written. Look at it with `learnr-schema plan`, and mend the spec; where this program is wrong, report it, and release with --no-prove.',
    }));
}
