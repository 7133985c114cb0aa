import type { Batch, Hazard, Loss, RenameHint, Step, Timeouts } from '../../plan/plan.ts';
import { renderStatement } from '../../sql/render.ts';
import { describeChange } from '../describe/change.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang, indent } from '../wrap.ts';
import { type ChangeGroup, type ChangeLine, groupChanges } from './groups.ts';
import { summarize, summaryText } from './summary.ts';
import { type PlanView, stateText } from './view.ts';

/**
 * A plan for people to read: what changes, what would be lost, and every statement in its batch. Words are wrapped, SQL is
 * printed as it is.
 *
 * @param width columns to stay within
 */
export function renderPlanText(view: PlanView, style: Style, width: number): string {
  const { plan, changes } = view;
  const way = `${stateText(view.from)} → ${stateText(view.to)}`;
  if (changes.length === 0 && plan.batches.length === 0) return `${hang('', `Nothing to do: ${way}.`, width)}\n`;
  const renderer = new Renderer(style, width);
  const sections = [
    renderer.heading('Plan: ', `${summaryText(summarize(changes))}.`),
    hang('', `${way}, for PostgreSQL ${plan.postgresql} and later`, width),
    groupChanges(changes).map((group) => renderer.group(group)).join('\n'),
    ...renderer.losses(plan.losses),
    ...renderer.hints(plan.hints),
    ...plan.batches.map((batch, index) => renderer.batch(batch, index, plan.batches)),
  ];
  return `${sections[0]}\n${sections.slice(1).join('\n\n')}\n`;
}

class Renderer {
  private readonly style: Style;
  private readonly width: number;

  constructor(style: Style, width: number) {
    this.style = style;
    this.width = width;
  }

  heading(title: string, text: string): string {
    return hang(this.style.bold(title), this.style.bold(text), this.width);
  }

  group({ lines, parts }: ChangeGroup): string {
    return [...lines.map((line) => this.change(line, '  ')), ...parts.map((line) => this.change(line, '      '))].join('\n');
  }

  private change({ sign, text }: ChangeLine, margin: string): string {
    const colours = { '+': this.style.green, '-': this.style.red, '~': this.style.yellow, '>': this.style.cyan };
    return hang(`${margin}${colours[sign as keyof typeof colours](sign)} `, text, this.width);
  }

  losses(losses: readonly Loss[]): readonly string[] {
    if (losses.length === 0) return [];
    const title = this.style.red(this.style.bold(`This plan destroys data: ${lossCounts(losses)}`));
    return [[title, ...losses.map(({ kind, name }) => hang(`  ${this.style.red('!')} `, `${kind} ${name}`, this.width))].join('\n')];
  }

  hints(hints: readonly RenameHint[]): readonly string[] {
    return hints.map(({ dropped, added, line }) =>
      [
        hang(`${this.style.cyan('hint:')} `, `${dropped} is dropped and ${added} added. If that is a rename, write under ${added}:`, this.width),
        `        ${this.style.bold(line)}`,
      ].join('\n'),
    );
  }

  batch(batch: Batch, index: number, all: readonly Batch[]): string {
    const title = `Batch ${index + 1} of ${all.length}: `;
    const before = all.slice(0, index).reduce((sum, { steps }) => sum + steps.length, 0);
    return [
      hang(this.style.bold(title), batchText(batch), this.width),
      ...batch.steps.map((step, position) => this.step(step, before + position + 1)),
    ].join('\n\n');
  }

  private step({ statement, cause, hazards }: Step, number: number): string {
    const label = `${number}. `;
    const margin = label.length + 2;
    return [
      hang(`  ${label}`, this.style.dim(describeChange(cause)), this.width),
      ...hazards.map((hazard) => this.hazard(hazard, ' '.repeat(margin))),
      indent(`${renderStatement(statement)};`, margin),
    ].join('\n');
  }

  private hazard({ kind, message }: Hazard, margin: string): string {
    const colour = kind === 'data-loss' ? this.style.red : this.style.yellow;
    return hang(`${margin}${colour('!')} `, `${colour(kind)}: ${message}`, this.width);
  }
}

/** `2 tables, 1 column` */
export function lossCounts(losses: readonly Loss[]): string {
  const kinds = [...new Set(losses.map(({ kind }) => kind))];
  return kinds.map((kind) => plural(losses.filter((loss) => loss.kind === kind).length, kind)).join(', ');
}

/** `one transaction, lock timeout 2 s, tried up to 30 times` */
export function batchText({ transaction, steps, timeouts }: Batch): string {
  const first = transaction ? `one transaction, ${plural(steps.length, 'statement')}` : 'outside a transaction';
  return [first, ...timeoutTexts(timeouts)].join(', ');
}

function timeoutTexts({ lockTimeout, statementTimeout, attempts }: Timeouts): readonly string[] {
  return [
    ...(lockTimeout === 0 ? [] : [`lock timeout ${lockTimeout / 1000} s`]),
    ...(statementTimeout === 0 ? [] : [`statement timeout ${statementTimeout / 1000} s`]),
    ...(attempts === 1 ? [] : [`tried up to ${attempts} times`]),
  ];
}
