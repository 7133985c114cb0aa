import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { columnsOf } from '../wrap.ts';
import { duration } from './duration.ts';
import type { TargetEvent } from './events.ts';
import { releaseTitle } from './names.ts';

/** A step that takes longer is worth a word, where no line is rewritten. */
const longMs = 1000;

/** Where progress is written to. */
type Output = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };

/**
 * Writes what happens on a target, for people: on a terminal a line for each step, which gets its tick when it is done; elsewhere
 * plain lines that are never rewritten.
 */
export function progressOn(output: Output, style: Style): (event: TargetEvent) => void {
  const terminal = output.isTTY === true;
  /** Whether the cursor stands behind a step that is under way. */
  let open = false;
  const line = (text: string) => {
    output.write(`${open ? '\n' : ''}${text}\n`);
    open = false;
  };
  return (event) => {
    if (terminal && event.kind === 'step_started') {
      output.write(`${open ? '\n' : ''}  ${style.dim('·')} ${cut(event.title, (output.columns ?? 80) - 5)}`);
      open = true;
    } else if (terminal && (event.kind === 'step_finished' || event.kind === 'step_settled')) {
      // Back to the start of the line, and clear it.
      output.write(
        `${open ? '\r\u001b[2K' : ''}  ${style.green('✓')} ${event.title} ${style.dim(took(event))}\n`,
      );
      open = false;
    } else {
      const text = eventLine(event, style);
      if (text !== undefined) line(text);
    }
  };
}

/** A line that the terminal would break could not be cleared. */
function cut(text: string, columns: number): string {
  let kept = text;
  while (columnsOf(kept) > columns) kept = [...kept].slice(0, -1).join('');
  return kept;
}

function took(event: Extract<TargetEvent, { kind: 'step_finished' | 'step_settled' }>): string {
  return event.kind === 'step_settled' ? 'was done already' : duration(event.milliseconds);
}

/** An event as a line of its own, or undefined where it is worth none. */
export function eventLine(event: TargetEvent, style: Style): string | undefined {
  switch (event.kind) {
    case 'connected':
      return `target ${event.url}, PostgreSQL ${event.server}`;
    case 'waiting':
      return style.yellow(waiting(event.holder));
    case 'release_started': {
      const done = event.done === 0 ? '' : `, ${event.done} of them done before`;
      return style.bold(
        `${verb(event)} ${releaseTitle(event.release)}: ${plural(event.steps, 'step')}${done}`,
      );
    }
    case 'step_started':
      return `  ${position(event)} ${event.title}`;
    case 'step_finished':
      return event.milliseconds < longMs ? undefined : `  ${position(event)} took ${took(event)}`;
    case 'step_settled':
      return `  ${position(event)} ${event.title}: ${took(event)}`;
    case 'leftover_dropped':
      return `  dropped the invalid index ${event.index}, which an interrupted build had left`;
    case 'retry': {
      const reason = event.reason === 'deadlock' ? 'a deadlock with others' : 'others hold its locks';
      return style.yellow(
        `  ${reason}: attempt ${event.attempt} of ${event.attempts}, again in ${duration(event.pauseMs)}`,
      );
    }
    case 'release_finished': {
      const way = event.direction === 'forward' ? 'applied' : 'rolled back';
      return `${way} ${releaseTitle(event.release)} in ${duration(event.milliseconds)}`;
    }
    case 'data_loss': {
      const names = event.losses.map(({ kind, name }) => `  ${kind} ${name}`);
      return style.yellow(`${verb(event)} ${releaseTitle(event.release)} destroys:\n${names.join('\n')}`);
    }
    case 'warning':
      return style.yellow(`warning: ${event.message}`);
  }
}

/** ` 9/12`, as wide as `12/12`. */
function position({ step, of }: { readonly step: number; readonly of: number }): string {
  return `${String(step).padStart(String(of).length)}/${of}`;
}

function verb({ direction }: { readonly direction: 'forward' | 'backward' }): string {
  return direction === 'forward' ? 'applying' : 'rolling back';
}

function waiting(holder: Extract<TargetEvent, { kind: 'waiting' }>['holder']): string {
  if (holder === undefined) return 'waiting: somebody else works on the target';
  const from = holder.address === undefined ? '' : ` from ${holder.address}`;
  return `waiting: ${holder.user}${from} works on the target since ${holder.since.toISOString()} (server process ${holder.pid})`;
}
