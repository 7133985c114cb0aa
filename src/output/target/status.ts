import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Change } from '../../diff/change.ts';
import { diagnosticsJson, renderDiagnostics } from '../diagnostics.ts';
import { countsOf, differencesOf } from '../drift/difference.ts';
import { size } from '../size.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang } from '../wrap.ts';
import { duration } from './duration.ts';
import type { LockHolder } from './events.ts';
import { type ReleaseView, releaseJson, releaseLabel, releaseName, releaseTitle } from './names.ts';

/** Where a target is, and what is to come. */
export type StatusView = {
  readonly target: string;
  readonly server: string;
  /** The last is the one that the target is at; none: it is at base. */
  readonly applied: readonly AppliedView[];
  readonly pending: readonly (ReleaseView & { readonly slug: string })[];
  readonly halfDone?: HalfDoneView;
  readonly deferred: readonly DeferredView[];
  readonly kept: { readonly entries: number; readonly bytes: number };
  readonly drift?: StatusDriftView;
  readonly holder?: LockHolder;
  readonly problems: readonly Diagnostic[];
};

/** How a target differs from its release. */
export type StatusDriftView =
  | { readonly kind: 'known'; readonly changes: readonly Change[]; readonly unclear: number }
  | { readonly kind: 'unknown'; readonly reason: string };

export type AppliedView = ReleaseView & {
  readonly slug: string;
  readonly appliedAt: Date;
  readonly appliedBy: string;
  readonly milliseconds: number;
};

export type HalfDoneView = {
  readonly release: { readonly number: number; readonly slug: string };
  readonly direction: 'forward' | 'backward';
  readonly of: number;
  readonly step?: { readonly number: number; readonly title?: string };
  readonly startedAt: Date;
  readonly startedBy: string;
};

/** A step that was put off when its release was applied. */
export type DeferredView = {
  /** Number of its release. */
  readonly release: number;
  readonly number: number;
  readonly title: string;
  /** Anything but `deferred`: somebody has tried. */
  readonly state: 'deferred' | 'started' | 'failed';
};

/** Where a target is, for people. @param width columns to stay within */
export function renderStatus(status: StatusView, style: Style, width: number): string {
  return [
    ...(status.problems.length === 0 ? [] : [renderDiagnostics(status.problems, style, width)]),
    `${style.dim('target ')} ${status.target}, PostgreSQL ${status.server}`,
    ...at(status, style),
    ...halfDone(status, style),
    ...deferred(status, style, width),
    ...drift(status, style, width),
    ...kept(status, style),
    ...holder(status, style),
    ...pending(status, style),
  ].join('\n');
}

/** What `--json` prints. */
export function statusJson({
  applied,
  pending,
  halfDone,
  deferred,
  drift,
  problems,
  ...rest
}: StatusView): unknown {
  const current = applied[applied.length - 1];
  return {
    ...rest,
    at: current === undefined ? { number: 0, name: 'base' } : releaseJson(current),
    applied: applied.map((release) => ({ ...release, ...releaseJson(release) })),
    pending: pending.map(releaseJson),
    ...(halfDone && { halfDone: { ...halfDone, release: named(halfDone.release) } }),
    ...(drift && { drift: driftJson(drift) }),
    deferred: deferred.map(({ release, number, title, state }) => ({ release, number, title, state })),
    problems: diagnosticsJson(problems),
  };
}

function named<R extends { readonly number: number; readonly slug: string }>(release: R) {
  return { ...release, name: releaseName(release) };
}

function at({ applied }: StatusView, style: Style): readonly string[] {
  const current = applied[applied.length - 1];
  if (current === undefined) return [`${style.dim('at     ')} ${style.bold('base')}`];
  const { appliedAt, appliedBy, milliseconds } = current;
  return [
    `${style.dim('at     ')} ${style.bold(releaseTitle(current))}`,
    `${style.dim('applied')} ${appliedAt.toISOString()} by ${appliedBy} in ${duration(milliseconds)}`,
  ];
}

function halfDone({ halfDone: run }: StatusView, style: Style): readonly string[] {
  if (run === undefined) return [];
  const way = run.direction === 'forward' ? 'to' : 'back from';
  const step = run.step === undefined ? '' : `, next step ${run.step.number} of ${run.of}`;
  const title = run.step?.title === undefined ? '' : `: ${run.step.title}`;
  const command = run.direction === 'forward' ? 'apply' : 'rollback';
  return [
    style.yellow(`half way ${way} ${releaseName(run.release)}${step}${title}`),
    `        begun ${run.startedAt.toISOString()} by ${run.startedBy}; to finish: learnr-schema ${command} --steps 1`,
  ];
}

function deferred({ deferred: steps }: StatusView, style: Style, width: number): readonly string[] {
  if (steps.length === 0) return [];
  return [
    style.yellow(`put off ${plural(steps.length, 'step')}; to run them: learnr-schema apply`),
    ...steps
      .slice(0, mostShown)
      .map(({ release, number, title, state }) =>
        hang(
          `        ${releaseLabel(release)} step ${number}: `,
          `${title}${state === 'deferred' ? '' : ' (tried, and not done)'}`,
          width,
        ),
      ),
    ...(steps.length > mostShown ? [`        and ${steps.length - mostShown} more`] : []),
  ];
}

/** Of steps that were put off; with all indexes of a release they are many. */
const mostShown = 5;

function drift({ drift: found }: StatusView, style: Style, width: number): readonly string[] {
  const label = `${style.dim('drift  ')} `;
  if (found === undefined) return [];
  if (found.kind === 'unknown') return [hang(label, `unknown: ${found.reason}`, width)];
  const differences = differencesOf({ changes: found.changes, unsettled: undefined });
  if (differences.length > 0)
    return [hang(label, style.yellow(`${countsOf(differences)}; to see it: learnr-schema verify`), width)];
  if (found.unclear > 0)
    return [hang(label, `${found.unclear} unclear; to settle it: learnr-schema verify`, width)];
  return [`${label}none`];
}

function driftJson(found: StatusDriftView): unknown {
  if (found.kind === 'unknown') return { unknown: found.reason };
  const differences = differencesOf({ changes: found.changes, unsettled: undefined });
  return {
    differences: differences.map(({ status, description }) => ({ status, description })),
    unclear: found.unclear,
  };
}

function kept({ kept: { entries, bytes } }: StatusView, style: Style): readonly string[] {
  if (entries === 0) return [];
  return [
    `${style.dim('kept   ')} ${plural(entries, 'table, column or sequence', 'tables, columns and sequences')} in the attic, ${size(bytes)}; to see them: learnr-schema attic`,
  ];
}

function holder({ holder: at }: StatusView, style: Style): readonly string[] {
  if (at === undefined) return [];
  return [
    style.yellow(`${at.user} works on it now, since ${at.since.toISOString()} (server process ${at.pid})`),
  ];
}

function pending({ pending: releases }: StatusView, style: Style): readonly string[] {
  if (releases.length === 0) return [`${style.dim('pending')} none`];
  return [
    `${style.dim('pending')} ${plural(releases.length, 'release')}`,
    ...releases.map((release) => `        ${releaseTitle(release)}`),
  ];
}
