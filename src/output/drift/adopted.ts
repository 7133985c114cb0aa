import type { Style } from '../style.ts';
import {
  type ReleaseJson,
  type ReleaseView,
  releaseJson,
  releaseLabel,
  releaseTitle,
} from '../target/names.ts';
import { hang, wrap } from '../wrap.ts';
import { type DriftJson, driftJson } from './json.ts';
import { renderDriftText } from './text.ts';
import type { DriftView } from './view.ts';

/** What adopting found. */
export type AdoptedView = {
  readonly release: ReleaseView & { readonly slug: string };
  readonly adopted: boolean;
  readonly verification: DriftView;
};

export type AdoptedJson = DriftJson & {
  readonly adopted: boolean;
  readonly release: ReleaseJson;
};

export function adoptedJson({ release, adopted, verification }: AdoptedView): AdoptedJson {
  return { ...driftJson(verification), adopted, release: releaseJson(release) };
}

/** @param width columns to stay within */
export function renderAdopted(
  { release, adopted, verification }: AdoptedView,
  style: Style,
  width: number,
): string {
  const drift = renderDriftText(verification, style, width);
  const title = releaseTitle(release);
  const end = adopted
    ? hang(
        `${style.green('✓')} `,
        `Adopted at ${title}: its journal says so now, and nothing else was changed. \`learnr-schema apply\` goes on from there.`,
        width,
      )
    : wrap(
        `${style.red('✗')} No release fits; ${title} is the nearest. Nothing was changed. Mend the database with the SQL above, or take what it has into the spec; or, if it shall count as ${title} all the same, run \`learnr-schema stamp ${releaseLabel(release.number)} --force\`.`,
        width,
        2,
      );
  return `${drift}\n${end}\n`;
}
