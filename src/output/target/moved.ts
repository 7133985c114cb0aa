import type { Moved } from '../../operations/target-request.ts';
import { plural } from '../words.ts';
import { duration } from './duration.ts';
import { releaseLabel } from './names.ts';

/** What `apply` and `rollback` end with. */
export function renderMoved({ from, to, releases, milliseconds }: Moved): string {
  if (releases.length === 0) return `nothing to do: the target is at ${releaseLabel(to)}`;
  const count = plural(releases.length, 'release');
  return `${releaseLabel(from)} → ${releaseLabel(to)}: ${count} in ${duration(milliseconds)}`;
}
