import type { Proof } from '../../proof/proof.ts';

/** What is known of a plan: that it was run on a scratch server, or that it was not, and why. */
export type ProofView =
  | { readonly kind: 'proof'; readonly proof: Proof; readonly cached: boolean }
  | { readonly kind: 'unproven'; readonly reason: string };

/** As `--json` prints it. */
export type ProofJson =
  | ({ readonly state: 'proven' | 'refuted'; readonly cached: boolean } & Omit<Proof, 'proven'>)
  | { readonly state: 'unproven'; readonly reason: string };

export function proofJson(view: ProofView): ProofJson {
  if (view.kind === 'unproven') return { state: 'unproven', reason: view.reason };
  const { proven, ...proof } = view.proof;
  return { state: proven ? 'proven' : 'refuted', cached: view.cached, ...proof };
}
