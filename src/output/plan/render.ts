import { renderPlan } from '../../plan/script.ts';
import type { Style } from '../style.ts';
import type { PlanFormat } from './formats.ts';
import { planJson } from './json.ts';
import { renderPlanMarkdown } from './markdown.ts';
import { renderPlanText } from './text.ts';
import { type PlanView, stateText } from './view.ts';

/** A plan in one of the formats; colours and width matter to text only. */
export function renderPlanAs(format: PlanFormat, view: PlanView, style: Style, width: number): string {
  switch (format) {
    case 'text':
      return renderPlanText(view, style, width);
    case 'sql':
      return renderPlan(view.plan, [`${stateText(view.from)} → ${stateText(view.to)}`]);
    case 'json':
      return `${JSON.stringify(planJson(view), undefined, 2)}\n`;
    case 'markdown':
      return renderPlanMarkdown(view);
  }
}
