import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import type { Plan } from '../../plan/plan.ts';
import { diagnosticsJson, renderDiagnostics } from '../diagnostics.ts';
import { planJson } from '../plan/json.ts';
import { renderPlanText } from '../plan/text.ts';
import type { PlanView } from '../plan/view.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { wrap } from '../wrap.ts';
import { eventLine } from './event-line.ts';
import type { LockHolder, TargetEvent } from './events.ts';
import { releaseJson, releaseLabel } from './names.ts';

/** What would run on a target, and what would keep it from running. */
export type ForeseenView = {
  readonly target: string;
  readonly server: string;
  readonly from: number;
  readonly to: number;
  readonly holder?: LockHolder;
  readonly passages: readonly ForeseenPassageView[];
  readonly deferred: readonly string[];
  readonly drift: readonly Extract<TargetEvent, { kind: 'drift' }>[];
  readonly discarded: boolean;
  readonly returning: readonly string[];
  readonly problems: readonly Diagnostic[];
};

type ForeseenPassageView = {
  readonly release: { readonly number: number; readonly slug: string; readonly title: string };
  readonly direction: 'forward' | 'backward';
  readonly changes: readonly Change[];
  readonly plan: Plan;
  readonly done: number;
};

/** What --dry-run prints. @param width columns to stay within */
export function renderForeseen(view: ForeseenView, style: Style, width: number): string {
  const { target, server, from, to, passages, deferred, drift, problems, holder } = view;
  const head = wrap(`${target}, PostgreSQL ${server}, is at ${releaseLabel(from)}`, width, 2);
  const nothing = passages.length + deferred.length === 0;
  return [
    head,
    ...(deferred.length === 0
      ? []
      : [[`first, what was left for later:`, ...deferred.map((title) => `  ${title}`)].join('\n')]),
    ...passages.map((passage) => passageText(passage, style, width)),
    ...fate(view, width),
    ...drift.flatMap((event) => eventLine(event, style) ?? []),
    ...(holder === undefined ? [] : [eventLine({ kind: 'waiting', holder }, style) ?? '']),
    ...(problems.length === 0 ? [] : [renderDiagnostics(problems, style, width).trimEnd()]),
    problems.length > 0
      ? style.red(`Nothing would be run: ${plural(problems.length, 'problem')}.`)
      : nothing
        ? `Nothing to do: it is at ${releaseLabel(to)}.`
        : style.green(`${releaseLabel(from)} → ${releaseLabel(to)} would run. Nothing was run.`),
  ].join('\n\n');
}

/** What becomes of what the plans say is lost, and what the attic has for them. */
function fate({ passages, discarded, returning }: ForeseenView, width: number): readonly string[] {
  const lost = discarded
    ? 'What these plans lose would be destroyed, as --discard-data asks.'
    : 'What these plans lose, as far as there is anything in it, would be kept in the attic.';
  const sentences = [
    ...(passages.some(({ plan }) => plan.losses.length > 0) ? [lost] : []),
    ...(returning.length > 0 ? [`The attic would give back what it has of ${returning.join(', ')}.`] : []),
  ];
  return sentences.map((sentence) => wrap(sentence, width, 0));
}

function passageText(passage: ForeseenPassageView, style: Style, width: number): string {
  const text = renderPlanText(planView(passage), style, width).trimEnd();
  if (passage.done === 0) return text;
  return `${style.yellow(`An interrupted run has done ${plural(passage.done, 'step')} of this:`)}\n${text}`;
}

function planView({ release, direction, changes, plan }: ForeseenPassageView): PlanView {
  const before = { name: releaseLabel(release.number - 1) };
  const at = { name: releaseLabel(release.number), title: release.title };
  return direction === 'forward'
    ? { from: before, to: at, changes, plan }
    : { from: at, to: before, changes, plan };
}

/** What `--dry-run --json` ends with. */
export function foreseenJson({ passages, problems, ...rest }: ForeseenView): unknown {
  return {
    ...rest,
    releases: passages.map((passage) => ({
      ...releaseJson(passage.release),
      direction: passage.direction,
      done: passage.done,
      plan: planJson(planView(passage)),
    })),
    problems: diagnosticsJson(problems),
  };
}
