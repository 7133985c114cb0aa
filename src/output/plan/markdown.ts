import type { Batch, Hazard, Loss, Plan, RenameHint } from '../../plan/plan.ts';
import { renderProofMarkdown } from '../proof/markdown.ts';
import { plural } from '../words.ts';
import { type ChangeGroup, groupChanges } from './groups.ts';
import { statementText } from './statement.ts';
import { summarize, summaryText } from './summary.ts';
import { batchText, lossCounts } from './text.ts';
import { type PlanView, stateText } from './view.ts';

/** A plan for the description of a pull request: what changes, what would be lost, hazards, and the SQL folded away. */
export function renderPlanMarkdown({ from, to, changes, plan, proof }: PlanView): string {
  const way = `${code(stateText(from))} → ${code(stateText(to))}`;
  if (changes.length === 0 && plan.batches.length === 0) return `**Nothing to do:** ${way}.\n`;
  const parts = [
    `### Plan: ${summaryText(summarize(changes))}`,
    `${way}, for PostgreSQL ${plan.postgresql} and later.`,
    groupChanges(changes).map(group).join('\n'),
    ...losses(plan.losses),
    ...hazards(plan),
    ...hints(plan.hints),
    foldedSql(plan, 'SQL'),
    ...(proof === undefined ? [] : renderProofMarkdown(proof)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function group({ lines, parts }: ChangeGroup): string {
  return [
    ...lines.map(({ sign, text }) => `- ${code(`${sign} ${text}`)}`),
    ...parts.map(({ sign, text }) => `  - ${code(`${sign} ${text}`)}`),
  ].join('\n');
}

function losses(list: readonly Loss[]): readonly string[] {
  if (list.length === 0) return [];
  const rows = list.map(({ kind, name }) => `| ${kind} | ${code(name).replaceAll('|', '\\|')} |`);
  return [
    `> [!CAUTION]\n> This plan destroys data: ${lossCounts(list)}.`,
    ['| destroyed | name |', '|---|---|', ...rows].join('\n'),
  ];
}

/** Each hazard once; what is destroyed has its own table. */
function hazards(plan: Plan): readonly string[] {
  const all = plan.batches.flatMap(({ steps }) => steps.flatMap((step) => step.hazards));
  const texts = new Set(all.filter(({ kind }) => kind !== 'data-loss').map(hazardText));
  return texts.size === 0 ? [] : [['**Hazards**', '', ...texts].join('\n')];
}

function hazardText({ kind, message }: Hazard): string {
  return `- **${kind}**: ${escaped(message)}`;
}

function hints(list: readonly RenameHint[]): readonly string[] {
  return list.map(
    ({ dropped, added, line }) =>
      `> [!TIP]\n> ${code(dropped)} is dropped and ${code(added)} added. If that is a rename, write ${code(line)} under ${code(added)}.`,
  );
}

/** The statements in their batches; the script that also opens and commits these is what --format sql prints. */
export function foldedSql(plan: Plan, label: string): string {
  const steps = plan.batches.reduce((sum, batch) => sum + batch.steps.length, 0);
  const title = `${label}: ${plural(steps, 'statement')} in ${plural(plan.batches.length, 'batch', 'batches')}`;
  const text = plan.batches.map(batch).join('\n\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`<details><summary>${title}</summary>`, '', `${fence}sql`, text, fence, '', '</details>'].join(
    '\n',
  );
}

function batch(content: Batch, index: number, all: readonly Batch[]): string {
  const title = `-- batch ${index + 1} of ${all.length}: ${batchText(content)}`;
  return [title, ...content.steps.map(({ statement }) => statementText(statement))].join('\n\n');
}

/** Text as code, whatever is in it: on one line, between more backticks than it holds. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${line}${space}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Text between markup, with everything that would be markup itself taken literally. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*{}[\]<>#|~]|(?<!\w)_|_(?!\w)/g, '\\$&');
}
