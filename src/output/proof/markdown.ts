import { code, escaped } from '../plan/markdown.ts';
import { plural } from '../words.ts';
import { ledgerLines } from './ledger.ts';
import { verdictLines, verdictTitle } from './verdict.ts';
import type { ProofView } from './view.ts';

const signs = { holds: '✅', fails: '❌', note: 'ℹ️' } as const;

/** Proof for a pull request: the verdict, and the ledger folded away; a section each. */
export function renderProofMarkdown(view: ProofView): readonly string[] {
  if (view.kind === 'unproven')
    return [`> [!WARNING]\n> **Unproven:** this plan has not been run: ${escaped(view.reason)}.`];
  const { proof, cached } = view;
  const lines = verdictLines(proof).map(
    ({ sign, about, text }) => `- ${signs[sign]} **${about}**: ${escaped(text)}`,
  );
  const forward = proof.passes.find(({ direction }) => direction === 'forward');
  return [
    [`**Proof: ${verdictTitle(proof, cached)}.**`, '', ...lines].join('\n'),
    ...(forward === undefined ? [] : [folded(ledgerLines(forward.ledger))]),
  ];
}

function folded(lines: ReturnType<typeof ledgerLines>): string {
  const rows = lines.map(
    ({ batch, step, statement, relations, time }) =>
      `| ${batch} | ${step} | ${statement} | ${relations.map((relation) => code(relation).replaceAll('|', '\\|')).join('<br>') || '–'} | ${time} |`,
  );
  return [
    `<details><summary>Ledger: what ${plural(lines.length, 'step')} did to what was there before</summary>`,
    '',
    '| batch | step | statement | relation, lock, work | on scratch |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '</details>',
  ].join('\n');
}
