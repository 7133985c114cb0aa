import { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A log file open for a server to append to. */
export type Log = { readonly path: string; readonly descriptor: number; readonly start: number };

/** How many lines of a log an error shows. */
const shownLines = 20;

/** An embedded server appends to the same log at each start; from this size on, the next start begins it anew. */
const longestLog = 1_000_000;

/** Opens the log, readable by us only; the server inherits the descriptor, whoever runs it. */
export function openLog(path: string): Log {
  const descriptor = openSync(path, 'a', 0o600);
  if (fstatSync(descriptor).size > longestLog) ftruncateSync(descriptor);
  return { path, descriptor, start: fstatSync(descriptor).size };
}

export function closeLog(log: Log): void {
  closeSync(log.descriptor);
}

/** The last lines written since the log was opened. */
export async function lastLines(log: Log): Promise<string> {
  const content = await readFile(log.path);
  return content.subarray(log.start).toString('utf8').trimEnd().split('\n').slice(-shownLines).join('\n');
}
