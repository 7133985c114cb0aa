import type { Style } from '../style.ts';
import { hang, wrap } from '../wrap.ts';
import { activityText, type HolderView, holderText } from './holder.ts';

/** Who was at work on a target, and what became of it. */
export type UnlockedView = {
  readonly target: string;
  readonly server: string;
  readonly ended?: HolderView;
  readonly next?: HolderView;
};

/** @param width columns to stay within */
export function renderUnlocked(
  { target, server, ended, next }: UnlockedView,
  style: Style,
  width: number,
): string {
  const about = `${style.dim('target ')} ${target}, PostgreSQL ${server}`;
  if (ended === undefined) return `${about}\nnobody works on it: there is nothing to free`;
  return [
    about,
    hang(
      `${style.green('✓')} `,
      `Freed: ended the session of ${holderText(ended)}, ${activityText(ended.activity)}.`,
      width,
    ),
    wrap('What it had not finished, `learnr-schema status` shows, and the next run continues.', width),
    ...(next === undefined ? [] : [wrap(`Now ${holderText(next)} works on it, who waited.`, width)]),
  ].join('\n');
}

/** What `--json` prints. */
export function unlockedJson({ target, server, ended, next }: UnlockedView): unknown {
  return { target, server, ended: ended ?? null, next: next ?? null };
}
