import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang, wrap } from '../wrap.ts';
import type { BesideView } from './view.ts';

/** What a database holds and nobody compared, each by its name: nothing is passed over in silence. */
export function besideText(
  { notCovered, leftOut }: BesideView,
  consequence: string,
  style: Style,
  width: number,
): readonly string[] {
  return [
    ...(notCovered.length === 0
      ? []
      : [
          [
            wrap(
              style.yellow(
                style.bold(
                  `${plural(notCovered.length, 'thing')} that the model does not cover, ${consequence}:`,
                ),
              ),
              width,
            ),
            ...notCovered.map(({ kind, name }) => hang(`  ${style.yellow('!')} `, `${kind} ${name}`, width)),
          ].join('\n'),
        ]),
    ...(leftOut.length === 0
      ? []
      : [
          wrap(
            style.dim(`Left out: ${leftOut.map(({ name, tool }) => `${name} of ${tool}`).join(', ')}.`),
            width,
            2,
          ),
        ]),
  ];
}
