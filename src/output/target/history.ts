import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { columnsOf, hang } from '../wrap.ts';
import { duration } from './duration.ts';
import { releaseJson, releaseTitle } from './names.ts';

/** What was ever run on a target. */
export type HistoryView = {
  readonly target: string;
  readonly server: string;
  readonly journal: boolean;
  /** The oldest first. */
  readonly entries: readonly EntryView[];
};

export type EntryView = RunView | StampView;

export type RunView = Occurrence & {
  readonly kind: 'run';
  readonly direction: 'forward' | 'backward';
  readonly outcome: 'finished' | 'interrupted' | 'given up';
  readonly finishedAt?: Date;
  /** Of the plan. */
  readonly of: number;
  readonly steps: readonly StepView[];
};

export type StampView = Occurrence & { readonly kind: 'stamp' };

type Occurrence = {
  readonly release: {
    readonly number: number;
    readonly slug: string;
    readonly title: string;
    readonly checksum: string;
  };
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly toolVersion: string;
};

export type StepView = {
  readonly number: number;
  readonly title: string;
  readonly state: 'started' | 'failed' | 'done' | 'deferred';
  readonly milliseconds?: number;
  readonly attempts: number;
  readonly errorCode?: string;
  readonly toolVersion: string;
};

/**
 * What was ever run on a target, for people.
 *
 * @param verbose whether with every step
 * @param width columns to stay within
 */
export function renderHistory(
  { target, server, journal, entries }: HistoryView,
  verbose: boolean,
  style: Style,
  width: number,
): string {
  const about = `${style.dim('target ')} ${target}, PostgreSQL ${server}`;
  if (!journal) return `${about}\nno journal: nothing was ever applied\n`;
  if (entries.length === 0) return `${about}\nnothing was ever applied\n`;
  return [about, ...entries.flatMap((entry) => lines(entry, verbose, style, width)), ''].join('\n');
}

function lines(entry: EntryView, verbose: boolean, style: Style, width: number): readonly string[] {
  const line = hang(`${entry.startedAt.toISOString()}  `, sentence(entry, style), width);
  if (!verbose || entry.kind === 'stamp') return [line];
  return [line, ...stepLines(entry.steps, style, width)];
}

function sentence(entry: EntryView, style: Style): string {
  const title = style.bold(releaseTitle(entry.release));
  const who = `by ${entry.startedBy} with learnr-schema ${entry.toolVersion}`;
  if (entry.kind === 'stamp') return `recorded ${title}: nothing was run, ${who}`;
  return `${verb(entry, style)} ${title}: ${extent(entry)}, ${who}`;
}

const verbs = {
  finished: { forward: 'applied', backward: 'rolled back' },
  interrupted: { forward: 'half way to', backward: 'half way back from' },
  'given up': { forward: 'gave up applying', backward: 'gave up rolling back' },
} as const satisfies Record<RunView['outcome'], Record<RunView['direction'], string>>;

function verb({ outcome, direction }: RunView, style: Style): string {
  const words = verbs[outcome][direction];
  return outcome === 'finished' ? words : style.yellow(words);
}

function extent({ outcome, of, startedAt, finishedAt, steps }: RunView): string {
  const took = finishedAt && duration(finishedAt.getTime() - startedAt.getTime());
  const open = steps.filter(({ state }) => state !== 'done').length;
  const most = Math.max(1, ...steps.map(({ attempts }) => attempts));
  const parts =
    outcome === 'finished'
      ? [
          `${plural(of, 'step')} in ${took}`,
          ...(open === 0 ? [] : [`${open} of them put off and not done yet`]),
        ]
      : [`${doneOf(steps)} of ${plural(of, 'step')} done`];
  return [...parts, ...(most === 1 ? [] : [`up to ${most} attempts`])].join(', ');
}

function doneOf(steps: readonly StepView[]): number {
  return steps.filter(({ state }) => state === 'done').length;
}

function stepLines(steps: readonly StepView[], style: Style, width: number): readonly string[] {
  const rows = steps.map((step) => ({
    step,
    number: String(step.number),
    took: step.milliseconds === undefined ? '' : duration(step.milliseconds),
  }));
  const [numbers, states, times] = [
    widest(rows.map(({ number }) => number)),
    widest(steps.map(({ state }) => state)),
    widest(rows.map(({ took }) => took)),
  ];
  return rows.map(({ step, number, took }) => {
    const state = step.state.padEnd(states);
    const shown = step.state === 'done' ? state : style.yellow(state);
    return hang(
      `  ${number.padStart(numbers)}  ${shown}  ${style.dim(took.padStart(times))}  `,
      `${step.title}${trouble(step)}`,
      width,
    );
  });
}

function trouble({ attempts, errorCode }: StepView): string {
  const parts = [
    ...(attempts > 1 ? [plural(attempts, 'attempt')] : []),
    ...(errorCode === undefined ? [] : [`SQLSTATE ${errorCode}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}

/** What `--json` prints; with all steps, whether verbose or not. */
export function historyJson({ target, server, journal, entries }: HistoryView): unknown {
  return { target, server, journal, entries: entries.map(entryJson) };
}

function entryJson(entry: EntryView): unknown {
  const release = { ...releaseJson(entry.release), checksum: entry.release.checksum };
  if (entry.kind === 'stamp') return { ...entry, release };
  const { finishedAt, steps, of, ...rest } = entry;
  const took = finishedAt && { finishedAt, milliseconds: finishedAt.getTime() - entry.startedAt.getTime() };
  return { ...rest, release, ...took, done: doneOf(steps), of, steps };
}
