import { keptThings, putBackLine } from '../attic/words.ts';
import { size } from '../size.ts';
import type { Style } from '../style.ts';
import { plural } from '../words.ts';
import { duration } from './duration.ts';
import type { BlockerView, TargetEvent } from './events.ts';
import { releaseTitle } from './names.ts';

/** A step that takes longer is worth a word, where no line is rewritten. */
const longMs = 1000;

export function took(event: Extract<TargetEvent, { kind: 'step_finished' | 'step_settled' }>): string {
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
    case 'blocked':
      return style.yellow(`  ${position(event)} waits for ${blockersText(event.blockers)}`);
    case 'step_progress':
    case 'step_running':
      return undefined;
    case 'deferred':
      return `  left for a later apply:\n${event.titles.map((title) => `    ${title}`).join('\n')}`;
    case 'deferred_started':
      return style.bold(
        `running ${plural(event.steps, 'step')} that ${releaseTitle(event.release)} left for later`,
      );
    case 'backup_written':
      return `wrote ${event.file}: ${size(event.bytes)} in ${duration(event.milliseconds)}, by pg_dump ${event.version}`;
    case 'drift': {
      const lines = event.differences.map((difference) => `  ${difference}`);
      const what = event.touched ? 'drift that is ignored' : 'drift elsewhere';
      return style.yellow(`warning: ${what}, from the database to its release:\n${lines.join('\n')}`);
    }
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
    case 'copying':
      return event.done ? undefined : `  copying ${event.what}: ${plural(event.rows, 'row')}`;
    case 'kept':
      return `  kept ${keptThings(event)} as ${event.as}`;
    case 'put_back':
      return putBackLine(event, style);
  }
}

/** ` 9/12`, as wide as `12/12`. */
export function position({ step, of }: { readonly step: number; readonly of: number }): string {
  return `${String(step).padStart(String(of).length)}/${of}`;
}

function verb({ direction }: { readonly direction: 'forward' | 'backward' }): string {
  return direction === 'forward' ? 'applying' : 'rolling back';
}

/** `process 4711 (ada, psql, idle in transaction for 2 min 5 s: SELECT 1)` */
export function blockersText(blockers: readonly BlockerView[]): string {
  return blockers.map(blockerText).join(', ');
}

function blockerText({ pid, user, application, state, milliseconds, query }: BlockerView): string {
  if (pid === 0) return 'a prepared transaction';
  const since = milliseconds === undefined ? '' : ` for ${duration(milliseconds)}`;
  const facts = [user, application, state === undefined ? undefined : `${state}${since}`].filter(
    (fact) => fact !== undefined,
  );
  const said = [facts.join(', '), ...(query === undefined ? [] : [query])].filter((text) => text !== '');
  return `process ${pid}${said.length === 0 ? '' : ` (${said.join(': ')})`}`;
}

function waiting(holder: Extract<TargetEvent, { kind: 'waiting' }>['holder']): string {
  if (holder === undefined) return 'waiting: somebody else works on the target';
  const from = holder.address === undefined ? '' : ` from ${holder.address}`;
  return `waiting: ${holder.user}${from} works on the target since ${holder.since.toISOString()} (server process ${holder.pid})`;
}
