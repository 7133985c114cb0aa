import { renderPlan } from '../../plan/script.ts';
import type { PlanFormat } from '../plan/formats.ts';
import { stateText } from '../plan/view.ts';
import type { Style } from '../style.ts';
import { driftJson } from './json.ts';
import { renderDriftMarkdown } from './markdown.ts';
import { renderDriftText } from './text.ts';
import type { DriftView } from './view.ts';

/** Drift in one of the formats; colours and width matter to text only. */
export function renderDriftAs(format: PlanFormat, view: DriftView, style: Style, width: number): string {
  switch (format) {
    case 'text':
      return renderDriftText(view, style, width);
    case 'sql':
      return renderPlan(view.plan, sqlHeader(view));
    case 'json':
      return `${JSON.stringify(driftJson(view), undefined, 2)}\n`;
    case 'markdown':
      return renderDriftMarkdown(view);
  }
}

/** A script does not say what it leaves alone, unless its header does. */
function sqlHeader({ target, against, notCovered }: DriftView): readonly string[] {
  return [
    `${target} → ${stateText(against)}`,
    ...notCovered.map(({ kind, name }) => `not covered by the model: ${kind} ${name}`),
  ];
}
