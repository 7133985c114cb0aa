import type { Style } from './style.ts';
import { plural } from './words.ts';

/** What was looked at and found right, and what had to be written or removed for that. */
export type CheckedView = {
  readonly releases: number;
  readonly objects: number;
  readonly written: readonly string[];
  readonly removed: readonly string[];
};

/** That everything is as it should be, after the files that had to be mended for that. */
export function renderChecked({ releases, objects, written, removed }: CheckedView, style: Style): string {
  return [
    ...written.map((path) => `wrote ${path}`),
    ...removed.map((path) => `removed ${path}`),
    `${style.green('✓')} ${plural(releases, 'release')} and the spec fit together: ${plural(objects, 'object')}, nothing unreleased.`,
    '',
  ].join('\n');
}
