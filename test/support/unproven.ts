import type { ProofChoice } from '../../src/operations/proving/choice.ts';

/** For tests that are not about proofs: a scratch server would only take time. */
export const unproven: ProofChoice = { kind: 'none' };
