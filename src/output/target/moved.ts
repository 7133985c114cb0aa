import { plural } from '../words.ts';
import { duration } from './duration.ts';
import { releaseLabel } from './names.ts';

/** What an operation that moves a target has done; 0 is base. */
export type MovedView = {
  readonly from: number;
  readonly to: number;
  readonly releases: readonly unknown[];
  readonly milliseconds: number;
};

/** What `apply` and `rollback` end with. */
export function renderMoved({ from, to, releases, milliseconds }: MovedView): string {
  if (releases.length === 0) return `nothing to do: the target is at ${releaseLabel(to)}`;
  const count = plural(releases.length, 'release');
  return `${releaseLabel(from)} → ${releaseLabel(to)}: ${count} in ${duration(milliseconds)}`;
}
