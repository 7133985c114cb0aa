import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang } from '../wrap.ts';
import { codeOf } from './diagnostics.ts';
import type { Preflight, PreflightFinding, Unchecked } from './finding.ts';
import { sampleText } from './sample.ts';

/** What stands before plans that are to run. */
export type PreflightView = Preflight & {
  /** Without its password. */
  readonly target: string;
  /** `base`, or a release as `002_posts`. */
  readonly from: string;
  readonly to: string;
  /** Those whose plans were looked at, in the order in which they would run. */
  readonly releases: readonly string[];
};

/** What `--json` prints. */
export function preflightJson({ findings, unchecked, ...rest }: PreflightView): unknown {
  return {
    ...rest,
    counts: counts({ findings, unchecked }),
    findings: findings.map((finding) => ({ code: codeOf(finding), ...finding })),
    unchecked,
  };
}

type Counts = { readonly error: number; readonly warning: number; readonly unchecked: number };

export function counts({ findings, unchecked }: Pick<Preflight, 'findings' | 'unchecked'>): Counts {
  const count = (severity: PreflightFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), unchecked: unchecked.length };
}

/** One page for people. @param width columns to stay within */
export function renderPreflight(view: PreflightView, style: Style, width: number): string {
  const { target, from, to, findings, unchecked, releases } = view;
  const groups = [...new Set([...findings, ...unchecked].map(({ release }) => release))].sort(
    (a, b) => position(a, releases) - position(b, releases),
  );
  return [
    hang(`${style.dim('target')} `, style.bold(target), width),
    hang(`${style.dim('way   ')} `, releases.length === 0 ? `at ${to}` : `${from} → ${to}`, width),
    ...groups.flatMap((release) => [
      '',
      style.bold(release === undefined ? 'Around the rows' : `Release ${release}`),
      ...findings.filter((each) => each.release === release).flatMap((each) => finding(each, style, width)),
      ...notChecked(
        unchecked.filter((each) => each.release === release),
        style,
        width,
      ),
    ]),
    '',
    summary(view, style, width),
    '',
  ].join('\n');
}

function position(release: string | undefined, releases: readonly string[]): number {
  return release === undefined ? -1 : releases.indexOf(release);
}

/** As wide as the longest of the words, with two columns before and one after it. */
const margin = ' '.repeat(10);

function finding(found: PreflightFinding, style: Style, width: number): readonly string[] {
  const { severity, message, samples, detail, help } = found;
  const word = severity === 'error' ? style.red('error  ') : style.yellow('warning');
  const code = style.dim(`[${codeOf(found)}]`);
  return [
    hang(`  ${word} `, `${style.bold(message)} ${code}`, width),
    ...[...(samples.length === 0 ? [] : [`such as ${sampleText(samples)}`]), ...detail].map((line) =>
      style.dim(hang(`${margin}  `, line, width)),
    ),
    ...(help === '' ? [] : [hang(`${margin}${style.cyan('help:')} `, help, width)]),
  ];
}

function notChecked(all: readonly Unchecked[], style: Style, width: number): readonly string[] {
  return all.map(({ what, reason }) =>
    hang(`  ${style.yellow('unknown')} `, `${what} ${style.dim(`not checked: ${reason}`)}`, width),
  );
}

function summary(view: PreflightView, style: Style, width: number): string {
  const { error, warning, unchecked } = counts(view);
  const found = [
    error === 0 ? 'nothing that a step would fail of' : plural(error, 'error'),
    ...(warning === 0 ? [] : [plural(warning, 'warning')]),
    ...(unchecked === 0 ? [] : [`${unchecked} not checked`]),
  ].join(', ');
  const colour = error > 0 ? style.red : warning + unchecked > 0 ? style.yellow : style.green;
  const asked = `The rows were asked ${plural(view.checked, 'question')}; nothing was changed.`;
  return hang('', `${style.bold(colour(found))}. ${asked}`, width);
}
