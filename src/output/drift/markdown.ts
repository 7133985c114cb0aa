import { code, escaped, foldedSql } from '../plan/markdown.ts';
import { stateText } from '../plan/view.ts';
import { plural } from '../words.ts';
import { countsOf, differencesOf } from './difference.ts';
import type { DriftView } from './view.ts';

/** Drift for a comment or an issue: what differs, and the SQL that would mend it folded away. */
export function renderDriftMarkdown(view: DriftView): string {
  const { target, server, against, notCovered, leftOut, unsettled, plan } = view;
  const differences = differencesOf(view);
  const where = `${code(target)}, PostgreSQL ${server}, against ${code(stateText(against))}`;
  const parts = [
    differences.length === 0 ? `**No drift:** ${where}.` : `### Drift: ${countsOf(differences)}\n\n${where}.`,
    ...(differences.length === 0
      ? []
      : [
          [
            '| | |',
            '|---|---|',
            ...differences.map(
              ({ status, description }) => `| ${status} | ${code(description).replaceAll('|', '\\|')} |`,
            ),
          ].join('\n'),
        ]),
    ...(unsettled === undefined
      ? []
      : [
          `> [!NOTE]\n> What is unclear could not be compared on a scratch server: ${escaped(unsettled.reason)}.`,
        ]),
    ...(notCovered.length === 0
      ? []
      : [
          [
            `> [!WARNING]\n> ${plural(notCovered.length, 'thing')} that the model does not cover, not compared:`,
            ...notCovered.map(({ kind, name }) => `> - ${code(`${kind} ${name}`)}`),
          ].join('\n'),
        ]),
    ...(leftOut.length === 0
      ? []
      : [`Left out: ${leftOut.map(({ name, tool }) => `${code(name)} of ${tool}`).join(', ')}.`]),
    ...(plan.batches.length === 0 ? [] : [foldedSql(plan, 'What would mend it')]),
  ];
  return `${parts.join('\n\n')}\n`;
}
