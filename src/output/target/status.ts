import type { Status } from '../../operations/status.ts';
import { padded, stem } from '../../release/file-name.ts';
import { renderDiagnostics } from '../diagnostics.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { duration } from './duration.ts';

/** Where a target is, for people. @param width columns to stay within */
export function renderStatus(status: Status, style: Style, width: number): string {
  return [
    ...(status.problems.length === 0 ? [] : [renderDiagnostics(status.problems, style, width)]),
    `${style.dim('target ')} ${status.target}, PostgreSQL ${status.server}`,
    ...at(status, style),
    ...halfDone(status, style),
    ...holder(status, style),
    ...pending(status, style),
  ].join('\n');
}

/** What `--json` prints. */
export function statusJson({ applied, problems, ...rest }: Status): unknown {
  const { number = 0, slug, title } = applied[applied.length - 1] ?? {};
  return { ...rest, at: number === 0 ? 'base' : { number, slug, title }, applied, problems };
}

function at({ applied }: Status, style: Style): readonly string[] {
  const current = applied[applied.length - 1];
  if (current === undefined) return [`${style.dim('at     ')} ${style.bold('base')}`];
  const { number, title, appliedAt, appliedBy, milliseconds } = current;
  return [
    `${style.dim('at     ')} ${style.bold(`${padded(number)} ${title}`)}`,
    `${style.dim('applied')} ${appliedAt.toISOString()} by ${appliedBy} in ${duration(milliseconds)}`,
  ];
}

function halfDone({ halfDone: run }: Status, style: Style): readonly string[] {
  if (run === undefined) return [];
  const way = run.direction === 'forward' ? 'to' : 'back from';
  const step = run.step === undefined ? '' : `, next step ${run.step.number} of ${run.of}`;
  const title = run.step?.title === undefined ? '' : `: ${run.step.title}`;
  const command = run.direction === 'forward' ? 'apply' : 'rollback';
  return [
    style.yellow(`half way ${way} ${stem(run.release)}${step}${title}`),
    `        begun ${run.startedAt.toISOString()} by ${run.startedBy}; to finish: learnr-schema ${command} --steps 1`,
  ];
}

function holder({ holder: at }: Status, style: Style): readonly string[] {
  if (at === undefined) return [];
  return [
    style.yellow(`${at.user} works on it now, since ${at.since.toISOString()} (server process ${at.pid})`),
  ];
}

function pending({ pending: releases }: Status, style: Style): readonly string[] {
  if (releases.length === 0) return [`${style.dim('pending')} none`];
  return [
    `${style.dim('pending')} ${plural(releases.length, 'release')}`,
    ...releases.map(({ number, title }) => `        ${padded(number)} ${title}`),
  ];
}
