import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { hang, wrap } from '../wrap.ts';
import type { BesideView } from './view.ts';

/** What a database holds and nobody compared, each by its name: nothing is passed over in silence. */
export function besideText(
  { notCovered, access, leftOut }: BesideView,
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
    ...(access.length === 0 ? [] : [wrap(style.dim(accessText(access, consequence)), width, 2)]),
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

/** `Who may do what is no part of the model, not compared: owner of 2 objects, privileges of 12.` */
function accessText(access: BesideView['access'], consequence: string): string {
  const kinds = [...new Set(access.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => {
    const of = access.filter((entry) => entry.kind === kind);
    const [first] = of;
    return of.length === 1 && first !== undefined
      ? `${kind} of ${first.name}`
      : `${kind} of ${plural(of.length, 'object')}`;
  });
  return `Who may do what is no part of the model, ${consequence}: ${counts.join(', ')}.`;
}
