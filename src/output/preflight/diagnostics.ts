import type { Code } from '../../diagnostic/codes.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Preflight, PreflightFinding, PreflightKind } from './finding.ts';
import { sampleText } from './sample.ts';

const codes = {
  null: 'preflight-null',
  duplicate: 'preflight-duplicate',
  orphan: 'preflight-orphan',
  check: 'preflight-check',
  overlap: 'preflight-overlap',
  cut: 'preflight-cut',
  conversion: 'preflight-conversion',
  enum: 'preflight-enum',
  extension: 'preflight-extension',
  rights: 'preflight-rights',
  'in-the-way': 'preflight-in-the-way',
  missing: 'preflight-missing',
  transaction: 'preflight-transaction',
} as const satisfies Record<PreflightKind, Code>;

/** The code that a finding has as a diagnostic. */
export function codeOf({ kind }: Pick<PreflightFinding, 'kind'>): Code {
  return codes[kind];
}

/** The errors among findings, for commands that do not run a plan because of them; warnings are none. */
export function preflightDiagnostics(findings: Preflight['findings']): readonly Diagnostic[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({
      code: codeOf(finding),
      message: [
        `${finding.release === undefined ? '' : `release ${finding.release}: `}${finding.message}`,
        ...(finding.samples.length === 0 ? [] : [`  such as ${sampleText(finding.samples)}`]),
        ...finding.detail.map((line) => `  ${line}`),
      ].join('\n'),
      help: finding.help,
    }));
}
