import type { Style } from '../style.ts';
import { releaseLabel } from '../target/names.ts';
import { hang, wrap } from '../wrap.ts';
import { countsOf, differencesOf } from './difference.ts';
import { type DriftJson, driftJson } from './json.ts';
import { renderDriftText } from './text.ts';
import type { DriftView } from './view.ts';

/** What stamping did. */
export type StampedView = {
  /** Numbers of releases; 0 is base. */
  readonly from: number;
  readonly to: number;
  readonly stamped: boolean;
  readonly verification: DriftView;
};

export type StampedJson = DriftJson & {
  readonly from: number;
  readonly to: number;
  readonly stamped: boolean;
};

export function stampedJson({ from, to, stamped, verification }: StampedView): StampedJson {
  return { ...driftJson(verification), from, to, stamped };
}

/** @param width columns to stay within */
export function renderStamped(
  { from, to, stamped, verification }: StampedView,
  style: Style,
  width: number,
): string {
  const differences = differencesOf(verification);
  const drift = renderDriftText(verification, style, width);
  if (!stamped)
    return [
      drift,
      hang(
        `${style.red('✗')} `,
        `Nothing was recorded. Mend the database first; or, if its journal shall say ${releaseLabel(to)} all the same, add --force.`,
        width,
      ),
      '',
    ].join('\n');
  const done = `${style.green('✓')} Recorded: ${releaseLabel(from)} → ${releaseLabel(to)}. Nothing was run.`;
  if (differences.length === 0) return `${drift}${wrap(done, width, 2)}\n`;
  return `${drift}\n${wrap(`${done} The database still differs: ${countsOf(differences)}.`, width, 2)}\n`;
}
