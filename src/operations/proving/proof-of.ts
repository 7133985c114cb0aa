import { openScratch, type ScratchChoice } from '../../database/scratch/space.ts';
import { installation } from '../../database/server/index.ts';
import { type Diagnostic, DiagnosticError } from '../../diagnostic/diagnostic.ts';
import type { Pair } from '../../diff/pair.ts';
import { swap } from '../../diff/pair.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Proof } from '../../proof/proof.ts';
import { planFor } from '../../release/generated.ts';
import type { ProofChoice } from './choice.ts';
import { interruptible, isInterruption, unlessAborted } from './interruptible.ts';
import { readCachedProof, writeCachedProof } from './proof-cache.ts';

/** What is known of a plan: that it was run, or that it was not, and why. */
export type ProofOutcome =
  | {
      readonly kind: 'proof';
      readonly proof: Proof /** Whether it was run before, and not now. */;
      readonly cached: boolean;
    }
  | { readonly kind: 'unproven'; readonly reason: string };

/**
 * Proves the plan of a pair, if that is wanted and there is a server to do it on. A proof that was made before counts.
 *
 * @throws DiagnosticError where people name a server, and it cannot be used; `interrupted` or `terminated` where they end it
 */
export async function proofOf(pair: Pair, forward: Plan, choice: ProofChoice): Promise<ProofOutcome> {
  if (choice.kind === 'none') return unproven('that was not asked for (--no-prove)');
  if (forward.batches.length === 0) return unproven('there is nothing to run');
  const backward = planFor(swap(pair));
  const plans = { pair, forward, backward };
  if (choice.kind === 'url') return onSpace(plans, choice);
  try {
    const { version } = await installation(choice.major);
    const key = { ...plans, server: `embedded ${version}` };
    const cached = await readCachedProof(key);
    if (cached !== undefined) return { kind: 'proof', proof: cached, cached: true };
    const outcome = await onSpace(plans, choice);
    await writeCachedProof(key, outcome.proof);
    return outcome;
  } catch (error) {
    if (!(error instanceof DiagnosticError) || isInterruption(error)) throw error;
    return unproven(error.diagnostics.map(({ message }: Diagnostic) => message).join('; '));
  }
}

function unproven(reason: string): ProofOutcome {
  return { kind: 'unproven', reason };
}

type Plans = { readonly pair: Pair; readonly forward: Plan; readonly backward: Plan };

function onSpace(plans: Plans, choice: ScratchChoice): Promise<Extract<ProofOutcome, { kind: 'proof' }>> {
  return interruptible(async (signal) => {
    const opening = openScratch(choice, signal);
    // While the server starts; not needed for a proof that is known.
    const tools = loadTools();
    const [opened] = await Promise.allSettled([opening, tools]);
    if (opened.status === 'rejected') throw opened.reason;
    const space = opened.value;
    try {
      const { prove, grammar } = await tools;
      signal.throwIfAborted();
      const proof = await unlessAborted(signal, prove({ ...plans, space, grammar }));
      return { kind: 'proof', proof, cached: false };
    } finally {
      await space.close();
    }
  });
}

async function loadTools() {
  const [{ prove }, { loadGrammar }] = await Promise.all([
    import('../../proof/prove.ts'),
    import('../../grammar/grammar.ts'),
  ]);
  return { prove, grammar: await loadGrammar() };
}
