import type { TargetEvent } from './events.ts';
import { releaseJson } from './names.ts';

/** An event as `--json` prints it, on one line: with its time, and of its release what names it. */
export function eventJson(event: TargetEvent, at: Date): unknown {
  if (!('release' in event)) return { at, ...event };
  const { kind, release, ...rest } = event;
  return { at, kind, release: releaseJson(release), ...rest };
}
