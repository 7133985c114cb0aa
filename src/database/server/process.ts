import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process with this id began, in a form that is only good for comparing: with the id it names a process for
 * good, while ids are given out again. Undefined where there is no such process or it has ended without being reaped.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const [state, ...start] = ps(pid, 'stat=,lstart=').split(/\s+/);
    return state === undefined || state === '' || state.startsWith('Z') ? undefined : start.join(' ');
  }
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name, the second field, stands in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The program and arguments of a process; empty where there is no such process. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return readProc(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
}

const stepMs = 5;
const patienceMs = 5_000;

/** Sends the signal unless the process has gone. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone, or was never ours.
  }
}

/**
 * Ends a process, ours or not, and returns when it has ended: with `signal`, or by force if that takes too long. For
 * where nothing can be awaited any more.
 */
export function endNow(pid: number, signal: NodeJS.Signals): void {
  send(pid, signal);
  for (let waited = 0; startOf(pid) !== undefined && waited < 2 * patienceMs; waited += stepMs) {
    if (waited === patienceMs) send(pid, 'SIGKILL');
    sleepNow(stepMs);
  }
}

/** Does nothing for that long, and lets nothing else happen here either. */
export function sleepNow(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function ps(pid: number, format: string): string {
  return spawnSync('ps', ['-ww', '-o', format, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
