import { renderSteps } from '../plan/text.ts';
import { stateText } from '../plan/view.ts';
import type { Style } from '../style.ts';
import { hang, wrap } from '../wrap.ts';
import { besideText } from './beside.ts';
import { countsOf, type Difference, differencesOf, type Status } from './difference.ts';
import type { DriftView } from './view.ts';

/** How a database differs, object by object, and the statements that would mend it. @param width columns to stay within */
export function renderDriftText(view: DriftView, style: Style, width: number): string {
  const differences = differencesOf(view);
  const sections = [
    title(view, differences, style, width),
    ...(differences.length === 0 ? [] : [differencesText(differences, style, width)]),
    ...unclearText(view, style, width),
    ...besideText(view, 'not compared', style, width),
    ...mending(view, style, width),
  ];
  return `${sections.join('\n\n')}\n`;
}

function title(
  { target, server, against }: DriftView,
  differences: readonly Difference[],
  style: Style,
  width: number,
): string {
  const state = style.bold(stateText(against));
  const verdict =
    differences.length === 0
      ? hang(`${style.green('✓')} `, `as ${state} says`, width)
      : hang(`${style.red('✗')} `, `not as ${state} says: ${countsOf(differences)}`, width);
  return `${wrap(`${target}, PostgreSQL ${server}`, width, 2)}\n${verdict}`;
}

/** Longest of the statuses. */
const column = 'other name'.length;

/** One line each, from what the database has to what the state says. */
export function differencesText(differences: readonly Difference[], style: Style, width: number): string {
  const colours = {
    missing: style.green,
    extra: style.red,
    'other name': style.cyan,
    different: style.yellow,
    unclear: style.dim,
  } as const satisfies Record<Status, (text: string) => string>;
  return differences
    .map(({ status, description }) =>
      hang(`  ${colours[status](status.padEnd(column))}  `, description, width),
    )
    .join('\n');
}

export function unclearText(
  { unsettled }: Pick<DriftView, 'unsettled'>,
  style: Style,
  width: number,
): readonly string[] {
  if (unsettled === undefined) return [];
  return [
    hang(
      `${style.yellow('?')} `,
      `unclear: only the text of SQL differs there, and PostgreSQL may print the one for the other. A scratch server tells them apart, and there was none: ${unsettled.reason}.`,
      width,
    ),
  ];
}

function mending({ plan }: DriftView, style: Style, width: number): readonly string[] {
  if (plan.batches.length === 0) return [];
  return [
    style.bold('What would mend it (--format sql prints it as a script):'),
    ...renderSteps(plan, style, width),
  ];
}
