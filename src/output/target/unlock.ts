import type { Style } from '../style.ts';
import { hang, wrap } from '../wrap.ts';
import { activityText, type HolderView, holderText } from './holder.ts';

/** Who was at work on a target, and what became of it. */
export type UnlockedView = {
  readonly target: string;
  readonly ended?: HolderView;
  readonly next?: HolderView;
};

/** @param width columns to stay within */
export function renderUnlocked({ target, ended, next }: UnlockedView, style: Style, width: number): string {
  if (ended === undefined) return wrap(`Nobody works on ${target}: there is nothing to free.`, width);
  return [
    hang(
      `${style.green('✓')} `,
      `Freed ${target}: ended the session of ${holderText(ended)}, ${activityText(ended.activity)}.`,
      width,
    ),
    wrap('What it had not finished, `learnr-schema status` shows, and the next run continues.', width),
    ...(next === undefined ? [] : [wrap(`Now ${holderText(next)} works on it, who waited.`, width)]),
  ].join('\n');
}

/** What `--json` prints. */
export function unlockedJson({ target, ended, next }: UnlockedView): unknown {
  return { target, ended: ended ?? null, next: next ?? null };
}
