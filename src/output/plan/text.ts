import type { Batch, Hazard, Loss, Plan, RenameHint, Step, Timeouts } from '../../plan/plan.ts';
import { changeTitle } from '../describe/change.ts';
import { renderProofText } from '../proof/text.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang, indent, wrap } from '../wrap.ts';
import { type ChangeGroup, type ChangeLine, groupChanges } from './groups.ts';
import { statementText } from './statement.ts';
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
  if (changes.length === 0 && plan.batches.length === 0)
    return `${wrap(`Nothing to do: ${way}.`, width, 2)}\n`;
  const renderer = new Renderer(style, width);
  const title = wrap(style.bold(`Plan: ${summaryText(summarize(changes))}.`), width, 2);
  const sections = [
    `${title}\n${wrap(`${way}, for PostgreSQL ${plan.postgresql} and later`, width, 2)}`,
    groupChanges(changes)
      .map((group) => renderer.group(group))
      .join('\n'),
    ...renderSteps(plan, style, width),
    ...(view.proof === undefined ? [] : renderProofText(view.proof, style, width)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What a plan would destroy, what looks like renames, and every statement in its batch: a section each. */
export function renderSteps(plan: Plan, style: Style, width: number): readonly string[] {
  const renderer = new Renderer(style, width);
  return [...renderer.losses(plan.losses), ...renderer.hints(plan.hints), ...renderer.batches(plan.batches)];
}

class Renderer {
  private readonly style: Style;
  private readonly width: number;

  constructor(style: Style, width: number) {
    this.style = style;
    this.width = width;
  }

  group({ lines, parts }: ChangeGroup): string {
    return [
      ...lines.map((line) => this.change(line, '  ')),
      ...parts.map((line) => this.change(line, '      ')),
    ].join('\n');
  }

  private change({ sign, text }: ChangeLine, margin: string): string {
    const colours = {
      '+': this.style.green,
      '-': this.style.red,
      '~': this.style.yellow,
      '>': this.style.cyan,
    };
    return hang(`${margin}${colours[sign as keyof typeof colours](sign)} `, text, this.width);
  }

  losses(losses: readonly Loss[]): readonly string[] {
    if (losses.length === 0) return [];
    const title = this.style.red(this.style.bold(`This plan destroys data: ${lossCounts(losses)}`));
    return [
      [
        title,
        ...losses.map(({ kind, name }) => hang(`  ${this.style.red('!')} `, `${kind} ${name}`, this.width)),
      ].join('\n'),
    ];
  }

  hints(hints: readonly RenameHint[]): readonly string[] {
    return hints.map(({ dropped, added, line }) =>
      [
        hang(
          `${this.style.cyan('hint:')} `,
          `${dropped} is dropped and ${added} added. If that is a rename, write under ${added}:`,
          this.width,
        ),
        `        ${this.style.bold(line)}`,
      ].join('\n'),
    );
  }

  /** Steps are numbered through; those of one change stand below its name. */
  batches(batches: readonly Batch[]): readonly string[] {
    const gutter = String(batches.reduce((sum, { steps }) => sum + steps.length, 0)).length + 4;
    let number = 0;
    return batches.flatMap((batch, index) => {
      const title = `${this.style.bold(`Batch ${index + 1} of ${batches.length}:`)} ${batchText(batch)}`;
      const steps = batch.steps.map((step, position) => {
        number += 1;
        const named =
          batch.steps[position - 1]?.cause === step.cause
            ? []
            : [`  ${this.style.dim(changeTitle(step.cause))}`];
        return [...named, this.step(step, number, gutter)].join('\n');
      });
      return [wrap(title, this.width, 2), ...steps];
    });
  }

  private step({ statement, hazards }: Step, number: number, gutter: number): string {
    const label = `${' '.repeat(gutter - 2 - String(number).length)}${this.style.dim(String(number))}  `;
    return [
      `${label}${indent(statementText(statement), gutter).slice(gutter)}`,
      ...hazards.map((hazard) => this.hazard(hazard, ' '.repeat(gutter))),
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
  const first = transaction
    ? `one transaction, ${plural(steps.length, 'statement')}`
    : 'outside a transaction';
  return [first, ...timeoutTexts(timeouts)].join(', ');
}

function timeoutTexts({ lockTimeout, statementTimeout, attempts }: Timeouts): readonly string[] {
  return [
    ...(lockTimeout === 0 ? [] : [`lock timeout ${lockTimeout / 1000} s`]),
    ...(statementTimeout === 0 ? [] : [`statement timeout ${statementTimeout / 1000} s`]),
    ...(attempts === 1 ? [] : [`tried up to ${attempts} times`]),
  ];
}
