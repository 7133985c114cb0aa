import type { Style } from '../style.ts';
import { columnsOf } from '../wrap.ts';
import { duration } from './duration.ts';
import { blockersText, eventLine, position, took } from './event-line.ts';
import type { TargetEvent } from './events.ts';

/** Where progress is written to. */
type Output = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };

/**
 * Writes what happens on a target, for people: on a terminal the steps that are done, and below them a line that says where it stands
 * and is written anew; elsewhere plain lines that are never rewritten.
 *
 * @param now milliseconds of any clock
 */
export function progressOn(
  output: Output,
  style: Style,
  now: () => number = () => performance.now(),
): (event: TargetEvent) => void {
  return output.isTTY === true ? onTerminal(output, style, now) : inLines(output, style, now);
}

/** Takes away the line that says where a run stands, since it goes no further: what is written next begins a line. */
export function endProgress(output: Output): void {
  if (output.isTTY === true) output.write(clearLine);
}

/** Back to the start of the line, and clear it. */
const clearLine = '\r\u001b[2K';

type StepEvent = Extract<TargetEvent, { readonly step: number }>;

/** What is known of the step that runs. */
type Running = { readonly step: StepEvent; detail: string; since?: Since };

/** Where the first count of a phase was, to tell from it how long the rest takes. */
type Since = { readonly phase: string; readonly at: number; readonly done: number };

function onTerminal(output: Output, style: Style, now: () => number): (event: TargetEvent) => void {
  let running: Running | undefined;
  const clear = () => {
    if (running !== undefined) output.write(clearLine);
  };
  const line = (text: string) => {
    clear();
    output.write(`${text}\n`);
    draw();
  };
  const draw = () => {
    if (running === undefined) return;
    const { step, detail } = running;
    const text = `${position(step)} ${step.title}${detail === '' ? '' : `: ${detail}`}`;
    const room = (output.columns ?? 80) - barColumns - 4;
    output.write(`${clearLine}  ${bar(step, style)} ${cut(text, room)}`);
  };
  const waits = changing();
  return (event) => {
    switch (event.kind) {
      case 'step_started':
        clear();
        running = { step: event, detail: '' };
        return draw();
      case 'step_finished':
      case 'step_settled':
        clear();
        running = undefined;
        return line(`  ${style.green('✓')} ${event.title} ${style.dim(took(event))}`);
      case 'step_progress':
        running ??= { step: event, detail: '' };
        running.since = sinceOf(event, running.since, now());
        running.detail = detailOf(event, running.since, now());
        return draw();
      case 'step_running':
        running ??= { step: event, detail: '' };
        running.detail = duration(event.milliseconds);
        return draw();
      case 'blocked': {
        const who = blockersText(event.blockers);
        if (waits(`${event.step} ${event.blockers.map(({ pid }) => pid).join()}`))
          line(eventLine(event, style) ?? '');
        if (running !== undefined) running.detail = `waits for ${who}`;
        return draw();
      }
      default: {
        const text = eventLine(event, style);
        if (text !== undefined) line(text);
        if (event.kind === 'release_finished') running = undefined;
      }
    }
  };
}

/** Where nothing is rewritten, a long step gives a sign of life this often. */
const signEveryMs = 30_000;

function inLines(output: Output, style: Style, now: () => number): (event: TargetEvent) => void {
  let since: Since | undefined;
  let lastSign = now();
  const waits = changing();
  return (event) => {
    if (event.kind === 'step_started') [since, lastSign] = [undefined, now()];
    if (event.kind === 'blocked' && !waits(`${event.step} ${event.blockers.map(({ pid }) => pid).join()}`))
      return;
    if (event.kind === 'step_progress') since = sinceOf(event, since, now());
    if (event.kind === 'step_progress' || event.kind === 'step_running') {
      if (now() - lastSign < signEveryMs) return;
      lastSign = now();
      const detail =
        event.kind === 'step_running'
          ? `runs since ${duration(event.milliseconds)}`
          : detailOf(event, since ?? sinceOf(event, since, now()), now());
      output.write(`  ${position(event)} ${detail}\n`);
      return;
    }
    const text = eventLine(event, style);
    if (text !== undefined) output.write(`${text}\n`);
  };
}

type Progress = Extract<TargetEvent, { kind: 'step_progress' }>;

function sinceOf({ phase, done }: Progress, before: Since | undefined, at: number): Since {
  return before?.phase === phase ? before : { phase, at, done };
}

/** `building index: scanning table 45 %, 12.0 s left` */
function detailOf({ phase, done, outOf }: Progress, { at, done: first }: Since, now: number): string {
  const share = `${phase} ${Math.floor((100 * done) / outOf)} %`;
  if (done <= first || done >= outOf) return share;
  return `${share}, ${duration(((now - at) / (done - first)) * (outOf - done))} left`;
}

/** Whether something is another than the last time. */
function changing(): (value: string) => boolean {
  let last: string | undefined;
  return (value) => {
    const changed = value !== last;
    last = value;
    return changed;
  };
}

const barColumns = 10;

/** Of the steps that are done. */
function bar({ step, of }: StepEvent, style: Style): string {
  const full = Math.floor(((step - 1) / of) * barColumns);
  return style.green('━'.repeat(full)) + style.dim('─'.repeat(barColumns - full));
}

/** A line that the terminal would break could not be cleared. */
function cut(text: string, columns: number): string {
  let kept = text;
  while (columnsOf(kept) > columns) kept = [...kept].slice(0, -1).join('');
  return kept;
}
