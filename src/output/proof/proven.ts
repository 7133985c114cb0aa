import type { StateName } from '../plan/view.ts';
import { type PlanView, stateText } from '../plan/view.ts';
import type { Style } from '../style.ts';
import { hang } from '../wrap.ts';
import { verdictText } from './text.ts';
import { verdictLines, verdictTitle } from './verdict.ts';
import { type ProofJson, type ProofView, proofJson } from './view.ts';

/** A way that was to be proven. */
export type ProvenView = Pick<PlanView, 'from' | 'to'> & { readonly proof: ProofView };

export type ProvenJson = { readonly from: StateName; readonly to: StateName; readonly proof: ProofJson };

export function provenJson(views: readonly ProvenView[]): readonly ProvenJson[] {
  return views.map(({ from, to, proof }) => ({ from, to, proof: proofJson(proof) }));
}

/** The verdict on each way. @param width columns to stay within */
export function renderProven(views: readonly ProvenView[], style: Style, width: number): string {
  const parts = views.map(({ from, to, proof }) => {
    const way = `${style.bold(`${stateText(from)} → ${stateText(to)}`)}: `;
    if (proof.kind === 'unproven')
      return hang(`${style.yellow('!')} `, `${way}unproven, ${proof.reason}`, width);
    const sign = proof.proof.proven ? style.green('✓') : style.red('✗');
    return [
      hang(`${sign} `, `${way}${verdictTitle(proof.proof, proof.cached)}`, width),
      ...verdictLines(proof.proof).map((line) => verdictText(line, style, width)),
    ].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
