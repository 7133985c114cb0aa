import type { Checked } from '../operations/check.ts';
import type { Style } from './style.ts';
import { plural } from './words.ts';

/** That everything is as it should be, after the files that had to be mended for that. */
export function renderChecked({ releases, objects, written, removed }: Checked, style: Style): string {
  return [
    ...written.map((path) => `wrote ${path}`),
    ...removed.map((path) => `removed ${path}`),
    `${style.green('✓')} ${plural(releases, 'release')} and the spec fit together: ${plural(objects, 'object')}, nothing unreleased.`,
    '',
  ].join('\n');
}
