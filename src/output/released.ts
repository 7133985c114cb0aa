import { type PlanJson, planJson } from './plan/json.ts';
import { summarize, summaryText } from './plan/summary.ts';
import { lossCounts } from './plan/text.ts';
import type { PlanView } from './plan/view.ts';
import { verdictTitle } from './proof/verdict.ts';
import type { ProofView } from './proof/view.ts';
import type { Style } from './style.ts';
import { releaseJson, releaseLabel } from './target/names.ts';
import { hang, wrap } from './wrap.ts';

/** A release that was made. */
export type ReleasedView = ReleasedFacts & { readonly plan: PlanView };

/** A release as `release --json` prints it. */
export type ReleasedJson = ReleasedFacts & { readonly name: string; readonly plan: PlanJson };

type ReleasedFacts = {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  /** What was written, the release itself first. */
  readonly files: readonly string[];
};

export function releasedJson({ number, slug, title, files, plan }: ReleasedView): ReleasedJson {
  return { ...releaseJson({ number, slug, title }), files, plan: planJson(plan) };
}

/** What was released, what was written, and what to do next. */
export function renderReleased(
  { number, title, files, plan }: ReleasedView,
  style: Style,
  width: number,
): string {
  const { losses } = plan.plan;
  return [
    wrap(
      `${style.bold(`Release ${releaseLabel(number)}`)} ${title}: ${summaryText(summarize(plan.changes))}.`,
      width,
      2,
    ),
    ...(losses.length === 0
      ? []
      : [hang(`${style.red('!')} `, `It destroys data: ${lossCounts(losses)}.`, width)]),
    ...proofText(plan.proof, style, width),
    ...files.map((file) => `  wrote ${file}`),
    wrap('Review the SQL, commit these files together with the spec, and run `learnr-schema apply`.', width),
    '',
  ].join('\n');
}

function proofText(proof: ProofView | undefined, style: Style, width: number): readonly string[] {
  if (proof === undefined) return [];
  if (proof.kind === 'proof') {
    const { irreversible } = proof.proof;
    return [
      hang(`${style.green('✓')} `, `${verdictTitle(proof.proof, proof.cached)}.`, width),
      ...(irreversible === undefined
        ? []
        : [hang(`${style.yellow('!')} `, `No way back while there are rows: ${irreversible.words}.`, width)]),
    ];
  }
  return [hang(`${style.yellow('!')} `, `Unproven: ${proof.reason}.`, width)];
}
