import { plural } from '../words.ts';
import { duration } from './duration.ts';
import { releaseJson, releaseLabel } from './names.ts';

/** What an operation that moves a target has done; 0 is base. */
export type MovedView = {
  readonly from: number;
  readonly to: number;
  readonly releases: readonly MovedReleaseView[];
  /** How many steps it ran that earlier runs had left. */
  readonly late: number;
  readonly milliseconds: number;
};

type MovedReleaseView = { readonly number: number; readonly slug: string; readonly title: string };

/** What `apply --json` and `rollback --json` end with. */
export function movedJson<V extends MovedView>({ releases, ...rest }: V): unknown {
  return { ...rest, releases: releases.map((release) => ({ ...release, ...releaseJson(release) })) };
}

/** What `apply` and `rollback` end with. */
export function renderMoved({ from, to, releases, late, milliseconds }: MovedView): string {
  if (releases.length === 0 && late > 0)
    return `what was left for later is done: the target is at ${releaseLabel(to)}`;
  if (releases.length === 0) return `nothing to do: the target is at ${releaseLabel(to)}`;
  const count = plural(releases.length, 'release');
  return `${releaseLabel(from)} → ${releaseLabel(to)}: ${count} in ${duration(milliseconds)}`;
}
