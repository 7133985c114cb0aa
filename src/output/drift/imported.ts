import type { Change } from '../../diff/change.ts';
import { kindNames, type ObjectKind } from '../../model/element.ts';
import type { Id } from '../../model/id.ts';
import type { Style } from '../style.ts';
import { hang, wrap } from '../wrap.ts';
import { besideText } from './beside.ts';
import { type Difference, differencesOf } from './difference.ts';
import { differencesText, unclearText } from './text.ts';
import type { BesideView } from './view.ts';

/** What was imported. */
export type ImportedView = BesideView & {
  readonly target: string;
  readonly server: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly files: readonly string[];
  /** From the database to the spec. */
  readonly changes: readonly Change[];
  readonly unsettled: { readonly ids: ReadonlySet<Id>; readonly reason: string } | undefined;
  readonly untried?: string;
};

export type ImportedJson = BesideView & {
  readonly target: string;
  readonly server: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly string[];
  readonly differences: readonly Difference[];
  readonly unsettled?: string;
  /** Why the spec was not built on a scratch server. */
  readonly untried?: string;
};

export function importedJson(view: ImportedView): ImportedJson {
  const { target, server, counts, files, unsettled, notCovered, access, leftOut } = view;
  return {
    target,
    server,
    counts: Object.fromEntries(counts),
    files,
    differences: differencesOf(view),
    ...(unsettled === undefined ? {} : { unsettled: unsettled.reason }),
    ...(view.untried === undefined ? {} : { untried: view.untried }),
    notCovered: notCovered.map(({ kind, name }) => ({ kind, name })),
    access: access.map(({ kind, name }) => ({ kind, name })),
    leftOut: leftOut.map(({ name, tool }) => ({ name, tool })),
  };
}

/** What was read and written, what was not, and what to do next. @param width columns to stay within */
export function renderImported(view: ImportedView, style: Style, width: number): string {
  const differences = differencesOf(view);
  const title = `${style.bold('Imported')} ${countsText(view.counts)} from ${view.target}, PostgreSQL ${view.server}.`;
  const sections = [
    [wrap(title, width, 2), ...view.files.map((file) => `  wrote ${file}`)].join('\n'),
    ...(differences.length === 0
      ? []
      : [
          [
            hang(`${style.red('✗')} `, 'The spec does not say all that the database has:', width),
            differencesText(differences, style, width),
          ].join('\n'),
        ]),
    ...unclearText(view, style, width),
    ...besideText(view, 'not imported', style, width),
    ...(view.untried === undefined
      ? []
      : [
          hang(
            `${style.yellow('!')} `,
            `The spec was not built on a scratch server to see that it can be: ${view.untried}.`,
            width,
          ),
        ]),
    next(differences.length === 0, style, width),
  ];
  return `${sections.join('\n\n')}\n`;
}

function next(equal: boolean, style: Style, width: number): string {
  const said = equal
    ? `${style.green('✓')} Between this spec and the database there is nothing to plan. `
    : 'Mend the spec where it falls short. ';
  return wrap(
    `${said}To go on from here, make it the first release with \`learnr-schema release initial_schema\`, and record that the database has it with \`learnr-schema adopt\`.`,
    width,
    2,
  );
}

function countsText(counts: ReadonlyMap<string, number>): string {
  const order = Object.keys(kindNames).filter((kind) => counts.has(kind)) as ObjectKind[];
  const tablesFirst = order.sort((a, b) => Number(b === 'table') - Number(a === 'table'));
  return tablesFirst
    .map((kind) => {
      const count = counts.get(kind) ?? 0;
      const { singular, plural } = kindNames[kind];
      return `${count} ${count === 1 ? singular : plural.replaceAll('_', ' ')}`;
    })
    .join(', ');
}
