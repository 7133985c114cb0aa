import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang } from '../wrap.ts';
import type { Examined, Finding, FindingGroup } from './finding.ts';

/** How a target is. */
export type ExaminationView = {
  readonly target: string;
  readonly source: string;
  readonly server?: string;
  readonly findings: readonly Examined[];
};

/** How many findings there are of each status. */
export type Counts = { readonly [S in Finding['status']]: number };

export function counts({ findings }: Pick<ExaminationView, 'findings'>): Counts {
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  return { ok: count('ok'), warning: count('warning'), problem: count('problem') };
}

/** What `--json` prints. */
export function examinationJson(examination: ExaminationView): unknown {
  const { target, source, server, findings } = examination;
  return {
    target,
    source,
    ...(server === undefined ? {} : { server }),
    counts: counts(examination),
    findings: findings.map(({ group, check, status, title, detail, help, code }) => ({
      group: group.toLowerCase(),
      check,
      status,
      ...(code === undefined ? {} : { code }),
      title,
      ...(detail === undefined || detail.length === 0 ? {} : { detail }),
      ...(help === undefined ? {} : { help }),
    })),
  };
}

/** One page for people: what was found, by groups, and how it ends. @param width columns to stay within */
export function renderExamination(examination: ExaminationView, style: Style, width: number): string {
  const { target, source, findings } = examination;
  const groups = [...new Set(findings.map(({ group }) => group))];
  const from = source === 'the embedded server' ? source : `from ${source}`;
  return [
    hang(`${style.dim('target')} `, target === source ? target : `${style.bold(target)}, ${from}`, width),
    ...groups.flatMap((group) => ['', style.bold(group), ...ofGroup(group, findings, style, width)]),
    '',
    summary(counts(examination), examination, style, width),
    '',
  ].join('\n');
}

function ofGroup(
  group: FindingGroup,
  findings: readonly Examined[],
  style: Style,
  width: number,
): readonly string[] {
  return findings
    .filter((finding) => finding.group === group)
    .flatMap((finding) => lines(finding, style, width));
}

/** As wide as the longest of the words, with two columns around it. */
const margin = ' '.repeat(10);

function lines(
  { status, title, detail = [], help, code }: Finding,
  style: Style,
  width: number,
): readonly string[] {
  const known = code === undefined ? '' : ` ${style.dim(`[${code}]`)}`;
  const said = status === 'ok' ? title : style.bold(title);
  return [
    hang(`  ${word(status, style)} `, `${said}${known}`, width),
    ...detail.map((line) => style.dim(hang(`${margin}  `, line, width))),
    ...(help === undefined ? [] : [hang(`${margin}${style.cyan('help:')} `, help, width)]),
  ];
}

/** Words and not only colours: they can be searched for, and read aloud. */
function word(status: Finding['status'], style: Style): string {
  const colour = { ok: style.green, warning: style.yellow, problem: style.red }[status];
  return `${colour(status)}${' '.repeat('problem'.length - status.length)}`;
}

function summary(
  { ok, warning, problem }: Counts,
  { server }: ExaminationView,
  style: Style,
  width: number,
): string {
  const found = [
    problem === 0 ? 'no problem' : plural(problem, 'problem'),
    ...(warning === 0 ? [] : [plural(warning, 'warning')]),
    ...(ok === 0 ? [] : [`${ok} ok`]),
  ].join(', ');
  const colour = problem > 0 ? style.red : warning > 0 ? style.yellow : style.green;
  const next =
    server === undefined
      ? 'Everything else can be looked at once the server is reached.'
      : problem > 0
        ? 'Solve the problems from top to bottom, and look again.'
        : 'Nothing stands in the way of a release.';
  return hang('', `${style.bold(colour(found))}. ${next}`, width);
}
