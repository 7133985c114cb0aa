import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang, wrap } from '../wrap.ts';
import { ledgerLines } from './ledger.ts';
import { type VerdictLine, verdictLines, verdictTitle } from './verdict.ts';
import type { ProofView } from './view.ts';

/**
 * What running the plan showed: its ledger, a line a step, and the verdict; a section each.
 *
 * @param width columns to stay within
 */
export function renderProofText(view: ProofView, style: Style, width: number): readonly string[] {
  if (view.kind === 'unproven')
    return [
      hang(
        `${style.yellow('!')} `,
        `${style.bold('Unproven:')} this plan has not been run: ${view.reason}.`,
        width,
      ),
    ];
  const { proof, cached } = view;
  const title = style.bold(`Proof: ${verdictTitle(proof, cached)}.`);
  const lines = verdictLines(proof).map((line) => verdictText(line, style, width));
  return [
    ...ledgerText(view, style, width),
    [wrap(proof.proven ? style.green(title) : style.red(title), width, 2), ...lines].join('\n'),
  ];
}

const column = 'forward again'.length;

export function verdictText({ sign, about, text }: VerdictLine, style: Style, width: number): string {
  const signs = { holds: style.green('✓'), fails: style.red('✗'), note: style.yellow('·') } as const;
  return hang(`  ${signs[sign]} ${style.dim(about.padEnd(column))}  `, text, width);
}

function ledgerText(
  { proof }: Extract<ProofView, { kind: 'proof' }>,
  style: Style,
  width: number,
): readonly string[] {
  const forward = proof.passes.find(({ direction }) => direction === 'forward');
  if (forward === undefined || forward.ledger.steps.length === 0) return [];
  const lines = ledgerLines(forward.ledger);
  const statement = Math.max(...lines.map((line) => line.statement.length));
  const row = (batch: string, step: string, time: string, what: string) =>
    `  ${style.dim(`${batch.padStart(5)}  ${step.padStart(4)}  ${time.padStart(8)}`)}  ${what.padEnd(statement)}  `;
  const title = `Ledger: what ${plural(lines.length, 'step')} did on scratch to what was there before`;
  return [
    [
      wrap(style.bold(title), width, 2),
      style.dim(`${row('batch', 'step', 'time', 'statement')}takes, does`),
      ...lines.map((line, index) =>
        hang(
          // The number of a batch stands where it begins.
          row(
            lines[index - 1]?.batch === line.batch ? '' : String(line.batch),
            String(line.step),
            line.time,
            line.statement,
          ),
          line.relations.length === 0 ? style.dim('–') : line.relations.join('; '),
          width,
        ).trimEnd(),
      ),
    ].join('\n'),
  ];
}
