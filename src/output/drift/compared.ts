import type { Change } from '../../diff/change.ts';
import type { Id } from '../../model/id.ts';
import type { Plan } from '../../plan/plan.ts';
import type { PlanFormat } from '../plan/formats.ts';
import { type PlanJson, planJson } from '../plan/json.ts';
import { foldedSql, renderPlanMarkdown } from '../plan/markdown.ts';
import { renderPlanAs } from '../plan/render.ts';
import { renderPlanText, renderSteps } from '../plan/text.ts';
import type { StateName } from '../plan/view.ts';
import type { Style } from '../style.ts';
import { besideText } from './beside.ts';
import { unclearText } from './text.ts';
import type { BesideView } from './view.ts';

/** The plans between two schemas. */
export type ComparedView = {
  readonly from: StateName;
  readonly to: StateName;
  readonly changes: readonly Change[];
  readonly forward: Plan;
  readonly backward: Plan;
  readonly unsettled: { readonly ids: ReadonlySet<Id>; readonly reason: string } | undefined;
  readonly databases: readonly (BesideView & { readonly name: string })[];
};

export type ComparedJson = Omit<PlanJson, 'batches' | 'losses' | 'hints'> & {
  readonly forward: Pick<PlanJson, 'batches' | 'losses'>;
  readonly backward: Pick<PlanJson, 'batches' | 'losses'>;
  readonly unsettled?: { readonly ids: readonly string[]; readonly reason: string };
  readonly databases: readonly (BesideView & { readonly name: string })[];
};

export function comparedJson(view: ComparedView): ComparedJson {
  const { from, to, changes, forward, backward, unsettled, databases } = view;
  const { batches, losses, hints: _, ...rest } = planJson({ from, to, changes, plan: forward });
  const back = planJson({ from: to, to: from, changes: [], plan: backward });
  return {
    ...rest,
    forward: { batches, losses },
    backward: { batches: back.batches, losses: back.losses },
    ...(unsettled === undefined ? {} : { unsettled: { ids: [...unsettled.ids], reason: unsettled.reason } }),
    databases,
  };
}

/** Both ways, but for a script, which can only go forward; colours and width matter to text only. */
export function renderComparedAs(
  format: PlanFormat,
  view: ComparedView,
  style: Style,
  width: number,
): string {
  const { from, to, changes, forward, backward } = view;
  const plan = { from, to, changes, plan: forward };
  switch (format) {
    case 'text':
      return [
        renderPlanText(plan, style, width).trimEnd(),
        ...(backward.batches.length === 0
          ? []
          : [style.bold('The way back'), ...renderSteps(backward, style, width)]),
        ...unclearText(view, style, width),
        ...view.databases.flatMap((beside) =>
          besideText(beside, `not compared, in ${beside.name}`, style, width),
        ),
        '',
      ]
        .join('\n\n')
        .replace(/\n+$/, '\n');
    case 'sql':
      return renderPlanAs('sql', plan, style, width);
    case 'json':
      return `${JSON.stringify(comparedJson(view), undefined, 2)}\n`;
    case 'markdown':
      return backward.batches.length === 0
        ? renderPlanMarkdown(plan)
        : `${renderPlanMarkdown(plan)}\n${foldedSql(backward, 'The way back')}\n`;
  }
}
