import type { Style } from '../style.ts';
import type { KeptKind } from '../target/events.ts';
import { releaseLabel } from '../target/names.ts';
import { plural } from '../words.ts';
import { keptThings } from './words.ts';

/** What is in an attic, or was. */
export type AtticView = { readonly target: string; readonly entries: readonly EntryView[] };

export type EntryView = {
  readonly id: string;
  readonly release: number;
  readonly slug: string;
  readonly direction: 'forward' | 'backward';
  readonly step: number;
  readonly kind: KeptKind;
  readonly name: string;
  readonly keptAs?: { readonly schema: string; readonly name: string };
  readonly state: 'copying' | 'kept' | 'restored' | 'purged';
  readonly rows?: number;
  readonly left?: number;
  readonly reason?: string;
  readonly bytes: number;
  readonly beganAt: Date;
  readonly keptAt?: Date;
};

/** What came of putting something back. */
export type RestoredView = {
  readonly target: string;
  readonly entry: Omit<EntryView, 'bytes'>;
  readonly moved: number;
  readonly left: number;
  readonly reason?: string;
};

export function renderAttic({ target, entries }: AtticView, style: Style): string {
  const about = `${style.dim('target')} ${target}`;
  return entries.length === 0
    ? `${about}\nThe attic is empty.`
    : `${about}\n${renderEntries(entries, style)}`;
}

/** A paragraph for each. */
export function renderEntries(entries: readonly EntryView[], style: Style): string {
  const width = Math.max(...entries.map(({ id }) => id.length));
  const indent = ' '.repeat(width + 2);
  return entries
    .map((entry) =>
      [
        `${style.bold(entry.id.padStart(width))}  ${contents(entry)}`,
        `${indent}${style.dim(`taken by ${releaseLabel(entry.release)}_${entry.slug}, ${way(entry)}, step ${entry.step}, ${(entry.keptAt ?? entry.beganAt).toISOString()}`)}`,
        ...(entry.reason === undefined ? [] : [`${indent}${style.yellow(`did not fit: ${entry.reason}`)}`]),
      ].join('\n'),
    )
    .join('\n');
}

export function renderPurged({ entries }: AtticView, style: Style): string {
  if (entries.length === 0) return 'There was nothing to destroy.';
  return `${style.bold('destroyed')}\n${entries.map((entry) => `  ${contents(entry)}`).join('\n')}`;
}

export function renderRestored(
  { entry: { kind, name }, moved, left, reason }: RestoredView,
  style: Style,
): string {
  const back = `put back ${keptThings({ what: kind, name, rows: moved })}`;
  if (left === 0) return back;
  return `${back}\n${style.yellow(`${left} did not fit and stay in the attic: ${reason ?? 'no reason is known'}`)}`;
}

/** What `--json` prints. */
export function atticJson({ target, entries }: AtticView): unknown {
  return { target, entries: entries.map(entryJson) };
}

export function restoredJson({ entry, ...rest }: RestoredView): unknown {
  return { ...rest, entry: entryJson({ ...entry, bytes: 0 }) };
}

function entryJson({ id, release, slug, direction, step, kind, name, ...entry }: EntryView): unknown {
  const { keptAs, state, rows, left, reason, bytes, beganAt, keptAt } = entry;
  return {
    ...{ id: Number(id), release, slug, direction, step, kind, name },
    ...{
      table: keptAs && `${keptAs.schema}.${keptAs.name}`,
      state,
      rows,
      left,
      reason,
      bytes,
      beganAt,
      keptAt,
    },
  };
}

function contents({ kind, name, state, rows, left, keptAs, bytes }: EntryView): string {
  if (state === 'copying') return `values of ${name}, not all of them: the step that takes them has not run`;
  const held = keptThings({ what: kind, name, rows: left ?? rows ?? 0 });
  const of = left !== undefined && rows !== undefined && left < rows ? ` (of ${rows})` : '';
  return keptAs === undefined ? held : `${held}${of}, ${size(bytes)}, ${keptAs.schema}.${keptAs.name}`;
}

function way({ direction }: EntryView): string {
  return direction === 'forward' ? 'on the way to it' : 'on the way back from it';
}

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** `812 bytes`, `1.2 MB` */
function size(bytes: number): string {
  if (bytes < 1024) return plural(bytes, 'byte');
  let [value, unit] = [bytes / 1024, 0];
  while (value >= 1024 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
